package io.vigie.alerts.routing;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.Labels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/// Sorts alerts into groups and flushes each when it is due: after `group_wait` for the first time,
/// then each `group_interval` for as long as it has alerts. Nothing is flushed before [#open].
///
/// Does nothing by itself: somebody calls [#flushDue] when the time that it gave has come, or
/// something arrived. Thread-safe.
public final class Dispatcher {
  /// Tells of a group.
  @FunctionalInterface
  public interface Flush {
    /// Blocks until all integrations have been told, or have not.
    ///
    /// @return whether everybody knows, so that what is over can be forgotten
    boolean flush(Notification notification) throws InterruptedException;
  }

  private record GroupId(String routeId, Labels labels) {}

  private final Route root;
  private final InstantSource clock;
  private final Flush flush;
  private final Executor executor;
  private final int maxGroups;
  private final Object lock = new Object();
  // Guarded by the lock.
  private final Map<GroupId, AlertGroup> groups = new LinkedHashMap<>();
  private boolean open;
  private boolean closed;

  /// @param executor where a group is flushed
  /// @param maxGroups alerts that would need more are not told of; 0 for any number
  public Dispatcher(
      Route root, InstantSource clock, Flush flush, Executor executor, int maxGroups) {
    this.root = root;
    this.clock = clock;
    this.flush = flush;
    this.executor = executor;
    this.maxGroups = maxGroups;
  }

  /// Lets messages out. Until then groups only collect: after a restart nobody is told of one alert
  /// before those that would inhibit it are known again.
  public void open() {
    synchronized (lock) {
      open = true;
    }
  }

  /// No further flush begins.
  public void close() {
    synchronized (lock) {
      closed = true;
    }
  }

  /// Sorts alerts into the groups of all routes that they come to.
  ///
  /// @return how many found no place because there are too many groups
  public int insert(List<StoredAlert> alerts) {
    int lost = 0;
    synchronized (lock) {
      for (StoredAlert alert : alerts) {
        for (Route route : root.match(alert.alert().labels())) {
          lost += insert(route, alert) ? 0 : 1;
        }
      }
    }
    return lost;
  }

  private boolean insert(Route route, StoredAlert alert) {
    GroupId id = new GroupId(route.id(), route.groupLabels(alert.alert().labels()));
    AlertGroup group = groups.get(id);
    if (group == null) {
      if (maxGroups > 0 && groups.size() >= maxGroups) {
        return false;
      }
      group = new AlertGroup(route, id.labels(), firstFlush(route, alert));
      groups.put(id, group);
    }
    group.put(alert);
    return true;
  }

  /// An alert that is older than the time to wait has waited elsewhere.
  private Instant firstFlush(Route route, StoredAlert alert) {
    Instant now = clock.instant();
    Instant waited =
        Instant.ofEpochMilli(alert.alert().startsAtMillis()).plus(route.options().groupWait());
    return waited.isBefore(now) ? now : now.plus(route.options().groupWait());
  }

  /// Begins to flush each group that is due.
  ///
  /// @return when the next one will be
  public Optional<Instant> flushDue() {
    List<AlertGroup> due = new ArrayList<>();
    Instant now = clock.instant();
    Optional<Instant> next;
    synchronized (lock) {
      if (!open || closed) {
        return Optional.empty();
      }
      groups.values().stream()
          .filter(group -> !group.isFlushing() && group.isDue(now))
          .sorted(Comparator.comparing(AlertGroup::nextFlush))
          .forEach(due::add);
      due.forEach(group -> begin(group, now));
      next =
          groups.values().stream()
              .filter(group -> !group.isFlushing())
              .map(AlertGroup::nextFlush)
              .min(Comparator.naturalOrder());
    }
    return next;
  }

  private void begin(AlertGroup group, Instant now) {
    List<StoredAlert> alerts = group.alerts();
    Notification notification = group.begin(now);
    executor.execute(() -> flush(group, alerts, notification));
  }

  private void flush(AlertGroup group, List<StoredAlert> alerts, Notification notification) {
    boolean told = false;
    try {
      told = flush.flush(notification);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      synchronized (lock) {
        group.end(alerts, notification.now(), told);
        if (group.isEmpty()) {
          groups.values().remove(group);
        }
      }
    }
  }

  /// Fingerprints of the alerts that are in groups: the end of each may have to be told.
  public Set<String> held() {
    Set<String> held = new HashSet<>();
    synchronized (lock) {
      groups.values().forEach(group -> held.addAll(group.fingerprints()));
    }
    return held;
  }

  /// All groups, ordered by labels and receiver.
  public List<GroupView> groups() {
    synchronized (lock) {
      return groups.values().stream()
          .map(group -> new GroupView(group.route(), group.labels(), group.key(), group.alerts()))
          .sorted(
              Comparator.comparing(GroupView::labels, LabelOrder.LABELS)
                  .thenComparing(group -> group.route().options().receiver()))
          .toList();
    }
  }

  public int groupCount() {
    synchronized (lock) {
      return groups.size();
    }
  }
}
