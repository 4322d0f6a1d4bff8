package io.vigie.ingest.collect.json;

import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks for a page and reads its figures.
final class JsonCollector implements Collector {
  private static final int MAX_BODY_BYTES = 4 << 20;
  private static final int MAX_SHOWN_KEYS = 10;
  private static final int UNAVAILABLE = 503;

  private final JsonSource source;
  private final OutboundClient client;
  private final OutboundRequest request;

  JsonCollector(JsonSource source, OutboundClient client, Duration timeout) {
    this.source = source;
    this.client = client;
    this.request =
        OutboundRequest.get(source.url())
            .withHeader("Accept", "application/json")
            .withTimeout(timeout)
            .withMaxBodyBytes(MAX_BODY_BYTES);
  }

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    JsonNode document = document();
    int written = 0;
    if (source.metrics().isEmpty()) {
      written = HealthDocument.write(document, out);
    }
    for (JsonMetric metric : source.metrics()) {
      written += metric.write(document, out);
    }
    if (written == 0) {
      throw new IOException(
          "the answer has nothing of what is mapped; at its top there is "
              + document.propertyNames().stream().limit(MAX_SHOWN_KEYS).toList());
    }
  }

  private JsonNode document() throws IOException {
    OutboundResponse response = client.send(request);
    if (!isExpected(response)) {
      throw new IOException("server returned HTTP status " + response.statusLine());
    }
    try {
      return JsonMapper.shared().readTree(response.body());
    } catch (JacksonException e) {
      throw new IOException(
          "the answer is no JSON (%s): %s".formatted(response.statusLine(), e.getOriginalMessage()),
          e);
    }
  }

  private boolean isExpected(OutboundResponse response) {
    List<Integer> statuses = source.statuses();
    return statuses.isEmpty()
        ? response.isSuccess() || response.status() == UNAVAILABLE
        : statuses.contains(response.status());
  }

  @Override
  public void close() {
    client.close();
  }
}
