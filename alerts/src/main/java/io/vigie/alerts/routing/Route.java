package io.vigie.alerts.routing;

import io.vigie.alerts.config.RouteConfig;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A node of the routing tree with everything that it inherits. Immutable.
public final class Route {
  /// What decides about groups and messages; inherited by children unless they say otherwise.
  ///
  /// @param groupBy names of the labels to group by; not used if `groupByAll`
  /// @param labels templates by name
  public record Options(
      String receiver,
      Set<String> groupBy,
      boolean groupByAll,
      Duration groupWait,
      Duration groupInterval,
      Duration repeatInterval,
      Labels labels) {
    private static final Options DEFAULT =
        new Options(
            "",
            Set.of(),
            false,
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofHours(4),
            Labels.EMPTY);

    public Options {
      groupBy = Set.copyOf(groupBy);
    }

    private Options with(RouteConfig config) {
      Map<String, String> merged = new LinkedHashMap<>(labels.toMap());
      merged.putAll(config.labels());
      return new Options(
          config.receiver().isEmpty() ? receiver : config.receiver(),
          config.groupBy().<Set<String>>map(TreeSet::new).orElse(groupBy),
          config.groupBy().isEmpty() && (groupByAll || config.groupByAll()),
          config.groupWait().orElse(groupWait),
          config.groupInterval().orElse(groupInterval),
          config.repeatInterval().orElse(repeatInterval),
          Labels.of(merged));
    }
  }

  private final String key;
  private final String id;
  private final RouteConfig config;
  private final Options options;
  private final List<Route> children = new ArrayList<>();

  private Route(String parentKey, String parentId, int index, RouteConfig config, Options parent) {
    boolean root = index < 0;
    this.config = config;
    this.key = root ? config.matchers().toString() : parentKey + "/" + config.matchers();
    this.id = root ? key : parentId + "/" + config.matchers() + "/" + index;
    this.options = parent.with(config);
    for (int i = 0; i < config.routes().size(); i++) {
      children.add(new Route(key, id, i, config.routes().get(i), options));
    }
  }

  /// The tree.
  public static Route root(RouteConfig config) {
    return new Route("", "", -1, config, Options.DEFAULT);
  }

  /// The nodes that an alert with these labels comes to: depth first, left to right. A node whose
  /// children do not match is the match itself; siblings after a match are asked only if that says
  /// `continue`.
  public List<Route> match(Labels labels) {
    if (!config.matchers().matches(labels)) {
      return List.of();
    }
    List<Route> all = new ArrayList<>();
    for (Route child : children) {
      List<Route> matches = child.match(labels);
      all.addAll(matches);
      if (!matches.isEmpty() && !child.config.continues()) {
        break;
      }
    }
    return all.isEmpty() ? List.of(this) : all;
  }

  /// The matchers on the way from the root. Part of group keys; two routes may have the same.
  public String key() {
    return key;
  }

  /// As [#key], and unique.
  public String id() {
    return id;
  }

  public Options options() {
    return options;
  }

  public Matchers matchers() {
    return config.matchers();
  }

  public boolean continues() {
    return config.continues();
  }

  /// Names of intervals; not inherited.
  public List<String> muteTimeIntervals() {
    return config.muteTimeIntervals();
  }

  /// Names of intervals; not inherited.
  public List<String> activeTimeIntervals() {
    return config.activeTimeIntervals();
  }

  public List<Route> children() {
    return List.copyOf(children);
  }

  /// The labels that make the group of an alert.
  public Labels groupLabels(Labels labels) {
    return options.groupByAll() ? labels : labels.only(options.groupBy());
  }

  /// Identity of a group, stored by receivers: `{}/{a="1"}:{alertname="X", b="2"}`.
  public String groupKey(Labels groupLabels) {
    return key + ":" + LabelOrder.text(groupLabels);
  }

  @Override
  public String toString() {
    return id;
  }
}
