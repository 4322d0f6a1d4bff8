package io.vigie.server.http.live;

import io.vigie.model.time.Ticker;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.EventRoute;
import io.vigie.server.http.EventStream;
import io.vigie.server.http.Problem;
import io.vigie.server.http.StreamCaller;
import io.vigie.server.live.LiveEvent;
import io.vigie.server.live.LiveFeed;
import io.vigie.server.live.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// `/api/stream`: the feed as Server-Sent Events,
/// <https://html.spec.whatwg.org/#server-sent-events>. The topic is the name of the event.
public final class StreamApi {
  static final String FULL = "too many listen already: see vigie.live.max_clients";
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private final LiveFeed feed;
  private final Ticker ticker;

  public StreamApi(LiveFeed feed, Ticker ticker) {
    this.feed = feed;
    this.ticker = ticker;
  }

  public EventRoute route() {
    return new EventRoute("/api/stream", this::serve);
  }

  /// That the caller has gone is noticed by what is sent.
  private void serve(ApiRequest request, StreamCaller caller, EventStream.Sink sink)
      throws IOException, InterruptedException {
    Subscription subscription =
        feed.subscribe(WantedTopics.of(request.parameters("type")))
            .orElseThrow(() -> new Problem(503, FULL));
    try (subscription) {
      sink.begin();
      Permit permit = new Permit(caller, ticker);
      while (subscription.isOpen() && permit.holds()) {
        Optional<LiveEvent> event = subscription.take(KEEP_ALIVE);
        if (event.isPresent()) {
          sink.send(event.get().topic().word(), event.get().json());
        } else if (subscription.isOpen()) {
          sink.keepAlive();
        }
      }
    }
  }
}
