package io.vigie.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// JSON as a text, for what is not streamed.
public final class JsonText {
  private JsonText() {}

  /// @param body writes exactly one value
  public static String of(Answer.JsonBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonWriter json = new JsonWriter(bytes);
    try {
      body.write(json);
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can always be written", e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
