package io.vigie.ingest.pushgateway;

import io.vigie.ingest.pushgateway.PushedFamily.PushedSeries;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Everything pushed under one grouping key. Immutable.
///
/// @param key the grouping labels, `job` included
/// @param bodies the pushes that the families come from, oldest first: what is kept across restarts
/// @param families by name
/// @param pushMillis when somebody last pushed with success; 0 for never
/// @param failureMillis when somebody last pushed without; 0 for never
record PushedGroup(
    Labels key,
    List<Body> bodies,
    Map<String, PushedFamily> families,
    long pushMillis,
    long failureMillis) {
  static final String PUSH_TIME = "push_time_seconds";
  static final String FAILURE_TIME = "push_failure_time_seconds";

  /// A pushed body as it came, decompressed.
  ///
  /// @param families those that no later push replaced
  record Body(String contentType, BodyText text, Set<String> families) {
    Body {
      families = Set.copyOf(families);
    }

    Body without(Set<String> replaced) {
      Set<String> rest = new TreeSet<>(families);
      rest.removeAll(replaced);
      return new Body(contentType, text, rest);
    }
  }

  PushedGroup {
    bodies = List.copyOf(bodies);
    families = Map.copyOf(families);
  }

  static PushedGroup empty(Labels key) {
    return new PushedGroup(key, List.of(), Map.of(), 0, 0);
  }

  /// The group after a push.
  ///
  /// @param replace whether everything else goes, or only metrics of the same names
  PushedGroup with(
      String contentType,
      BodyText text,
      Map<String, PushedFamily> pushed,
      boolean replace,
      long nowMillis) {
    List<Body> kept = new ArrayList<>();
    Map<String, PushedFamily> all = new LinkedHashMap<>();
    if (!replace) {
      all.putAll(families);
      bodies.stream()
          .map(body -> body.without(pushed.keySet()))
          .filter(body -> !body.families.isEmpty())
          .forEach(kept::add);
    }
    all.putAll(pushed);
    if (!pushed.isEmpty()) {
      kept.add(new Body(contentType, text, pushed.keySet()));
    }
    return new PushedGroup(key, kept, all, nowMillis, failureMillis);
  }

  PushedGroup failedAt(long nowMillis) {
    return new PushedGroup(key, bodies, families, pushMillis, nowMillis);
  }

  /// Every series, the two that say when it was pushed included.
  Stream<PushedSeries> series() {
    return Stream.concat(
        families.values().stream().flatMap(family -> family.series().stream()),
        Stream.of(time(PUSH_TIME, pushMillis), time(FAILURE_TIME, failureMillis)));
  }

  private PushedSeries time(String name, long millis) {
    return new PushedSeries(key.with(Labels.METRIC_NAME, name), millis / 1e3, null);
  }

  int seriesCount() {
    return 2 + families.values().stream().mapToInt(family -> family.series().size()).sum();
  }

  long sizeBytes() {
    return bodies.stream().mapToLong(body -> body.text.size()).sum();
  }

  /// What its two own series are.
  static final Map<String, String> HELP =
      Map.of(
          PUSH_TIME, "Last Unix time when changing this group in the Pushgateway succeeded.",
          FAILURE_TIME, "Last Unix time when changing this group in the Pushgateway failed.");

  static final MetricType TIME_TYPE = MetricType.GAUGE;
}
