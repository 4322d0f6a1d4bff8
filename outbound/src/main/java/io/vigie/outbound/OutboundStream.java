package io.vigie.outbound;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;

/// An answer that is read as it comes. Belongs to one thread; another may close it, which ends the
/// reading with an `IOException`. Must be closed.
public final class OutboundStream implements AutoCloseable {
  private final OutboundResponse head;
  private final InputStream body;
  private final Connections.Lease lease;
  private boolean closed;

  private OutboundStream(OutboundResponse head, InputStream body, Connections.Lease lease) {
    this.head = head;
    this.body = body;
    this.lease = lease;
  }

  static OutboundStream of(URI uri, Response response, InputStream body, Connections.Lease lease) {
    String reason = response.getReason() == null ? "" : response.getReason();
    OutboundResponse head =
        new OutboundResponse(
            uri,
            response.getStatus(),
            reason,
            HttpFields.build(response.getHeaders()),
            new BodyBuffer(0));
    return new OutboundStream(head, new PromptStream(body), lease);
  }

  /// Jetty's stream waits for more even if nothing is asked for, which `readNBytes` does at its
  /// end.
  private static final class PromptStream extends FilterInputStream {
    PromptStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return length == 0 ? 0 : super.read(into, offset, length);
    }
  }

  /// Status and headers; its body is empty.
  public OutboundResponse head() {
    return head;
  }

  public int status() {
    return head.status();
  }

  public InputStream body() {
    return body;
  }

  /// Never throws; may be called again.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      body.close();
    } catch (IOException e) {
      // Nobody reads it any more.
    } finally {
      lease.close();
    }
  }
}
