package io.vigie.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Tells what is wrong with requests that no route gets to see, as they are no proper HTTP: in the
/// words of the API that was asked, as far as it is known, and without what the library is.
final class ProtocolErrors extends ErrorHandler {
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int status,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
    Refusal refusal = Refusal.ofAnything(path, status, words(status, message));
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, refusal.contentType());
    response.write(true, bytes(refusal), callback);
  }

  /// What went wrong inside is for the log.
  private static String words(int status, @Nullable String message) {
    return message == null || status >= 500 ? Problem.title(status) : message;
  }

  private static ByteBuffer bytes(Refusal refusal) {
    return ByteBuffer.wrap(refusal.body().getBytes(StandardCharsets.UTF_8));
  }
}
