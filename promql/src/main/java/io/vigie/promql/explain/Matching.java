package io.vigie.promql.explain;

import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// How the series of two vectors found each other.
///
/// @param groups the groups, those where something is missing or wrong first
/// @param groupCount how many there are in all
/// @param matchedCount how many have series on both sides
/// @param leftOnlyCount how many have series on the left alone
/// @param rightOnlyCount how many have series on the right alone
public record Matching(
    List<Group> groups, int groupCount, int matchedCount, int leftOnlyCount, int rightOnlyCount) {
  /// The series that agree in the labels that must agree.
  ///
  /// @param labels these labels
  /// @param result how many series came out; empty if the query failed before
  /// @param reason why nothing came out, or why the query failed here
  public record Group(
      Labels labels, Side left, Side right, OptionalLong result, Optional<Reason> reason) {}

  /// The series of one side of a group.
  ///
  /// @param count how many there are
  /// @param series the first of them
  public record Side(long count, List<Member> series) {
    public Side {
      series = List.copyOf(series);
    }

    public boolean truncated() {
      return series.size() < count;
    }
  }

  /// A series of a group.
  ///
  /// @param value the newest value as text; a histogram says how many observations it has
  public record Member(Labels labels, String value) {}

  public Matching {
    groups = List.copyOf(groups);
  }

  public boolean truncated() {
    return groups.size() < groupCount;
  }
}
