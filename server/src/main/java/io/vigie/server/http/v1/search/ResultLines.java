package io.vigie.server.http.v1.search;

import io.vigie.server.http.JsonLines;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Results in batches, a line each, and a last line that says whether there are more. The first
/// line comes even without results.
record ResultLines(Iterator<SearchResult> results, int limit, int batchSize, Fields fields)
    implements JsonLines {
  /// Writes what is said about a result.
  @FunctionalInterface
  interface Fields {
    void write(SearchResult result, JsonWriter json) throws IOException;
  }

  @Override
  public void write(Sink sink) throws IOException {
    int left = limit;
    do {
      List<SearchResult> batch = next(Math.min(batchSize, left));
      left -= batch.size();
      sink.line(json -> batch(batch, json));
    } while (left > 0 && results.hasNext());
    boolean more = results.hasNext();
    sink.line(json -> {
      json.beginObject().name("status").string("success");
      json.name("has_more").bool(more).endObject();
    });
  }

  private List<SearchResult> next(int count) {
    List<SearchResult> batch = new ArrayList<>();
    while (batch.size() < count && results.hasNext()) {
      batch.add(results.next());
    }
    return batch;
  }

  private void batch(List<SearchResult> batch, JsonWriter json) throws IOException {
    json.beginObject().name("results").beginArray();
    for (SearchResult result : batch) {
      json.beginObject();
      fields.write(result, json);
      json.endObject();
    }
    json.endArray().endObject();
  }
}
