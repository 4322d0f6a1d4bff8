package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.vigie.model.state.StateUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An operation of an API without an envelope: what it answers is the whole body. Refused while the
/// server is not ready.
///
/// @param path with a leading slash, without the route prefix; `{name}` stands for a part
/// @param access who may use it
public record JsonRoute(Method method, String path, Access access, Endpoint endpoint) {
  private static final Logger LOG = LoggerFactory.getLogger(JsonRoute.class);

  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  /// A route that readers may use if it only reads, and editors otherwise.
  public JsonRoute(Method method, String path, Endpoint endpoint) {
    this(method, path, method == Method.GET ? Access.READ : Access.EDIT, endpoint);
  }

  /// What to do with what the path names.
  public enum Method {
    GET,
    POST,
    DELETE
  }

  /// Answers one request. Called by many threads at once.
  @FunctionalInterface
  public interface Endpoint {
    /// @throws ApiException if the caller asked wrongly; its message is answered as a JSON text
    Reply answer(ApiRequest request, String body) throws Exception;
  }

  /// What is answered.
  ///
  /// @param json the body; empty for none
  public record Reply(int status, String json) {
    public static final Reply EMPTY = new Reply(200, "");

    public static Reply of(Object json) {
      return new Reply(200, json.toString());
    }
  }

  void addTo(
      RoutesConfig routes, String prefix, Cors cors, ReadyGate readyGate, DisconnectWatch watch) {
    routes.addHttpHandler(
        HandlerType.findOrCreate(method.name()),
        prefix + path,
        context -> {
          if (readyGate.isOpen(context)) {
            cors.addHeaders(context);
            context.header("Cache-Control", "no-store");
            serve(context, watch);
          }
        },
        access);
  }

  private void serve(Context context, DisconnectWatch watch) throws IOException {
    if (method == Method.POST && !isJson(context.contentType())) {
      refuse(context);
      return;
    }
    Reply reply;
    try {
      String body = method == Method.POST ? context.body() : "";
      reply = endpoint.answer(new ApiRequest(context, watch), body);
    } catch (ApiException e) {
      reply = new Reply(e.type().httpStatus(), quote(String.valueOf(e.getMessage())));
    } catch (StateUnavailableException e) {
      LOG.warn("request to {} failed: {}", context.path(), e.getMessage());
      context.header("Retry-After", "5");
      reply = new Reply(503, quote("not possible just now, try again: " + e.getMessage()));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      LOG.error("request to {} failed", context.path(), e);
      reply = new Reply(500, quote("internal error: " + e));
    }
    context.status(reply.status());
    if (!reply.json().isEmpty()) {
      context.contentType("application/json");
      context.result(reply.json() + "\n");
    }
  }

  /// A type has to be said, so that no form of another site's page passes for JSON.
  private static boolean isJson(@Nullable String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  private static void refuse(Context context) throws IOException {
    String type = Optional.ofNullable(context.contentType()).orElse("");
    String message = "unsupported media type \"" + type + "\", only [application/json] are allowed";
    context.status(UNSUPPORTED_MEDIA_TYPE).contentType("application/json");
    context.result(
        "{\"code\":" + UNSUPPORTED_MEDIA_TYPE + ",\"message\":" + quote(message) + "}\n");
  }

  private static String quote(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new JsonWriter(bytes).string(text).flush();
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
