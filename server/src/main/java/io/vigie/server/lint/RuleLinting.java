package io.vigie.server.lint;

import io.vigie.model.alert.SeverityScale;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.lint.Destinations;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.RuleLint;
import io.vigie.rules.lint.StoredMetrics;
import io.vigie.rules.lint.Surroundings;
import io.vigie.rules.schedule.RuleSet;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Looks at rules with the samples of a store at hand. Thread-safe.
public final class RuleLinting {
  private final MetricStore store;
  private final PromqlEngine engine;
  private final Function<String, Optional<MetricMetadata>> metadata;
  private final Supplier<SeverityScale> severities;
  private final InstantSource clock;

  /// @param engine whose limits hold here too
  /// @param metadata of a metric, or of the family that it is a part of
  /// @param severities in force
  public RuleLinting(
      MetricStore store,
      PromqlEngine engine,
      Function<String, Optional<MetricMetadata>> metadata,
      Supplier<SeverityScale> severities,
      InstantSource clock) {
    this.store = store;
    this.engine = engine.over(store);
    this.metadata = metadata;
    this.severities = severities;
    this.clock = clock;
  }

  /// What is odd about rules that are used together.
  public List<Finding> look(RuleSet rules, Destinations destinations) {
    return RuleLint.check(rules.files(), around(rules, destinations));
  }

  /// What is odd about some rules of one of the files.
  public List<Finding> look(
      RuleSet rules, RuleFile file, Predicate<RuleDefinition> wanted, Destinations destinations) {
    return RuleLint.check(rules.files(), file, wanted, around(rules, destinations));
  }

  private Surroundings around(RuleSet rules, Destinations destinations) {
    StoredMetrics metrics =
        new StoredMetrics(store, engine, metadata, clock.millis(), Ticker.system());
    return Surroundings.textOnly(rules.evaluationInterval())
        .withMetrics(metrics)
        .withDestinations(destinations)
        .withSeverities(severities.get());
  }
}
