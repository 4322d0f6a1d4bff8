package io.vigie.server.why;

import io.vigie.model.metric.Labels;
import io.vigie.server.why.Step.Mark;
import java.util.List;

/// What became of one alert, or of a rule that has none.
///
/// @param labels of the alert; empty if there is none
/// @param fingerprint by which the alert is addressed; empty if there is none
public record Chain(Labels labels, String fingerprint, List<Step> steps) {
  public Chain {
    steps = List.copyOf(steps);
  }

  /// The sentence that answers: the last link, which is the one that broke if any did.
  public String summary() {
    return steps.reversed().stream()
        .filter(step -> step.mark() != Mark.NOTE)
        .findFirst()
        .map(Step::text)
        .orElse("nothing is known of it");
  }
}
