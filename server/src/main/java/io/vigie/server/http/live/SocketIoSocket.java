package io.vigie.server.http.live;

import io.vigie.server.http.SocketChannel;
import io.vigie.server.http.SocketRoute;
import java.io.IOException;
import java.util.Optional;

/// A WebSocket of a client of Socket.IO: its only connection, or one that takes over from polling.
final class SocketIoSocket implements SocketRoute.Listener {
  private final SocketIoSession session;
  private final SocketChannel channel;
  private volatile boolean active;

  SocketIoSocket(SocketIoSession session, SocketChannel channel) {
    this.session = session;
    this.channel = channel;
  }

  /// Sends from now on what is to be sent.
  ///
  /// @param first sent before anything else; may be empty
  void activate(String first) {
    active = true;
    Thread.ofVirtual().name("socketio-sender").start(() -> send(first));
  }

  private void send(String first) {
    try {
      if (!first.isEmpty()) {
        channel.send(first);
      }
      Optional<String> packet = session.next();
      while (packet.isPresent()) {
        channel.send(packet.get());
        packet = session.next();
      }
      channel.close(SocketChannel.Reason.DONE, "");
    } catch (IOException | InterruptedException e) {
      channel.close(SocketChannel.Reason.FAILED, "");
    } finally {
      session.close();
    }
  }

  @Override
  public void received(String packet) {
    if (active) {
      boolean _ = session.received(packet);
    } else if (packet.equals(SocketIoSession.PROBE)) {
      session.releasePoll();
      Thread.ofVirtual().name("socketio-probe").start(this::answerProbe);
    } else if (packet.equals(SocketIoSession.UPGRADE) && session.upgrade()) {
      activate("");
    } else {
      channel.close(SocketChannel.Reason.NOT_ALLOWED, "Bad request");
    }
  }

  private void answerProbe() {
    try {
      channel.send(SocketIoSession.PROBE_ANSWER);
    } catch (IOException | InterruptedException e) {
      channel.close(SocketChannel.Reason.FAILED, "");
    }
  }

  @Override
  public void closed() {
    if (active) {
      session.close();
    }
  }
}
