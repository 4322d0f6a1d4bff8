package io.vigie.ingest.discovery;

import io.vigie.model.metric.Labels;
import java.util.List;

/// Targets that were found together and share labels.
///
/// @param source where they come from, unique within one discovery: `file.json:0`,
///   `pod/default/web`
/// @param targets labels of each target; each has `__address__`
/// @param labels given to every target that does not have the label itself
public record TargetGroup(String source, List<Labels> targets, Labels labels) {
  /// The label that holds a target's `host:port`.
  public static final String ADDRESS = "__address__";

  public TargetGroup {
    targets = List.copyOf(targets);
  }

  /// Targets known by nothing but their address.
  public static TargetGroup ofAddresses(String source, List<String> addresses, Labels labels) {
    return new TargetGroup(
        source, addresses.stream().map(a -> Labels.of(ADDRESS, a)).toList(), labels);
  }
}
