package io.vigie.alerts.config;

import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.MappingReader;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the routing tree. Names of receivers and intervals are not looked up here.
public final class RouteReader {
  private static final String ALL = "...";

  /// Deeper trees are refused: they are read and walked recursively.
  private static final int MAX_DEPTH = 200;

  private final MatcherSyntax syntax;

  public RouteReader(MatcherSyntax syntax) {
    this.syntax = syntax;
  }

  public RouteConfig read(MappingReader reader) {
    return read(reader, 0);
  }

  private RouteConfig read(MappingReader reader, int depth) {
    if (depth > MAX_DEPTH) {
      throw reader.error("routes nest deeper than " + MAX_DEPTH + " levels");
    }
    boolean grouped = reader.raw("group_by").isPresent();
    String receiver = reader.string("receiver");
    List<String> groupBy = reader.strings("group_by");
    RouteConfig route =
        new RouteConfig(
            receiver,
            grouped && !groupBy.contains(ALL) ? Optional.of(groupBy) : Optional.empty(),
            groupBy.contains(ALL),
            MatcherReader.read(reader, "match", "match_re", "matchers", syntax),
            reader.strings("mute_time_intervals"),
            reader.strings("active_time_intervals"),
            reader.bool("continue", false),
            reader.list(
                "routes", "missing route; remove the dash", child -> read(child, depth + 1)),
            duration(reader, "group_wait"),
            duration(reader, "group_interval"),
            duration(reader, "repeat_interval"),
            reader.stringMap("labels"));
    reader.finish();
    checkLabels(reader, route.labels());
    checkGroupBy(reader, groupBy);
    checkPositive(reader, "group_interval", route.groupInterval());
    checkPositive(reader, "repeat_interval", route.repeatInterval());
    return route;
  }

  private static Optional<Duration> duration(MappingReader reader, String key) {
    return reader.value(
        key,
        Optional.empty(),
        Optional.empty(),
        text -> Optional.of(Durations.parse(text)),
        value -> value.map(Durations::format).orElse(""));
  }

  private void checkLabels(MappingReader reader, Map<String, String> labels) {
    for (String name : labels.keySet()) {
      if (!syntax.isValidLabelName(name)) {
        throw reader.error("labels", "invalid label name \"" + name + "\" in route labels");
      }
    }
  }

  private void checkGroupBy(MappingReader reader, List<String> groupBy) {
    Set<String> seen = new HashSet<>();
    for (String name : groupBy) {
      if (!name.equals(ALL) && !syntax.isValidLabelName(name)) {
        throw reader.error("group_by", "invalid label name \"" + name + "\" in group_by list");
      }
    }
    if (groupBy.contains(ALL) && groupBy.stream().anyMatch(name -> !name.equals(ALL))) {
      throw reader.error(
          "group_by", "cannot have wildcard group_by (`...`) and other labels at the same time");
    }
    for (String name : groupBy) {
      if (!seen.add(name) && !name.equals(ALL)) {
        throw reader.error("group_by", "duplicated label \"" + name + "\" in group_by");
      }
    }
  }

  private static void checkPositive(MappingReader reader, String key, Optional<Duration> duration) {
    if (duration.filter(Duration::isZero).isPresent()) {
      throw reader.error(key, key + " cannot be zero");
    }
  }
}
