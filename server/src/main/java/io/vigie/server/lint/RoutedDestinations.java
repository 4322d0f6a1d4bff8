package io.vigie.server.lint;

import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.routing.PossibleRoutes;
import io.vigie.alerts.routing.Route;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.RegexMatcher;
import io.vigie.rules.lint.Destinations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who is told by a routing tree.
public final class RoutedDestinations implements Destinations {
  private final Route root;
  private final Set<String> telling;

  public RoutedDestinations(AlertmanagerConfig config) {
    this.root = Route.root(config.route());
    this.telling =
        config.receivers().stream()
            .filter(receiver -> !receiver.integrations().isEmpty())
            .map(ReceiverConfig::name)
            .collect(Collectors.toSet());
  }

  @Override
  public boolean isKnown() {
    return true;
  }

  @Override
  public List<Receiver> reachable(Map<String, String> labels) {
    return PossibleRoutes.of(root, labels).stream()
        .map(route -> route.options().receiver())
        .distinct()
        .map(name -> new Receiver(name, telling.contains(name)))
        .toList();
  }

  @Override
  public List<String> askedFor(String label) {
    return matchers(root)
        .filter(matcher -> matcher.name().equals(label) && matcher.isEqual())
        .flatMap(RoutedDestinations::values)
        .distinct()
        .toList();
  }

  @Override
  public boolean isAskedFor(String label, String value) {
    return matchers(root)
        .filter(matcher -> matcher.name().equals(label))
        .anyMatch(matcher -> matcher.matches(value) == matcher.isEqual());
  }

  private static Stream<Matcher> matchers(Route route) {
    return Stream.concat(
        route.matchers().list().stream(),
        route.children().stream().flatMap(RoutedDestinations::matchers));
  }

  private static Stream<String> values(Matcher matcher) {
    return matcher.operator() == Operator.EQUAL
        ? Stream.of(matcher.value())
        : RegexMatcher.compile(matcher.value()).literals().stream().flatMap(Set::stream).sorted();
  }
}
