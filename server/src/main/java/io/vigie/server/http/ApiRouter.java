package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.vigie.model.state.StateUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts operations of an API under a path, each wrapped alike: cross-origin headers, refusal while
/// the server is not ready, the envelope of the answer, errors.
public final class ApiRouter {
  private static final Logger LOG = LoggerFactory.getLogger(ApiRouter.class);

  private final RoutesConfig routes;
  private final String path;
  private final Cors cors;
  private final ReadyGate readyGate;
  private final DisconnectWatch disconnects;
  private final List<RouteAccess> operations = new ArrayList<>();

  ApiRouter(
      RoutesConfig routes,
      String path,
      Cors cors,
      ReadyGate readyGate,
      DisconnectWatch disconnects) {
    this.routes = routes;
    this.path = path;
    this.cors = cors;
    this.readyGate = readyGate;
    this.disconnects = disconnects;
  }

  public ApiRouter get(String subPath, ApiEndpoint endpoint) {
    return add(subPath, List.of(HandlerType.GET), Access.READ, whenReady(endpoint));
  }

  /// For queries that may be too long for a URL.
  public ApiRouter getAndPost(String subPath, ApiEndpoint endpoint) {
    return add(
        subPath, List.of(HandlerType.GET, HandlerType.POST), Access.READ, whenReady(endpoint));
  }

  public ApiRouter post(String subPath, ApiEndpoint endpoint) {
    return add(subPath, List.of(HandlerType.POST), Access.EDIT, whenReady(endpoint));
  }

  /// For admins.
  public ApiRouter postAndPut(String subPath, ApiEndpoint endpoint) {
    // Otherwise the answer would be that there is no such page.
    routes.get(path + subPath, ApiRouter::wrongMethod, Access.KNOWN);
    return add(
        subPath, List.of(HandlerType.POST, HandlerType.PUT), Access.ADMIN, whenReady(endpoint));
  }

  public ApiRouter delete(String subPath, ApiEndpoint endpoint) {
    return add(subPath, List.of(HandlerType.DELETE), Access.EDIT, whenReady(endpoint));
  }

  /// Answered also while the server starts or stops.
  public ApiRouter getAlways(String subPath, ApiEndpoint endpoint) {
    return add(subPath, List.of(HandlerType.GET), Access.READ, context -> serve(context, endpoint));
  }

  /// An answer in lines, for questions that may be too long for a URL.
  public ApiRouter lines(String subPath, JsonLines.Endpoint endpoint) {
    return add(
        subPath,
        List.of(HandlerType.GET, HandlerType.POST),
        Access.READ,
        context -> {
          if (readyGate.isOpen(context)) {
            serve(
                context,
                () -> writeLines(context, endpoint.answer(new ApiRequest(context, disconnects))));
          }
        });
  }

  /// A stream of events (`text/event-stream`) that lasts until the caller has gone or `events` ends
  /// it; answered also while the server starts or stops.
  public ApiRouter events(String subPath, EventStream events) {
    return add(
        subPath,
        List.of(HandlerType.GET),
        Access.READ,
        context -> {
          cors.addHeaders(context);
          events.serve(
              new ApiRequest(context, disconnects), new EventStream.ServletSink(context.res()));
        });
  }

  /// Each operation that was added.
  List<RouteAccess> operations() {
    return List.copyOf(operations);
  }

  /// Answers the question of a browser whether it may ask from another site.
  void answerOptions() {
    routes.options(
        path + "/<any>",
        context -> {
          cors.addHeaders(context);
          context.status(204);
        },
        Access.OPEN);
  }

  private static void wrongMethod(Context context) {
    context.header("Allow", "OPTIONS, POST, PUT");
    Refusal.write(context, 405, "Method Not Allowed");
  }

  private ApiRouter add(String subPath, List<HandlerType> methods, Access access, Handler handler) {
    for (HandlerType method : methods) {
      routes.addHttpHandler(method, path + subPath, handler, access);
      operations.add(new RouteAccess(method.name(), path + subPath, access));
    }
    return this;
  }

  private Handler whenReady(ApiEndpoint endpoint) {
    return context -> {
      if (readyGate.isOpen(context)) {
        serve(context, endpoint);
      }
    };
  }

  private void serve(Context context, ApiEndpoint endpoint) throws IOException {
    serve(context, () -> write(context, endpoint.answer(new ApiRequest(context, disconnects))));
  }

  /// Answers somehow.
  @FunctionalInterface
  private interface Reply {
    void send() throws Exception;
  }

  private void serve(Context context, Reply reply) throws IOException {
    cors.addHeaders(context);
    try {
      reply.send();
    } catch (ApiException e) {
      writeError(context, e.type(), String.valueOf(e.getMessage()));
    } catch (StateUnavailableException e) {
      LOG.warn("request to {} failed: {}", context.path(), e.getMessage());
      context.header("Retry-After", "5");
      String message = "not possible just now, try again: " + e.getMessage();
      writeError(context, ErrorType.UNAVAILABLE, message);
    } catch (IOException | HttpResponseException e) {
      throw e; // the connection broke, or the library has an answer of its own
    } catch (Exception e) {
      LOG.error("request to {} failed", context.path(), e);
      writeError(context, ErrorType.INTERNAL, "internal error: " + e);
    }
  }

  /// Past the library's own stream, which holds back small writes to compress them.
  private static void writeLines(Context context, JsonLines lines) throws IOException {
    UnreadBody.drain(context.req());
    context.contentType("application/x-ndjson; charset=utf-8");
    lines.write(new JsonLines.Sink(context.res().getOutputStream()));
  }

  private static void write(Context context, Answer answer) throws IOException {
    UnreadBody.drain(context.req());
    if (answer.data().isEmpty()) {
      context.status(204);
      return;
    }
    context.contentType("application/json");
    JsonWriter json = new JsonWriter(context.outputStream());
    json.beginObject().name("status").string("success").name("data");
    answer.data().get().write(json);
    if (!answer.warnings().isEmpty()) {
      json.name("warnings").strings(answer.warnings());
    }
    if (!answer.infos().isEmpty()) {
      json.name("infos").strings(answer.infos());
    }
    json.endObject().flush();
  }

  static void writeError(Context context, ErrorType type, String message) throws IOException {
    UnreadBody.drain(context.req());
    context.status(type.httpStatus()).contentType("application/json");
    JsonWriter json = new JsonWriter(context.outputStream());
    writeError(json, type.word(), message);
    json.flush();
  }

  static void writeError(JsonWriter json, String type, String message) throws IOException {
    json.beginObject().name("status").string("error");
    json.name("errorType").string(type).name("error").string(message);
    json.endObject();
  }
}
