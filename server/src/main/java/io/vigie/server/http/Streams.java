package io.vigie.server.http;

import java.util.List;
import java.util.stream.Stream;

/// Routes that tell what happens as it happens.
public record Streams(List<EventRoute> events, List<SocketRoute> sockets) {
  public static final Streams NONE = new Streams(List.of(), List.of());

  public Streams {
    events = List.copyOf(events);
    sockets = List.copyOf(sockets);
  }

  /// Where they are. A WebSocket is opened by a `GET`.
  List<RouteAccess> operations(String prefix) {
    return Stream.concat(
            events.stream()
                .map(route -> new RouteAccess("GET", prefix + route.path(), Access.READ)),
            sockets.stream()
                .filter(SocketRoute::isAlone)
                .map(route -> new RouteAccess("GET", prefix + route.path(), route.access())))
        .toList();
  }
}
