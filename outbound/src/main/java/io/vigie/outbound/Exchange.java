package io.vigie.outbound;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// One request on the wire and the collection of its answer. Jetty's threads call the listener; the
/// thread that sends waits in [#await]. The body is bounded while it is read. After [#await]
/// returned or threw, nothing touches the buffer any more.
final class Exchange implements Response.Listener {
  /// How far a request came; what a timeout means depends on it.
  enum Phase {
    CONNECTING,
    WAITING,
    READING
  }

  /// The body grew beyond the bound.
  static final class TooLargeException extends Exception {}

  private final BodyBuffer into;
  private final long maxBytes;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile Phase phase = Phase.CONNECTING;
  // Guarded by this.
  private boolean abandoned;
  private @Nullable Result result;

  Exchange(BodyBuffer into, long maxBytes) {
    this.into = into;
    this.maxBytes = maxBytes;
  }

  void onRequestBegin() {
    phase = Phase.WAITING;
  }

  @Override
  public void onHeaders(Response response) {
    phase = Phase.READING;
    if (response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > maxBytes) {
      var _ = response.abort(new TooLargeException());
    }
  }

  @Override
  public void onContent(Response response, ByteBuffer chunk) {
    boolean fits;
    synchronized (this) {
      if (abandoned) {
        return;
      }
      fits = into.size() + (long) chunk.remaining() <= maxBytes;
      if (fits) {
        into.append(chunk);
      }
    }
    if (!fits) {
      var _ = response.abort(new TooLargeException());
    }
  }

  @Override
  public synchronized void onComplete(Result completed) {
    result = completed;
    done.countDown();
  }

  Phase phase() {
    return phase;
  }

  /// Bytes of the body that came so far, as they came.
  synchronized int receivedBytes() {
    return into.size();
  }

  /// Waits for the whole answer.
  ///
  /// @throws TimeoutException if it is not there in time; the request is given up
  /// @throws InterruptedException if the waiting thread was; the request is given up
  Result await(Request request, long timeoutNanos) throws TimeoutException, InterruptedException {
    try {
      if (done.await(timeoutNanos, TimeUnit.NANOSECONDS)) {
        return completed();
      }
    } catch (InterruptedException e) {
      abandon(request, e);
      throw e;
    }
    TimeoutException timeout = new TimeoutException();
    abandon(request, timeout);
    throw timeout;
  }

  private synchronized Result completed() {
    if (result == null) {
      throw new IllegalStateException("not complete");
    }
    return result;
  }

  private void abandon(Request request, Throwable cause) {
    synchronized (this) {
      abandoned = true;
    }
    var _ = request.abort(cause);
  }

  /// Status, headers and body of an exchange that went well.
  static OutboundResponse response(URI uri, Result result, BodyBuffer body) {
    Response response = result.getResponse();
    String reason = response.getReason() == null ? "" : response.getReason();
    return new OutboundResponse(
        uri, response.getStatus(), reason, HttpFields.build(response.getHeaders()), body);
  }
}
