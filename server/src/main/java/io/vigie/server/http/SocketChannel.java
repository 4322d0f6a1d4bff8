package io.vigie.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// The way to the other end of a WebSocket. Sending waits until the message is handed over, so that
/// whoever sends notices a slow reader; one thread at a time sends.
public final class SocketChannel {
  /// Why a connection is closed by us.
  public enum Reason {
    DONE(1000),
    GOING_AWAY(1001),
    NOT_ALLOWED(1008),
    FAILED(1011),
    TRY_AGAIN_LATER(1013);

    private final int code;

    Reason(int code) {
      this.code = code;
    }
  }

  private final Session session;

  SocketChannel(Session session) {
    this.session = session;
  }

  /// Sends a text message.
  ///
  /// @throws IOException if the other end has gone, or does not read
  public void send(String text) throws IOException, InterruptedException {
    await(callback -> session.sendText(text, callback));
  }

  /// Asks the other end for a sign of life, which also keeps those in between from taking the
  /// connection for dead.
  ///
  /// @throws IOException if the other end has gone, or does not read
  public void ping() throws IOException, InterruptedException {
    await(callback -> session.sendPing(ByteBuffer.allocate(0), callback));
  }

  private static void await(Consumer<Callback> send) throws IOException, InterruptedException {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    send.accept(Callback.from(() -> sent.complete(null), sent::completeExceptionally));
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new IOException("the connection is gone", e.getCause());
    }
  }

  /// Ends the connection; has no effect on one that is gone.
  public void close(Reason reason, String words) {
    session.close(reason.code, words, Callback.NOOP);
  }
}
