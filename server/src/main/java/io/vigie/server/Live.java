package io.vigie.server;

import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.Ticker;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.Streams;
import io.vigie.server.http.live.SocketIoApi;
import io.vigie.server.http.live.StreamApi;
import io.vigie.server.http.live.WebSocketApi;
import io.vigie.server.live.LiveFeed;
import io.vigie.server.live.LiveSettings;
import io.vigie.server.live.LiveSource;
import java.util.List;
import java.util.function.Supplier;

/// The feed of what happens, and the ways to those who listen.
final class Live implements AutoCloseable {
  private final LiveFeed feed;
  private final SocketIoApi socketIo;
  private final Streams streams;

  Live(LiveSource source, Supplier<LiveSettings> settings, Meters meters) {
    Ticker ticker = Ticker.system();
    feed = new LiveFeed(source, settings, ticker, meters);
    socketIo = new SocketIoApi(feed, () -> 2 * settings.get().maxClients(), ticker);
    streams =
        new Streams(
            List.of(new StreamApi(feed, ticker).route()),
            List.of(new WebSocketApi(feed, ticker).route(), socketIo.socket()));
  }

  void start() {
    feed.start();
    socketIo.start();
  }

  Streams streams() {
    return streams;
  }

  List<BodyRoute> polling() {
    return socketIo.polling();
  }

  @Override
  public void close() {
    socketIo.close();
    feed.close();
  }
}
