package io.vigie.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.vigie.model.metric.SeriesLimitException;
import io.vigie.model.state.StateUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An operation of Vigie's own API: JSON without an envelope, errors as RFC 9457 describes them.
///
/// @param path with a leading slash, without the route prefix; `{name}` stands for a part
/// @param access who may use it
/// @param needsReady whether it is refused while the server is not ready
public record RestRoute(
    Method method, String path, Access access, boolean needsReady, Endpoint endpoint) {
  static final String PROBLEM = "application/problem+json";
  private static final Logger LOG = LoggerFactory.getLogger(RestRoute.class);

  /// An operation that is refused while the server is not ready.
  public RestRoute(Method method, String path, Access access, Endpoint endpoint) {
    this(method, path, access, true, endpoint);
  }

  /// The same, answered also while the server starts or stops.
  public RestRoute always() {
    return new RestRoute(method, path, access, false, endpoint);
  }

  /// What to do with what the path names.
  public enum Method {
    GET,
    POST,
    PUT,
    DELETE
  }

  /// Answers one request. Called by many threads at once.
  @FunctionalInterface
  public interface Endpoint {
    /// @throws Problem if the caller is to be told of an error
    Reply answer(ApiRequest request) throws Exception;
  }

  /// What is answered.
  ///
  /// @param body writes exactly one JSON value; empty for none
  /// @param cookies values of headers `Set-Cookie`
  public record Reply(
      int status,
      Optional<Answer.JsonBody> body,
      Map<String, String> headers,
      List<String> cookies) {
    /// Done, and nothing to say.
    public static final Reply NOTHING = new Reply(204, Optional.empty(), Map.of(), List.of());

    public Reply {
      headers = Map.copyOf(headers);
      cookies = List.copyOf(cookies);
    }

    public static Reply of(Answer.JsonBody body) {
      return of(200, body);
    }

    public static Reply of(int status, Answer.JsonBody body) {
      return new Reply(status, Optional.of(body), Map.of(), List.of());
    }

    /// With a tag that tells this version of what is answered from others. Without one, an answer
    /// to `GET` is told from others by its bytes.
    public Reply withTag(String tag) {
      return new Reply(status, body, Map.of("ETag", tag), cookies);
    }

    /// An error with something for machines beside the words.
    public static Reply problem(int status, String detail, String header, Object value) {
      return new Reply(
          status,
          Optional.of(json -> writeProblem(status, detail, json)),
          Map.of(header, value.toString(), "Content-Type", PROBLEM),
          List.of());
    }

    /// An error with more fields beside the words.
    public static Reply problem(int status, String detail, Answer.JsonBody moreFields) {
      return new Reply(
          status,
          Optional.of(json -> {
            json.beginObject();
            describe(status, detail, json);
            moreFields.write(json);
            json.endObject();
          }),
          Map.of("Content-Type", PROBLEM),
          List.of());
    }

    public Reply withCookies(List<String> other) {
      return new Reply(status, body, headers, other);
    }
  }

  /// Made by who has something to say under `/api`.
  @FunctionalInterface
  public interface Group {
    List<RestRoute> routes();
  }

  void addTo(
      RoutesConfig routes, String prefix, Cors cors, ReadyGate readyGate, DisconnectWatch watch) {
    routes.addHttpHandler(
        HandlerType.findOrCreate(method.name()),
        prefix + path,
        context -> {
          cors.addOwnHeaders(context);
          context.header("Cache-Control", "no-store");
          if (!needsReady || readyGate.isOpen(context)) {
            serve(context, watch);
          }
        },
        access);
  }

  private void serve(Context context, DisconnectWatch watch) throws IOException {
    try {
      write(context, endpoint.answer(new ApiRequest(context, watch)));
    } catch (Problem e) {
      writeProblem(context, e.status(), String.valueOf(e.getMessage()));
    } catch (ApiException e) {
      writeProblem(context, e.type().httpStatus(), String.valueOf(e.getMessage()));
    } catch (HttpResponseException e) {
      writeProblem(context, e.getStatus(), String.valueOf(e.getMessage()));
    } catch (EOFException e) {
      throw e; // told where all routes are
    } catch (SeriesLimitException e) {
      writeProblem(context, 422, String.valueOf(e.getMessage()));
    } catch (StateUnavailableException e) {
      LOG.warn("request to {} failed: {}", context.path(), e.getMessage());
      context.header("Retry-After", "5");
      writeProblem(context, 503, "not possible just now, try again: " + e.getMessage());
    } catch (Exception e) {
      LOG.error("request to {} failed", context.path(), e);
      writeProblem(context, 500, "internal error: " + e.getMessage());
    }
  }

  private static void write(Context context, Reply reply) throws IOException {
    UnreadBody.drain(context.req());
    context.status(reply.status());
    reply.cookies().forEach(cookie -> context.res().addHeader("Set-Cookie", cookie));
    reply.headers().forEach(context::header);
    if (reply.body().isPresent()) {
      writeBody(context, reply, bytes(reply.body().get()));
    }
  }

  /// Who has the answer already is not sent it again.
  private static void writeBody(Context context, Reply reply, byte[] body) {
    if (!reply.headers().containsKey("Content-Type")) {
      context.contentType("application/json");
    }
    if (reply.status() == 200 && context.method().equals(HandlerType.GET)) {
      String tag = reply.headers().getOrDefault("ETag", EntityTag.of(body));
      context.header("ETag", tag);
      if (EntityTag.isAmong(context.header("If-None-Match"), tag)) {
        context.status(304);
        return;
      }
    }
    context.result(body);
  }

  /// Written as a whole before anything is sent: an error halfway is an error, not half an answer.
  private static byte[] bytes(Answer.JsonBody body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonWriter json = new JsonWriter(bytes);
    body.write(json);
    json.endLine().flush();
    return bytes.toByteArray();
  }

  static void writeProblem(Context context, int status, String detail) {
    Refusal.problem(status, detail).writeTo(context, status);
  }

  static void writeProblem(int status, String detail, JsonWriter json) throws IOException {
    json.beginObject();
    describe(status, detail, json);
    json.endObject();
  }

  private static void describe(int status, String detail, JsonWriter json) throws IOException {
    json.name("title").string(Problem.title(status));
    json.name("status").number((long) status).name("detail").string(detail);
  }
}
