package io.vigie.ingest.pushgateway;

import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.ingest.pushgateway.PushedFamily.PushedSeries;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// All groups, and whether another one goes together with them. Not thread-safe.
final class PushedGroups {
  static final int MAX_GROUPS = 20_000;
  static final int MAX_SERIES = 500_000;
  static final long MAX_BYTES = 128L << 20;

  private final Map<Labels, PushedGroup> groups = new LinkedHashMap<>();

  /// Which group each series belongs to.
  private final Map<Labels, Labels> owners = new HashMap<>();

  private long seriesCount;
  private long sizeBytes;

  Collection<PushedGroup> all() {
    return groups.values();
  }

  Optional<PushedGroup> find(Labels key) {
    return Optional.ofNullable(groups.get(key));
  }

  int size() {
    return groups.size();
  }

  long seriesCount() {
    return seriesCount;
  }

  /// Adds a group or puts it in place of the one with its key.
  void put(PushedGroup group) {
    remove(group.key());
    groups.put(group.key(), group);
    group.series().forEach(series -> owners.put(series.labels(), group.key()));
    seriesCount += group.seriesCount();
    sizeBytes += group.sizeBytes();
  }

  void remove(Labels key) {
    PushedGroup old = groups.remove(key);
    if (old != null) {
      old.series().forEach(series -> owners.remove(series.labels(), key));
      seriesCount -= old.seriesCount();
      sizeBytes -= old.sizeBytes();
    }
  }

  /// Looks whether a group could be put.
  ///
  /// @throws RefusedPushException if it says something that another group says already, or of
  ///   another type, or is too much
  void check(PushedGroup next) throws RefusedPushException {
    for (PushedFamily family : next.families().values()) {
      checkType(family, next.key());
      for (PushedSeries series : family.series()) {
        Labels owner = owners.getOrDefault(series.labels(), next.key());
        if (!owner.equals(next.key())) {
          throw FamilyReader.inconsistent(
              "collected metric "
                  + series.labels()
                  + " was collected before with the same name and label values: it belongs to the"
                  + " group "
                  + owner);
        }
      }
    }
    checkBounds(next);
  }

  private void checkType(PushedFamily family, Labels key) throws RefusedPushException {
    for (PushedGroup other : groups.values()) {
      PushedFamily same = other.families().get(family.name());
      if (same != null && contradict(same, family) && !other.key().equals(key)) {
        throw FamilyReader.inconsistent(
            "gathered metric family %s has type %s but should have %s, as in the group %s"
                .formatted(family.name(), family.type().word(), same.type().word(), other.key()));
      }
    }
  }

  /// Who gives no type says nothing against another's.
  private static boolean contradict(PushedFamily one, PushedFamily other) {
    return one.type() != other.type()
        && one.type() != MetricType.UNKNOWN
        && other.type() != MetricType.UNKNOWN;
  }

  private void checkBounds(PushedGroup next) throws RefusedPushException {
    Optional<PushedGroup> old = find(next.key());
    if (old.isEmpty() && groups.size() >= MAX_GROUPS) {
      throw full(MAX_GROUPS + " groups");
    }
    if (seriesCount - old.map(PushedGroup::seriesCount).orElse(0) + next.seriesCount()
        > MAX_SERIES) {
      throw full(MAX_SERIES + " series");
    }
    if (sizeBytes - old.map(PushedGroup::sizeBytes).orElse(0L) + next.sizeBytes() > MAX_BYTES) {
      throw full(MAX_BYTES + " bytes");
    }
  }

  private static RefusedPushException full(String limit) {
    return new RefusedPushException(
        413, "there is no room for more than " + limit + "; DELETE groups that nobody needs");
  }
}
