package io.vigie.server.http.v1;

import io.vigie.ingest.history.HistoryImport;
import io.vigie.ingest.history.ImportRequest;
import io.vigie.ingest.history.ImportRequest.Kind;
import io.vigie.ingest.intake.PushReply;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.BodyRoute.BodyRequest;
import io.vigie.server.http.BodyRoute.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// `import`, `import/prometheus`, `import/csv`: samples of the past in bulk.
public final class ImportApi {
  private static final String SWITCHED_OFF =
      "nothing is imported here; to allow it, set `vigie: {push: {import: true}}` in the configuration";

  private final HistoryImport history;
  private final BooleanSupplier enabled;

  /// @param enabled asked at each request
  public ImportApi(HistoryImport history, BooleanSupplier enabled) {
    this.history = history;
    this.enabled = enabled;
  }

  public List<BodyRoute> routes() {
    return List.of(
        new BodyRoute("/api/v1/import", request -> answer(request, Kind.ANY)),
        new BodyRoute("/api/v1/import/prometheus", request -> answer(request, Kind.TEXT)),
        new BodyRoute("/api/v1/import/csv", request -> answer(request, Kind.CSV)));
  }

  private Reply answer(BodyRequest request, Kind kind) throws IOException {
    if (!enabled.getAsBoolean()) {
      return Reply.text(404, SWITCHED_OFF);
    }
    ImportRequest wanted =
        new ImportRequest(
            kind,
            request.header("Content-Type"),
            request.header("Content-Encoding"),
            request.parameter("format"),
            request.parameter("timestamp"),
            request.parameters("extra_label"));
    if (!request.parameter("progress").isEmpty()) {
      return new Reply(
          200, Map.of(), "application/x-ndjson", out -> answerWithProgress(wanted, request, out));
    }
    PushReply reply = history.take(wanted, request.body(), _ -> {});
    return Reply.of(reply.httpStatus(), reply.contentType(), reply.body());
  }

  /// A line whenever something more is stored, and the outcome as the last one.
  private void answerWithProgress(ImportRequest wanted, BodyRequest request, OutputStream out)
      throws IOException {
    PushReply reply = history.take(wanted, request.body(), line -> print(line + "\n", out));
    print(reply.body(), out);
  }

  private static void print(String text, OutputStream out) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
