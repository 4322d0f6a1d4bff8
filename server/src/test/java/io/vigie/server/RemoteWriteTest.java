package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.remote.ProtobufMessage;
import io.vigie.ingest.wire.MessageWriter;
import io.vigie.server.VigieOptions.RemoteOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Remote write over HTTP into the whole server.
class RemoteWriteTest {
  @TempDir Path folder;

  @Test
  void refusesWhatIsSwitchedOff() throws Exception {
    try (StartedVigie server = StartedVigie.withoutFile(folder)) {
      HttpResponse<String> response = post(server, "application/x-protobuf", new byte[0]);
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body())
          .isEqualTo(
              "remote write receiver needs to be enabled with --web.enable-remote-write-receiver\n");
    }
  }

  @Test
  void storesWhatIsSentAndSaysHowMuch() throws Exception {
    RemoteOptions options = new RemoteOptions(true, Set.of(ProtobufMessage.V2), Optional.empty());
    try (StartedVigie server = StartedVigie.withRemote(folder, options)) {
      String type = "application/x-protobuf;proto=io.prometheus.write.v2.Request";
      HttpResponse<String> response = post(server, type, snappy(message()));
      assertThat(response.statusCode()).as(response.body()).isEqualTo(204);
      assertThat(response.headers().map())
          .containsEntry("X-Prometheus-Remote-Write-Samples-Written", List.of("1"))
          .containsEntry("X-Prometheus-Remote-Write-Histograms-Written", List.of("0"))
          .containsEntry("X-Prometheus-Remote-Write-Exemplars-Written", List.of("0"));
      assertThat(server.query("hits_total").get(0).path("value").get(1).asString()).isEqualTo("5");
      assertThat(server.data("metadata").path("hits_total").get(0).path("type").asString())
          .isEqualTo("counter");

      HttpResponse<String> other = post(server, "application/x-protobuf", snappy(message()));
      assertThat(other.statusCode()).isEqualTo(415);
      assertThat(other.body())
          .isEqualTo(
              "prometheus.WriteRequest protobuf message is not accepted by this server; accepted"
                  + " [io.prometheus.write.v2.Request]\n");
    }
  }

  private static byte[] message() {
    MessageWriter writer = new MessageWriter();
    for (String symbol : List.of("", "__name__", "hits_total")) {
      writer.bytesField(4, symbol.getBytes(StandardCharsets.UTF_8));
    }
    int series = writer.begin(5);
    int refs = writer.begin(1);
    writer.varint(1);
    writer.varint(2);
    writer.end(refs);
    int sample = writer.begin(2);
    writer.doubleField(1, 5);
    writer.varintField(2, System.currentTimeMillis());
    writer.end(sample);
    int metadata = writer.begin(5);
    writer.varintField(1, 1);
    writer.end(metadata);
    writer.end(series);
    return writer.toByteArray();
  }

  /// The simplest snappy block: one literal.
  private static byte[] snappy(byte[] message) {
    MessageWriter block = new MessageWriter();
    block.varint(message.length);
    byte[] head = block.toByteArray();
    byte[] all = new byte[head.length + 2 + message.length];
    System.arraycopy(head, 0, all, 0, head.length);
    all[head.length] = (byte) (60 << 2);
    all[head.length + 1] = (byte) (message.length - 1);
    System.arraycopy(message, 0, all, head.length + 2, message.length);
    return all;
  }

  private static HttpResponse<String> post(StartedVigie server, String type, byte[] body)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/write"))
              .header("Content-Type", type)
              .header("Content-Encoding", "snappy")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
