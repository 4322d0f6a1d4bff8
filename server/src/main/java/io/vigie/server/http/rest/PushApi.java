package io.vigie.server.http.rest;

import io.vigie.ingest.custom.CustomMetrics;
import io.vigie.ingest.custom.CustomMetrics.Outcome;
import io.vigie.ingest.custom.CustomPush;
import io.vigie.model.metric.MetricType;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonObject;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `metrics/custom`, `metrics/business` and `metrics/batch`: values that applications push.
public final class PushApi implements RestRoute.Group {
  private static final String ROOT = "/api/metrics/";
  private static final List<String> FIELDS =
      List.of("name", "type", "value", "labels", "buckets", "help", "category");
  private static final int MAX_BATCH = 10_000;

  private final CustomMetrics metrics;
  private final RecentReplies replies;

  public PushApi(CustomMetrics metrics, RecentReplies replies) {
    this.metrics = metrics;
    this.replies = replies;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(
            Method.POST, ROOT + "custom", Access.INGEST, request -> once(request, this::custom)),
        new RestRoute(
            Method.POST,
            ROOT + "business",
            Access.INGEST,
            request -> once(request, this::business)),
        new RestRoute(
            Method.POST, ROOT + "batch", Access.INGEST, request -> once(request, this::batch)),
        new RestRoute(Method.DELETE, ROOT + "custom/{name}", Access.EDIT, this::remove));
  }

  /// A push that is sent again with the same key is answered as before, and does not count twice.
  private Reply once(ApiRequest request, RestRoute.Endpoint endpoint) throws Exception {
    String key = request.header("Idempotency-Key");
    return key.isEmpty()
        ? endpoint.answer(request)
        : replies.of(request.principal().name() + ' ' + key, () -> endpoint.answer(request));
  }

  private Reply custom(ApiRequest request) throws IOException {
    return one(push(request.json().only(FIELDS), false));
  }

  private Reply business(ApiRequest request) throws IOException {
    return one(push(request.json().only(FIELDS), true));
  }

  private Reply one(CustomPush push) throws IOException {
    return switch (metrics.push(List.of(push)).getFirst()) {
      case Outcome.Taken _ ->
          Reply.of(202, json -> json.beginObject().name("accepted").number(1L).endObject());
      case Outcome.Refused(String problem) -> throw new Problem(422, problem);
    };
  }

  private Reply batch(ApiRequest request) throws IOException {
    List<JsonObject> items = request.json().only(List.of("metrics")).objects("metrics");
    if (items.isEmpty()) {
      throw new Problem(400, "metrics: a list of pushes must be there");
    }
    if (items.size() > MAX_BATCH) {
      throw new Problem(413, "metrics: at most " + MAX_BATCH + " at a time");
    }
    Map<Integer, String> rejected = new TreeMap<>();
    List<Integer> indices = new ArrayList<>();
    List<CustomPush> pushes = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      try {
        JsonObject item = items.get(i).only(FIELDS);
        pushes.add(push(item, item.text("category").equals("business")));
        indices.add(i);
      } catch (Problem | ApiException e) {
        rejected.put(i, String.valueOf(e.getMessage()));
      }
    }
    List<Outcome> outcomes = metrics.push(pushes);
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Refused(String problem)) {
        rejected.put(indices.get(i), problem);
      }
    }
    return counted(items.size() - rejected.size(), rejected);
  }

  private static Reply counted(int accepted, Map<Integer, String> rejected) {
    return Reply.of(
        202,
        json -> {
          json.beginObject().name("accepted").number((long) accepted);
          json.name("rejected").beginArray();
          for (Map.Entry<Integer, String> each : rejected.entrySet()) {
            json.beginObject().name("index").number((long) each.getKey());
            json.name("error").string(each.getValue()).endObject();
          }
          json.endArray().endObject();
        });
  }

  private static CustomPush push(JsonObject json, boolean business) {
    try {
      List<Double> bounds = json.numbers("buckets");
      return new CustomPush(
          CustomPush.series(json.required("name"), json.textMap("labels")),
          type(json.text("type")),
          json.number("value"),
          bounds,
          business);
    } catch (IllegalArgumentException e) {
      throw new Problem(400, String.valueOf(e.getMessage()));
    }
  }

  private static MetricType type(String word) {
    return switch (word) {
      case "counter" -> MetricType.COUNTER;
      case "gauge", "" -> MetricType.GAUGE;
      case "histogram" -> MetricType.HISTOGRAM;
      default ->
          throw new Problem(400, "type: \"" + word + "\": there are counter, gauge and histogram");
    };
  }

  private Reply remove(ApiRequest request) throws IOException {
    String name = request.pathParameter("name");
    if (!metrics.remove(name)) {
      throw new Problem(404, "nobody pushed a metric \"" + name + "\"");
    }
    request.changed(name, "");
    return Reply.NOTHING;
  }
}
