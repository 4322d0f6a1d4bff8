package io.vigie.ingest.discovery.source;

import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a web service that answers in JSON. Thread-safe.
final class JsonService {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MAX_SHOWN_LENGTH = 200;

  private final OutboundClient client;

  JsonService(OutboundClient client) {
    this.client = client;
  }

  /// @throws IOException if there is no answer, its status is not 200, or it is no JSON
  Answer ask(OutboundRequest request) throws IOException {
    OutboundResponse response = client.send(request);
    if (response.status() != 200) {
      throw new IOException(
          request
              + " was answered with "
              + response.statusLine()
              + abbreviated(": " + response.text().strip()));
    }
    return new Answer(parse(response.text(), request), response);
  }

  static JsonNode parse(String json, OutboundRequest request) throws IOException {
    try {
      return MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw new IOException(request + " was not answered in JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String abbreviated(String text) {
    return text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH) + "…";
  }

  record Answer(JsonNode json, OutboundResponse response) {}
}
