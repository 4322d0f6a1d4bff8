package io.vigie.server;

import io.vigie.catalog.Catalog;
import io.vigie.health.HealthState;
import io.vigie.health.component.Component;
import io.vigie.health.component.Component.Finding;
import io.vigie.health.component.Components;
import io.vigie.health.component.FolderComponent;
import io.vigie.health.component.HeapComponent;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// Which parts of the server are looked at, for `/health`.
final class OwnHealth {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration SLOW = Duration.ofSeconds(1);

  private OwnHealth() {}

  static Components of(MetricStore store, Catalog catalog, Path folder, InstantSource clock) {
    return new Components(
        List.of(
            new Component("store", true, () -> lookAt(store, clock)),
            new Component("catalog", true, () -> lookAt(catalog)),
            new Component("filesystem", true, new FolderComponent(folder)),
            new Component("memory", false, new HeapComponent())),
        INTERVAL,
        DEADLINE,
        clock,
        Ticker.system());
  }

  private static Finding lookAt(MetricStore store, InstantSource clock) throws IOException {
    long now = clock.millis();
    TimeRange lately = new TimeRange(now - Duration.ofMinutes(5).toMillis(), now);
    long start = System.nanoTime();
    List<LabelMatcher> ready = List.of(LabelMatcher.equal(Labels.METRIC_NAME, "prometheus_ready"));
    try (Selection selection = store.select(lately, ready)) {
      return timed(start, Map.of("ownSeries", Integer.toString(selection.series().size())));
    }
  }

  private static Finding lookAt(Catalog catalog) throws IOException {
    long start = System.nanoTime();
    boolean there = catalog.state().get("health", "probe").isPresent();
    return timed(start, Map.of("probe", there ? "found" : "answered"));
  }

  /// What answers slowly works, and should be looked at.
  private static Finding timed(long startNanos, Map<String, String> details) {
    boolean slow = System.nanoTime() - startNanos > SLOW.toNanos();
    return new Finding(slow ? HealthState.DEGRADED : HealthState.HEALTHY, details);
  }
}
