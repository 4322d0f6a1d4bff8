package io.vigie.ingest.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.vigie.model.metric.FloatText;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The text of an attribute's value: itself if it is a text, JSON if it is a list or a map.
final class AttributeText {
  private static final JsonFactory JSON = new JsonFactory();

  private AttributeText() {}

  static String of(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case ARRAY_VALUE, KVLIST_VALUE -> json(value);
      case BYTES_VALUE -> Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> "";
    };
  }

  /// Attributes with their values, by name; of two with one name the last.
  static Map<String, String> all(List<KeyValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      texts.put(attribute.getKey(), of(attribute.getValue()));
    }
    return texts;
  }

  /// As JSON writes numbers: without an exponent from 1e-6 up to 1e21.
  private static String number(double value) {
    double magnitude = Math.abs(value);
    boolean plain = magnitude == 0 || (magnitude >= 1e-6 && magnitude < 1e21);
    return plain
        ? new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString()
        : FloatText.general(value);
  }

  private static String json(AnyValue value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      write(value, json);
    }
    return text.toString();
  }

  private static void write(AnyValue value, JsonGenerator json) {
    switch (value.getValueCase()) {
      case STRING_VALUE, BYTES_VALUE -> json.writeString(of(value));
      case BOOL_VALUE, INT_VALUE, DOUBLE_VALUE -> json.writeRawValue(of(value));
      case ARRAY_VALUE -> {
        json.writeStartArray();
        value.getArrayValue().getValuesList().forEach(element -> write(element, json));
        json.writeEndArray();
      }
      case KVLIST_VALUE -> {
        json.writeStartObject();
        Map<String, AnyValue> sorted = new TreeMap<>();
        value.getKvlistValue().getValuesList().forEach(e -> sorted.put(e.getKey(), e.getValue()));
        sorted.forEach((key, element) -> {
          json.writeName(key);
          write(element, json);
        });
        json.writeEndObject();
      }
      case STRING_VALUE_STRINDEX, VALUE_NOT_SET -> json.writeNull();
    }
  }
}
