package io.vigie.server.http.live;

import io.vigie.model.time.Ticker;
import io.vigie.server.http.Access;
import io.vigie.server.http.Problem;
import io.vigie.server.http.SocketChannel;
import io.vigie.server.http.SocketRoute;
import io.vigie.server.live.LiveEvent;
import io.vigie.server.live.LiveFeed;
import io.vigie.server.live.Subscription;
import java.util.Optional;

/// `/ws`: the feed over a plain WebSocket. Each message is an object with the fields `event` and
/// `data`, in both directions.
public final class WebSocketApi {
  private final LiveFeed feed;
  private final Ticker ticker;

  public WebSocketApi(LiveFeed feed, Ticker ticker) {
    this.feed = feed;
    this.ticker = ticker;
  }

  public SocketRoute route() {
    return new SocketRoute("/ws", Access.READ, true, this::opened);
  }

  private SocketRoute.Listener opened(SocketRoute.Handshake handshake, SocketChannel channel) {
    Optional<Subscription> subscription;
    try {
      subscription = feed.subscribe(WantedTopics.of(handshake.parameters("type")));
    } catch (Problem e) {
      channel.close(SocketChannel.Reason.NOT_ALLOWED, String.valueOf(e.getMessage()));
      return SocketRoute.Listener.NOBODY;
    }
    if (subscription.isEmpty()) {
      channel.close(SocketChannel.Reason.TRY_AGAIN_LATER, StreamApi.FULL);
      return SocketRoute.Listener.NOBODY;
    }
    WebSocketClient client =
        new WebSocketClient(subscription.get(), channel, new Permit(handshake.caller(), ticker));
    client.start();
    return client;
  }

  static String message(LiveEvent event) {
    return "{\"event\":\"" + event.topic().word() + "\",\"data\":" + event.json() + "}";
  }
}
