package io.vigie.catalog;

import io.vigie.model.metric.Labels;
import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Labels as a JSON object, which other tools that look into the database understand.
final class LabelsText {
  private static final JsonFactory JSON = new JsonFactory();

  private LabelsText() {}

  static String write(Labels labels) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      labels.forEach(json::writeStringProperty);
      json.writeEndObject();
    }
    return text.toString();
  }

  static Labels read(String text) {
    Labels.Builder labels = Labels.builder();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        labels.set(name, json.nextStringValue());
      }
    }
    return labels.build();
  }
}
