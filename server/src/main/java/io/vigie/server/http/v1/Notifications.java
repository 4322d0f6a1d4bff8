package io.vigie.server.http.v1;

import io.vigie.model.telemetry.Meters;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.EventStream;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What the operator should know now, such as a configuration that was refused; `notifications` of
/// the API, and `notifications/live`, which pushes changes. Thread-safe.
public final class Notifications implements RouteGroup, AutoCloseable {
  /// Shown while the file on disk is not what is in force.
  public static final String RELOAD_FAILED = "Configuration reload has failed.";

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /// A subscriber that is further behind than this loses what is newer.
  private static final int MAX_BEHIND = 100;

  /// Ends a subscription; no notification is empty.
  private static final String END = "";

  private final InstantSource clock;
  private final int maxSubscribers;
  private final Meters.Counter sent;
  private final Meters.Counter dropped;

  // Guarded by this.
  private final Map<String, Instant> sinceByText = new TreeMap<>();
  private final Set<BlockingQueue<String>> subscribers = new LinkedHashSet<>();
  private boolean closed;

  public Notifications(InstantSource clock, int maxSubscribers, Meters meters) {
    this.clock = clock;
    this.maxSubscribers = maxSubscribers;
    this.sent =
        meters.counter(
            "prometheus_api_notification_updates_sent_total", "Notifications pushed to readers.");
    this.dropped =
        meters.counter(
            "prometheus_api_notification_updates_dropped_total",
            "Notifications not pushed because a reader was too slow.");
    meters.gaugeOf(
        "prometheus_api_notification_active_subscribers",
        "Readers to whom notifications are pushed.",
        this::subscribers);
  }

  private synchronized int subscribers() {
    return subscribers.size();
  }

  /// Shows a text, unless it is shown already.
  public synchronized void show(String text) {
    Instant now = clock.instant();
    if (sinceByText.putIfAbsent(text, now) == null) {
      push(json(text, now, true));
    }
  }

  /// Takes a text away, if it is there.
  public synchronized void withdraw(String text) {
    if (sinceByText.remove(text) != null) {
      push(json(text, clock.instant(), false));
    }
  }

  private void push(String event) {
    for (BlockingQueue<String> subscriber : subscribers) {
      (subscriber.offer(event) ? sent : dropped).increment();
    }
  }

  /// Ends all streams.
  @Override
  public synchronized void close() {
    closed = true;
    subscribers.forEach(Notifications::end);
  }

  private static void end(BlockingQueue<String> subscriber) {
    subscriber.clear();
    boolean _ = subscriber.offer(END);
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAlways("/notifications", _ -> list()).events("/notifications/live", this::live);
  }

  private synchronized Answer list() {
    Map<String, Instant> now = new TreeMap<>(sinceByText);
    return Answer.of(json -> {
      json.beginArray();
      for (Map.Entry<String, Instant> entry : now.entrySet()) {
        write(entry.getKey(), entry.getValue(), true, json);
      }
      json.endArray();
    });
  }

  private void live(ApiRequest request, EventStream.Sink sink)
      throws IOException, InterruptedException {
    BlockingQueue<String> events = new LinkedBlockingQueue<>(MAX_BEHIND);
    if (!subscribe(events)) {
      sink.refuse("too many subscribers");
      return;
    }
    try (var _ = request.onDisconnect(() -> end(events))) {
      sink.begin();
      while (true) {
        String event = events.poll(KEEP_ALIVE.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
          sink.keepAlive();
        } else if (event.equals(END)) {
          return;
        } else {
          sink.send(event);
        }
      }
    } finally {
      unsubscribe(events);
    }
  }

  /// With what is shown now.
  private synchronized boolean subscribe(BlockingQueue<String> events) {
    if (closed || subscribers.size() >= maxSubscribers) {
      return false;
    }
    sinceByText.forEach((text, since) -> {
      boolean _ = events.offer(json(text, since, true));
    });
    return subscribers.add(events);
  }

  private synchronized void unsubscribe(BlockingQueue<String> events) {
    subscribers.remove(events);
  }

  private static String json(String text, Instant date, boolean active) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonWriter json = new JsonWriter(bytes);
    try {
      write(text, date, active, json);
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void write(String text, Instant date, boolean active, JsonWriter json)
      throws IOException {
    json.beginObject().name("text").string(text).name("date").string(TimeText.format(date));
    json.name("active").bool(active).endObject();
  }
}
