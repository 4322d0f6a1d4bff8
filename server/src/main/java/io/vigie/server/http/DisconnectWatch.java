package io.vigie.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;

/// Notices that a caller has closed its connection while its request is still being worked on, so
/// that work for nobody stops. Thread-safe.
///
/// Nothing reads from the connection during that time, so a thread looks at all watched connections
/// twenty times a second.
public final class DisconnectWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 50;

  private final Map<Watched, PeekingEndPoint> watched = new ConcurrentHashMap<>();
  private final Thread thread =
      Thread.ofVirtual().name("http-disconnect-watch").unstarted(this::run);

  /// A connection under watch, until closed.
  public final class Watched implements AutoCloseable {
    private final Runnable action;

    private Watched(Runnable action) {
      this.action = action;
    }

    /// Ends the watch. Never throws.
    @Override
    public void close() {
      watched.remove(this);
    }
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  Watched watch(HttpServletRequest request, Runnable action) {
    Watched entry = new Watched(action);
    Request core = ServletContextRequest.getServletContextRequest(request);
    if (PeekingEndPoint.below(core.getConnectionMetaData().getConnection().getEndPoint())
        instanceof PeekingEndPoint endPoint) {
      watched.put(entry, endPoint);
    }
    return entry;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        watched.forEach(this::look);
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private void look(Watched entry, PeekingEndPoint endPoint) {
    if (endPoint.isClosedByPeer() && watched.remove(entry) != null) {
      entry.action.run();
    }
  }
}
