package io.vigie.alerts.mute;

import io.vigie.alerts.config.InhibitRuleConfig;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which alerts are not notified about because another one fires. Learns of alerts by [#observe].
///
/// An alert that matches both sides of a rule is never inhibited by one for which that is true as
/// well, itself included. A missing label is the same as an empty one. Thread-safe.
public final class Inhibitor {
  /// Sources of one rule, by the values of the labels that must be equal.
  private static final class Rule {
    private final InhibitRuleConfig config;
    private final Map<List<String>, Map<String, StoredAlert>> sources = new HashMap<>();

    Rule(InhibitRuleConfig config) {
      this.config = config;
    }

    List<String> equalValues(Labels labels) {
      return config.equal().stream().map(labels::get).toList();
    }

    Optional<String> source(Labels target, long nowMillis) {
      boolean alsoSource = config.source().matches(target);
      return sources.getOrDefault(equalValues(target), Map.of()).values().stream()
          .filter(source -> !source.alert().resolvedAt(nowMillis))
          .filter(source -> !alsoSource || !config.target().matches(source.alert().labels()))
          .map(StoredAlert::fingerprint)
          .findFirst();
    }
  }

  private final List<Rule> rules;
  private final Object lock = new Object();

  public Inhibitor(List<InhibitRuleConfig> rules) {
    this.rules = rules.stream().map(Rule::new).toList();
  }

  /// Learns that alerts fire, or no longer do.
  public void observe(List<StoredAlert> alerts) {
    synchronized (lock) {
      for (Rule rule : rules) {
        for (StoredAlert alert : alerts) {
          observe(rule, alert);
        }
      }
    }
  }

  private static void observe(Rule rule, StoredAlert alert) {
    Labels labels = alert.alert().labels();
    if (rule.config.source().matches(labels)) {
      rule.sources
          .computeIfAbsent(rule.equalValues(labels), _ -> new HashMap<>())
          .put(alert.fingerprint(), alert);
    }
  }

  /// Forgets alerts that are over.
  public void forgetResolved(long nowMillis) {
    synchronized (lock) {
      for (Rule rule : rules) {
        rule.sources
            .values()
            .forEach(sources -> sources.values().removeIf(a -> a.alert().resolvedAt(nowMillis)));
        rule.sources.values().removeIf(Map::isEmpty);
      }
    }
  }

  /// The fingerprint of an alert that inhibits one with these labels now; of the first rule that
  /// applies.
  public List<String> inhibitedBy(Labels labels, long nowMillis) {
    synchronized (lock) {
      List<String> by = new ArrayList<>();
      for (Rule rule : rules) {
        if (rule.config.target().matches(labels)) {
          rule.source(labels, nowMillis).ifPresent(by::add);
        }
        if (!by.isEmpty()) {
          return by;
        }
      }
      return by;
    }
  }
}
