package io.vigie.ingest.relabel;

import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A list of rules ready to be applied, in order. Immutable and thread-safe; compile once, apply
/// often.
public final class Relabelling {
  /// No rule: everything passes as it is.
  public static final Relabelling NONE = of(List.of());

  private final List<RelabelRule> rules;
  private final CompiledRule[] compiled;

  private Relabelling(List<RelabelRule> rules) {
    this.rules = List.copyOf(rules);
    this.compiled = rules.stream().map(CompiledRule::of).toArray(CompiledRule[]::new);
  }

  public static Relabelling of(List<RelabelRule> rules) {
    return new Relabelling(rules);
  }

  public boolean isEmpty() {
    return compiled.length == 0;
  }

  /// The labels after all rules; nothing if a rule drops them.
  public Optional<Labels> apply(Labels labels) {
    if (compiled.length == 0) {
      return Optional.of(labels);
    }
    LabelEdit edit = new LabelEdit(labels);
    for (CompiledRule rule : compiled) {
      if (!rule.apply(edit)) {
        return Optional.empty();
      }
    }
    return Optional.of(edit.labels());
  }

  /// What each rule makes of the labels, up to the one that drops them.
  public List<Step> steps(Labels labels) {
    List<Step> steps = new ArrayList<>();
    LabelEdit edit = new LabelEdit(labels);
    boolean keep = true;
    for (int i = 0; i < compiled.length && keep; i++) {
      keep = compiled[i].apply(edit);
      steps.add(new Step(rules.get(i), edit.labels(), keep));
    }
    return steps;
  }

  /// One rule applied.
  ///
  /// @param output the labels after the rule
  /// @param keep false if the rule drops them
  public record Step(RelabelRule rule, Labels output, boolean keep) {}
}
