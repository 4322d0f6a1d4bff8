package io.vigie.server.http.v1;

import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// What the operator should know now, such as a configuration that was refused; `notifications` of
/// the API. Thread-safe.
public final class Notifications implements RouteGroup {
  /// Shown while the file on disk is not what is in force.
  public static final String RELOAD_FAILED = "Configuration reload has failed.";

  private final InstantSource clock;
  private final Map<String, Instant> sinceByText = new ConcurrentSkipListMap<>();

  public Notifications(InstantSource clock) {
    this.clock = clock;
  }

  /// Shows a text, unless it is shown already.
  public void show(String text) {
    sinceByText.putIfAbsent(text, clock.instant());
  }

  /// Takes a text away, if it is there.
  public void withdraw(String text) {
    sinceByText.remove(text);
  }

  @Override
  public void addTo(ApiRouter router) {
    router.getAlways("/notifications", _ -> list());
  }

  private Answer list() {
    return Answer.of(json -> {
      json.beginArray();
      for (Map.Entry<String, Instant> entry : sinceByText.entrySet()) {
        json.beginObject().name("text").string(entry.getKey());
        json.name("date").string(TimeText.format(entry.getValue()));
        json.name("active").bool(true).endObject();
      }
      json.endArray();
    });
  }
}
