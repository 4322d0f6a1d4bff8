package io.vigie.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/// A connection that can be asked whether the other side has closed it.
///
/// The only way to learn that is to read. What is read by asking (the next request of a caller that
/// pipelines) is held, and handed out before anything else by [#fill].
final class PeekingEndPoint extends SocketChannelEndPoint {
  private static final int HELD_BYTES = 256;

  private final Object lock = new Object();

  /// Read but not handed out yet; from 0 to its position.
  private final ByteBuffer held = ByteBuffer.allocate(HELD_BYTES);

  PeekingEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  /// The connection below an endpoint, through TLS if there is any.
  static EndPoint below(EndPoint endPoint) {
    return endPoint instanceof SslConnection.SslEndPoint ssl
        ? ssl.getSslConnection().getEndPoint()
        : endPoint;
  }

  /// Whether the other side has closed. To be called only while nobody waits for input.
  boolean isClosedByPeer() {
    synchronized (lock) {
      try {
        return !isOpen() || (held.hasRemaining() && getChannel().read(held) < 0);
      } catch (IOException e) {
        return true;
      }
    }
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    synchronized (lock) {
      if (held.position() == 0) {
        return super.fill(buffer);
      }
      held.flip();
      int position = BufferUtil.flipToFill(buffer);
      int filled = BufferUtil.put(held, buffer);
      BufferUtil.flipToFlush(buffer, position);
      held.compact();
      return filled;
    }
  }

  @Override
  protected void needsFillInterest() {
    if (holdsBytes()) {
      Thread.startVirtualThread(() -> getFillInterest().fillable());
    } else {
      super.needsFillInterest();
    }
  }

  private boolean holdsBytes() {
    synchronized (lock) {
      return held.position() > 0;
    }
  }
}
