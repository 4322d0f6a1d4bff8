package io.vigie.server.http.rest;

import io.vigie.server.http.JsonWriter;
import io.vigie.server.views.ViewReader.FieldValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Writes fields as fields of the object that is open; dots in their names make objects.
final class FieldsJson {
  private FieldsJson() {}

  static void write(Map<String, Optional<FieldValue>> fields, JsonWriter json) throws IOException {
    Map<String, Map<String, Optional<FieldValue>>> objects = new LinkedHashMap<>();
    for (Map.Entry<String, Optional<FieldValue>> field : fields.entrySet()) {
      int dot = field.getKey().indexOf('.');
      if (dot < 0) {
        json.name(field.getKey());
        write(field.getValue(), json);
      } else {
        objects
            .computeIfAbsent(field.getKey().substring(0, dot), _ -> new LinkedHashMap<>())
            .put(field.getKey().substring(dot + 1), field.getValue());
      }
    }
    for (Map.Entry<String, Map<String, Optional<FieldValue>>> object : objects.entrySet()) {
      json.name(object.getKey()).beginObject();
      write(object.getValue(), json);
      json.endObject();
    }
  }

  private static void write(Optional<FieldValue> value, JsonWriter json) throws IOException {
    if (value.isEmpty()) {
      json.nothing();
      return;
    }
    switch (value.get()) {
      case FieldValue.Single number -> json.number(number.value());
      case FieldValue.Several numbers -> {
        json.beginArray();
        for (FieldValue.Labeled each : numbers.values()) {
          json.beginObject().name("labels").labels(each.labels());
          json.name("value").number(each.value()).endObject();
        }
        json.endArray();
      }
    }
  }
}
