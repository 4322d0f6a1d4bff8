package io.vigie.outbound;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpFields;

/// What a server answered, any status. The body is decompressed.
public final class OutboundResponse {
  private final URI uri;
  private final int status;
  private final String reason;
  private final HttpFields headers;
  private final BodyBuffer body;

  OutboundResponse(URI uri, int status, String reason, HttpFields headers, BodyBuffer body) {
    this.uri = uri;
    this.status = status;
    this.reason = reason;
    this.headers = headers;
    this.body = body;
  }

  /// Who answered, after redirects.
  public URI uri() {
    return uri;
  }

  public int status() {
    return status;
  }

  /// Whether the status is one of 200 to 299.
  public boolean isSuccess() {
    return status / 100 == 2;
  }

  /// Status and reason as one text, for example `404 Not Found`.
  public String statusLine() {
    return reason.isEmpty() ? Integer.toString(status) : status + " " + reason;
  }

  /// The first value of a header, or the empty string.
  public String header(String name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  /// The buffer that was handed to [OutboundClient#send], filled.
  public BodyBuffer buffer() {
    return body;
  }

  /// A copy of the body.
  public byte[] body() {
    return Arrays.copyOf(body.array(), body.size());
  }

  /// The body as UTF-8.
  public String text() {
    return new String(body.array(), 0, body.size(), StandardCharsets.UTF_8);
  }
}
