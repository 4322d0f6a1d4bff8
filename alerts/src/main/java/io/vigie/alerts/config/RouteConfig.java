package io.vigie.alerts.config;

import io.vigie.alerts.matcher.Matchers;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node of the routing tree as it is written; what is empty is inherited.
///
/// @param receiver empty to inherit
/// @param groupBy labels to group by; an empty list is not the same as none
/// @param groupByAll every alert is its own group
/// @param matchers of all three kinds (`match`, `match_re`, `matchers`), in order
/// @param continues whether later siblings are asked, too
/// @param labels templates by name, added to those of the parent
public record RouteConfig(
    String receiver,
    Optional<List<String>> groupBy,
    boolean groupByAll,
    Matchers matchers,
    List<String> muteTimeIntervals,
    List<String> activeTimeIntervals,
    boolean continues,
    List<RouteConfig> routes,
    Optional<Duration> groupWait,
    Optional<Duration> groupInterval,
    Optional<Duration> repeatInterval,
    Map<String, String> labels) {
  public RouteConfig {
    groupBy = groupBy.map(List::copyOf);
    muteTimeIntervals = List.copyOf(muteTimeIntervals);
    activeTimeIntervals = List.copyOf(activeTimeIntervals);
    routes = List.copyOf(routes);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
