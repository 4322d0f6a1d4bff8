package io.vigie.server.http;

import java.io.IOException;
import java.io.OutputStream;

/// An answer in lines, each a JSON value that is sent at once (NDJSON).
@FunctionalInterface
public interface JsonLines {
  /// Writes all lines. What goes wrong before the first one is an ordinary error answer; afterwards
  /// a failure must be told by a line.
  ///
  /// @throws IOException if the caller has gone
  void write(Sink sink) throws IOException;

  /// Makes the answer to a request. Called by many threads at once.
  @FunctionalInterface
  interface Endpoint {
    /// @throws ApiException if the answer is an error that the caller is told
    JsonLines answer(ApiRequest request) throws Exception;
  }

  /// Where lines go.
  final class Sink {
    private final OutputStream out;
    private final JsonWriter json;

    Sink(OutputStream out) {
      this.out = out;
      this.json = new JsonWriter(out);
    }

    /// Sends one line.
    ///
    /// @param value writes exactly one JSON value
    public void line(Answer.JsonBody value) throws IOException {
      value.write(json);
      json.endLine();
      json.flush();
      out.flush();
    }
  }
}
