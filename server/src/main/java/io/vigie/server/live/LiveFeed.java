package io.vigie.server.live;

import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at everything at intervals, once for all, and tells it to whoever listens: states each
/// time, alerts as they change. While nobody listens nothing is looked at. Thread-safe.
public final class LiveFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

  /// Alerts are not waited for longer than this.
  private static final Duration ALERTS_EVERY = Duration.ofSeconds(1);

  /// So many alerts are told to somebody who begins to listen.
  private static final int MAX_ALERTS_AT_FIRST = 100;

  private final LiveSource source;
  private final Supplier<LiveSettings> settings;
  private final Ticker ticker;
  private final Meters.Counter events;
  private final Meters.Counter conflated;
  private final Meters.Counter dropped;
  private final Meters.Counter refused;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofVirtual().name("live-feed").unstarted(this::run);

  // Guarded by this.
  private final Map<Topic, LiveEvent> latest = new EnumMap<>(Topic.class);
  private Map<String, LiveSource.Alert> firing = new LinkedHashMap<>();
  private boolean alertsAreKnown;
  private boolean closed;

  /// @param settings asked for each time
  public LiveFeed(
      LiveSource source, Supplier<LiveSettings> settings, Ticker ticker, Meters meters) {
    this.source = source;
    this.settings = settings;
    this.ticker = ticker;
    this.events =
        meters.counter("vigie_live_events_total", "Events told to all who listen.", "topic");
    this.conflated =
        meters.counter(
            "vigie_live_states_conflated_total",
            "States that a slow listener did not hear, as a newer one came.");
    this.dropped =
        meters.counter(
            "vigie_live_events_dropped_total",
            "Events that a slow listener did not hear, as too many waited.");
    this.refused =
        meters.counter(
            "vigie_live_subscriptions_refused_total",
            "Listeners refused, as there were vigie.live.max_clients already.");
    meters.gaugeOf("vigie_live_subscriptions", "Listeners now.", subscriptions::size);
  }

  public void start() {
    thread.start();
  }

  /// Begins to listen.
  ///
  /// @param topics empty for everything
  /// @return empty if too many listen already, or everything ends
  public Optional<Subscription> subscribe(Set<Topic> topics) {
    Subscription subscription = new Subscription(this, topics);
    synchronized (this) {
      if (closed) {
        return Optional.empty();
      }
      if (subscriptions.size() >= settings.get().maxClients()) {
        refused.increment();
        return Optional.empty();
      }
      subscriptions.add(subscription);
      notifyAll();
    }
    catchUp(subscription, subscription.topics());
    return Optional.of(subscription);
  }

  void forget(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  /// Tells what is known of some topics to somebody who has not heard of them.
  synchronized void catchUp(Subscription subscription, Set<Topic> topics) {
    for (Topic topic : topics) {
      LiveEvent event = latest.get(topic);
      if (event != null) {
        var _ = subscription.offer(event);
      }
    }
    if (topics.contains(Topic.ALERT)) {
      firing.values().stream()
          .limit(MAX_ALERTS_AT_FIRST)
          .forEach(alert -> {
            var _ = subscription.offer(event(alert, false));
          });
    }
  }

  private static LiveEvent event(LiveSource.Alert alert, boolean ended) {
    return new LiveEvent(Topic.ALERT, alert.id(), alert.json(ended));
  }

  private void run() {
    try {
      while (awaitListener()) {
        long statesDueNanos = ticker.readNanos();
        while (!subscriptions.isEmpty()) {
          Duration interval = settings.get().interval();
          if (ticker.readNanos() - statesDueNanos >= 0) {
            statesDueNanos = ticker.readNanos() + interval.toNanos();
            publishStates();
          } else {
            publishNewlyHeard();
          }
          publishAlerts();
          pause(interval.compareTo(ALERTS_EVERY) < 0 ? interval : ALERTS_EVERY);
        }
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private synchronized boolean awaitListener() throws InterruptedException {
    // Nobody looks meanwhile: what is known grows old.
    latest.clear();
    firing = new LinkedHashMap<>();
    alertsAreKnown = false;
    while (!closed && subscriptions.isEmpty()) {
      wait();
    }
    return !closed;
  }

  private static void pause(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }

  /// Looks at every topic that somebody hears, and tells how it is.
  void publishStates() {
    Set<Topic> heard = heard();
    synchronized (this) {
      // Nobody looks at the others meanwhile: what is known of them grows old.
      latest.keySet().retainAll(heard);
    }
    heard.forEach(this::publishState);
  }

  /// The same for topics of which nothing is known, as nobody heard them before.
  void publishNewlyHeard() {
    Set<Topic> topics = heard();
    synchronized (this) {
      topics.removeAll(latest.keySet());
    }
    topics.forEach(this::publishState);
  }

  private Set<Topic> heard() {
    EnumSet<Topic> heard = EnumSet.noneOf(Topic.class);
    subscriptions.forEach(subscription -> heard.addAll(subscription.topics()));
    heard.remove(Topic.ALERT);
    return heard;
  }

  private void publishState(Topic topic) {
    try {
      LiveEvent event = LiveEvent.state(topic, source.state(topic));
      synchronized (this) {
        latest.put(topic, event);
        tell(event);
      }
    } catch (RuntimeException e) {
      LOG.error("the state of {} cannot be told", topic.word(), e);
    }
  }

  /// Looks at the alerts, and tells those that are not as they were.
  void publishAlerts() {
    try {
      tellChanges(source.alerts());
    } catch (RuntimeException e) {
      LOG.error("alerts cannot be told", e);
    }
  }

  private synchronized void tellChanges(List<LiveSource.Alert> now) {
    Map<String, LiveSource.Alert> before = firing;
    firing = new LinkedHashMap<>();
    now.forEach(alert -> firing.put(alert.id(), alert));
    if (!alertsAreKnown) {
      alertsAreKnown = true;
      now.stream().limit(MAX_ALERTS_AT_FIRST).forEach(alert -> tell(event(alert, false)));
      return;
    }
    for (LiveSource.Alert alert : now) {
      LiveSource.@Nullable Alert known = before.remove(alert.id());
      if (known == null || !known.version().equals(alert.version())) {
        tell(event(alert, false));
      }
    }
    before.values().forEach(ended -> tell(event(ended, true)));
  }

  private void tell(LiveEvent event) {
    events.increment(event.topic().word());
    for (Subscription subscription : subscriptions) {
      switch (subscription.offer(event)) {
        case NONE -> {}
        case OLDER_STATE -> conflated.increment();
        case OTHER_EVENT -> dropped.increment();
      }
    }
  }

  /// Ends all subscriptions.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
    subscriptions.forEach(Subscription::close);
  }
}
