package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.eval.QueryOrigin;
import io.vigie.server.security.Principal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// A request to the API: parameters from the query string and, for a form, from its body, and a way
/// to learn that the caller has gone. Belongs to the thread that serves it.
public final class ApiRequest {
  private static final Principal NOBODY =
      new Principal("", Principal.Means.LOCAL, Set.of(), Optional.empty());

  private final Context context;
  private final DisconnectWatch disconnects;
  private final Map<String, List<String>> parameters;

  ApiRequest(Context context, DisconnectWatch disconnects) {
    this.context = context;
    this.disconnects = disconnects;
    this.parameters = parametersOf(context);
  }

  /// The form's values come first, as a single value is taken from there.
  private static Map<String, List<String>> parametersOf(Context context) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (context.isFormUrlencoded()) {
      context.formParamMap().forEach((name, values) -> all.put(name, new ArrayList<>(values)));
    }
    context
        .queryParamMap()
        .forEach(
            (name, values) -> all.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(values));
    return all;
  }

  /// The first value of a parameter, or the empty text, which means the same as no parameter.
  public String parameter(String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /// All values of a parameter that may be repeated.
  public List<String> parameters(String name) {
    return List.copyOf(parameters.getOrDefault(name, List.of()));
  }

  /// The query of this request with another value of a parameter, as a relative reference.
  public String queryWith(String name, String value) {
    Map<String, List<String>> all = new LinkedHashMap<>(context.queryParamMap());
    all.put(name, List.of(value));
    StringJoiner query = new StringJoiner("&", "?", "");
    all.forEach(
        (key, values) -> values.forEach(each -> query.add(encode(key) + "=" + encode(each))));
    return query.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A part of the path, decoded.
  public String pathParameter(String name) {
    return context.pathParam(name);
  }

  /// Who asks: the user, if there are users, and the address.
  public String caller() {
    String name = principal().name();
    return (name.isEmpty() ? "" : name + " · ") + address();
  }

  /// Who asks. Where nobody is asked, and where no credential is needed, it is whoever is on this
  /// machine, or nobody: then the name is empty, and nothing is permitted.
  public Principal principal() {
    return AccessControl.principalOf(context).orElse(NOBODY);
  }

  /// Where the request comes from.
  public String address() {
    return ClientAddress.of(context);
  }

  /// The value of a cookie, or the empty text.
  public String cookie(String name) {
    return Optional.ofNullable(context.cookie(name)).orElse("");
  }

  /// A header, or the empty text.
  public String header(String name) {
    return Optional.ofNullable(context.header(name)).orElse("");
  }

  /// Whether the connection is encrypted.
  public boolean isEncrypted() {
    return context.scheme().equals("https");
  }

  /// Says what the request changed, for the audit log; nothing secret.
  ///
  /// @param before what it was; empty if it was not there
  /// @param after what it is; empty if it is gone
  public void changed(String before, String after) {
    AuditTrail.note(context, before, after);
  }

  /// Says that the request only asks, though it is a `POST`: that is nothing for the audit log.
  public void asksOnly() {
    AuditTrail.noteAsked(context);
  }

  /// The body, which has to be a JSON object. Its type has to be said, so that no form of another
  /// site's page passes for one.
  public JsonObject json() {
    String type = Optional.ofNullable(context.contentType()).orElse("");
    if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new ApiException(
          ErrorType.BAD_DATA,
          "the body must be a JSON object, with the header Content-Type: application/json");
    }
    return JsonObject.parse(context.body());
  }

  /// A parameter that must be there.
  public String required(String name) {
    String value = parameter(name);
    if (value.isEmpty()) {
      throw new ApiException(ErrorType.BAD_DATA, "no " + name + " parameter provided");
    }
    return value;
  }

  /// How many results are wanted; 0 is no limit.
  public int limit() {
    String text = parameter("limit");
    if (text.isEmpty()) {
      return 0;
    }
    int limit = integer("limit", text);
    if (limit < 0) {
      throw ApiException.invalidParameter("limit", "limit must be non-negative");
    }
    return limit;
  }

  private static int integer(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ApiException.invalidParameter(name, "\"" + text + "\" is not a whole number");
    }
  }

  /// A number that may be missing.
  public Optional<Integer> number(String name) {
    String text = parameter(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new ApiException(ErrorType.BAD_DATA, name + " must be a number");
    }
  }

  /// A time, milliseconds since the epoch.
  public long timeMillis(String name) {
    String text = parameter(name);
    return TimeText.parseMillis(text)
        .orElseThrow(() ->
            ApiException.invalidParameter(
                name, "cannot parse \"" + text + "\" to a valid timestamp"));
  }

  /// A time that may be missing, milliseconds since the epoch.
  public long timeMillis(String name, long otherwiseMillis) {
    String text = parameter(name);
    if (text.isEmpty()) {
      return otherwiseMillis;
    }
    return TimeText.parseMillis(text)
        .orElseThrow(() ->
            ApiException.invalidParameter(
                name,
                "invalid time value for '%s': cannot parse \"%s\" to a valid timestamp"
                    .formatted(name, text)));
  }

  /// From `start` to `end`, where an absent one means the beginning or the end of time.
  public TimeRange timeRange() {
    long start = timeMillis("start", TimeText.MIN_MILLIS);
    long end = timeMillis("end", TimeText.MAX_MILLIS);
    if (end < start) {
      throw new ApiException(
          ErrorType.BAD_DATA, "end timestamp must not be before start timestamp");
    }
    return new TimeRange(start, end);
  }

  /// A duration that must be there.
  public Duration duration(String name) {
    String text = parameter(name);
    return TimeText.parseDuration(text)
        .orElseThrow(() ->
            ApiException.invalidParameter(
                name, "cannot parse \"" + text + "\" to a valid duration"));
  }

  /// A duration that may be missing.
  public Optional<Duration> optionalDuration(String name) {
    return parameter(name).isEmpty() ? Optional.empty() : Optional.of(duration(name));
  }

  /// Who asks, for logs.
  public QueryOrigin origin() {
    return new QueryOrigin.HttpRequest(
        context.req().getRemoteAddr(), context.method().name(), context.path());
  }

  /// Runs something if the caller closes the connection before `watched` is closed. The action runs
  /// on another thread and must be short.
  public DisconnectWatch.Watched onDisconnect(Runnable action) {
    return disconnects.watch(context.req(), action);
  }
}
