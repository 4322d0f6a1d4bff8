package io.vigie.server.live;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What one listener has not heard yet. Of states that follow each other only the newest waits, so
/// that a slow listener hears less, and costs no more. Thread-safe.
public final class Subscription implements AutoCloseable {
  /// More different things than this do not wait; the eldest is dropped.
  static final int MAX_WAITING = 1_000;

  private final LiveFeed feed;

  // Guarded by this.
  private final Map<LiveEvent.Place, LiveEvent> waiting = new LinkedHashMap<>();
  private final Set<Topic> topics;
  private boolean everything;
  private boolean open = true;
  private Runnable wake = Subscription::wakeNobody;

  /// @param topics what is heard; empty for everything
  Subscription(LiveFeed feed, Set<Topic> topics) {
    this.feed = feed;
    this.everything = topics.isEmpty();
    this.topics = everything ? EnumSet.allOf(Topic.class) : EnumSet.copyOf(topics);
  }

  /// Hears a type too; with the first, no longer everything.
  ///
  /// @return false if there is no such type
  public boolean subscribe(String type) {
    Optional<Set<Topic>> heard = Topic.heardBy(type);
    if (heard.isEmpty()) {
      return false;
    }
    synchronized (this) {
      if (everything) {
        topics.clear();
        everything = false;
      }
      topics.addAll(heard.get());
      waiting.keySet().removeIf(place -> !topics.contains(place.topic()));
    }
    feed.catchUp(this, heard.get());
    return true;
  }

  /// Does not hear a topic any more.
  ///
  /// @return false if there is no such type
  public boolean unsubscribe(String type) {
    Optional<Topic> topic = Topic.named(type);
    if (topic.isEmpty()) {
      return Topic.heardBy(type).isPresent();
    }
    synchronized (this) {
      everything = false;
      topics.remove(topic.get());
      waiting.keySet().removeIf(place -> place.topic() == topic.get());
    }
    return true;
  }

  /// What is heard now.
  public synchronized Set<Topic> topics() {
    return EnumSet.copyOf(topics);
  }

  /// Has something run whenever an event has come; it must be short. For those who wait for other
  /// things too.
  public synchronized void onEvent(Runnable action) {
    wake = action;
  }

  private static void wakeNobody() {}

  /// @return what was lost by it: an earlier state that nobody will hear
  Loss offer(LiveEvent event) {
    Runnable woken;
    Loss loss = Loss.NONE;
    synchronized (this) {
      if (!open || !topics.contains(event.topic())) {
        return Loss.NONE;
      }
      if (waiting.put(event.place(), event) != null) {
        loss = Loss.OLDER_STATE;
      } else if (waiting.size() > MAX_WAITING) {
        Iterator<LiveEvent> eldest = waiting.values().iterator();
        eldest.next();
        eldest.remove();
        loss = Loss.OTHER_EVENT;
      }
      notifyAll();
      woken = wake;
    }
    woken.run();
    return loss;
  }

  enum Loss {
    NONE,
    OLDER_STATE,
    OTHER_EVENT
  }

  /// The next event, if one waits.
  public synchronized Optional<LiveEvent> poll() {
    Iterator<LiveEvent> eldest = waiting.values().iterator();
    if (!eldest.hasNext()) {
      return Optional.empty();
    }
    LiveEvent event = eldest.next();
    eldest.remove();
    return Optional.of(event);
  }

  /// The next event; empty if none comes in time, or the subscription is over.
  public synchronized Optional<LiveEvent> take(Duration patience) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (open && waiting.isEmpty()) {
      long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        return Optional.empty();
      }
      wait(leftMillis);
    }
    return open ? poll() : Optional.empty();
  }

  public synchronized boolean isOpen() {
    return open;
  }

  /// Ends it; nothing is heard any more.
  @Override
  public void close() {
    Runnable woken;
    synchronized (this) {
      open = false;
      waiting.clear();
      notifyAll();
      woken = wake;
    }
    feed.forget(this);
    woken.run();
  }
}
