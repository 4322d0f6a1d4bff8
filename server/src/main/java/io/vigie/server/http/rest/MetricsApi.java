package io.vigie.server.http.rest;

import io.vigie.server.http.Access;
import io.vigie.server.http.Answer;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.TimeText;
import io.vigie.server.views.FieldMapping.View;
import io.vigie.server.views.ViewReader;
import io.vigie.server.views.ViewReader.FieldValue;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// `metrics/…`: system, application and business at a glance. A field without data says null.
public final class MetricsApi implements RestRoute.Group {
  private static final String ROOT = "/api/metrics/";

  private final ViewReader views;
  private final Supplier<Set<String>> businessNames;

  /// @param businessNames of metrics that were pushed as business metrics
  public MetricsApi(ViewReader views, Supplier<Set<String>> businessNames) {
    this.views = views;
    this.businessNames = businessNames;
  }

  @Override
  public List<RestRoute> routes() {
    List<RestRoute> routes = new ArrayList<>();
    for (View view : View.values()) {
      routes.add(
          new RestRoute(
              Method.GET, ROOT + view.word(), Access.READ, _ -> Reply.of(describe(view))));
    }
    routes.add(
        new RestRoute(Method.GET, ROOT + "summary", Access.READ, _ -> Reply.of(describeAll())));
    return routes;
  }

  /// One view as it is now.
  Answer.JsonBody describe(View view) {
    ViewReader.Fields fields = read(view);
    return json -> {
      json.beginObject().name("timestamp").string(time(fields));
      FieldsJson.write(fields.values(), json);
      json.endObject();
    };
  }

  /// All views as they are now.
  Answer.JsonBody describeAll() {
    Map<View, ViewReader.Fields> all = new LinkedHashMap<>();
    for (View view : View.values()) {
      all.put(view, read(view));
    }
    return json -> {
      json.beginObject().name("timestamp").string(time(read(View.SYSTEM)));
      for (Map.Entry<View, ViewReader.Fields> view : all.entrySet()) {
        write(view.getKey().word(), view.getValue(), json);
      }
      json.endObject();
    };
  }

  static void write(String name, ViewReader.Fields fields, JsonWriter json) throws IOException {
    json.name(name).beginObject();
    FieldsJson.write(fields.values(), json);
    json.endObject();
  }

  static String time(ViewReader.Fields fields) {
    return TimeText.format(Instant.ofEpochMilli(fields.timestampMillis()));
  }

  /// What was pushed as business metrics belongs to the business view, whatever it is called.
  ViewReader.Fields read(View view) {
    ViewReader.Fields fields = views.read(view);
    if (view != View.BUSINESS) {
      return fields;
    }
    Map<String, Optional<FieldValue>> values = new LinkedHashMap<>(fields.values());
    for (String name : businessNames.get()) {
      values.put("pushed." + name, views.ask("sum(" + name + ")", fields.timestampMillis()));
    }
    return new ViewReader.Fields(fields.timestampMillis(), values);
  }
}
