package io.vigie.catalog;

import java.io.EOFException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A line of a backup: a JSON array of a name and values, which are texts and whole numbers.
record BackupLine(String name, List<Object> values) {
  private static final int MAX_TEXT = 64 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(MAX_TEXT).build())
          .build();

  static String write(String name, List<Object> values) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      json.writeString(name);
      for (Object value : values) {
        if (value instanceof Long number) {
          json.writeNumber(number);
        } else {
          json.writeString(value.toString());
        }
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  /// @param line null at the end of the file
  /// @throws IOException if it is none
  static BackupLine read(@Nullable String line) throws IOException {
    if (line == null) {
      throw new EOFException("it ends too early");
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw new IOException("a line is no list");
      }
      String name = json.nextStringValue();
      List<Object> values = new ArrayList<>();
      for (JsonToken token = json.nextToken();
          token != JsonToken.END_ARRAY && token != null;
          token = json.nextToken()) {
        values.add(
            token == JsonToken.VALUE_NUMBER_INT ? (Object) json.getLongValue() : json.getString());
      }
      return new BackupLine(name == null ? "" : name, values);
    } catch (JacksonException e) {
      throw new IOException("a line is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
