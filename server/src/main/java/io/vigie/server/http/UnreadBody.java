package io.vigie.server.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is refused is often answered before all of the body has come. The rest cannot be told from a
/// next request, so that the connection has to end; without a word about it, the caller would send
/// the next request into a closed connection and get no answer at all (RFC 9112, 9.6).
final class UnreadBody {
  /// Whose bodies nobody reads.
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

  private static final long MAX_DRAINED_BYTES = 64L << 20;
  private static final int BUFFER_BYTES = 16 << 10;
  private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

  private UnreadBody() {}

  /// Has the end of the connection announced where it must end.
  static Request announced(Request request, HttpFields.Mutable responseHeaders) {
    if (hasBody(request.getHeaders())) {
      request.addHttpStreamWrapper(stream -> new Announcing(stream, request.getMethod()));
    }
    return request;
  }

  /// Reads what is still to come, so that whoever sends it is ready to hear the answer. Bodies that
  /// are larger than any that is taken are not waited for.
  static void drain(HttpServletRequest request) {
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    if (!hasBody || request.getContentLengthLong() > MAX_DRAINED_BYTES) {
      return;
    }
    try {
      InputStream in = request.getInputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      long leftBytes = MAX_DRAINED_BYTES;
      while (leftBytes > 0) {
        int count = in.read(buffer);
        leftBytes = count < 0 ? 0 : leftBytes - count;
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("a body was not read to its end", e); // whoever is still there is answered
    }
  }

  private static boolean hasBody(HttpFields headers) {
    return headers.contains(HttpHeader.CONTENT_LENGTH)
        || headers.contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static final class Announcing extends HttpStream.Wrapper {
    private final boolean hasNoReader;

    Announcing(HttpStream stream, String method) {
      super(stream);
      this.hasNoReader = WITHOUT_BODY.contains(method);
    }

    /// What is there already is read, so that most connections go on. An answer that begins before
    /// it is whole may still read its request.
    @Override
    public void send(
        MetaData.Request request,
        MetaData.@Nullable Response response,
        boolean last,
        @Nullable ByteBuffer content,
        Callback callback) {
      if (response != null && (last || hasNoReader) && isLeft(response)) {
        super.send(request, lastOf(response), last, content, callback);
      } else {
        super.send(request, response, last, content, callback);
      }
    }

    private boolean isLeft(MetaData.Response response) {
      return response.getStatus() >= 200 && consumeAvailable() != null;
    }

    private static MetaData.Response lastOf(MetaData.Response response) {
      HttpFields headers =
          HttpFields.build(response.getHttpFields())
              .put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
      return new MetaData.Response(
          response.getStatus(),
          response.getReason(),
          response.getHttpVersion(),
          headers,
          response.getContentLength(),
          response.getTrailersSupplier());
    }
  }
}
