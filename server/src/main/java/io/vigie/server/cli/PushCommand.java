package io.vigie.server.cli;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.yaml.Durations;
import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.ingest.remote.ProtobufMessage;
import io.vigie.ingest.remote.TextToWriteRequest;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import io.vigie.server.telemetry.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie push metrics`: sends what targets expose by remote write, as `promtool push metrics`
/// does.
@Command(name = "push", description = "Push to a server.")
final class PushCommand implements Callable<Integer> {
  private static final int OK = 2; // first digit of the status

  private final Clock clock;
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  PushCommand(Clock clock, InputStream in, PrintStream out, PrintStream err) {
    this.clock = clock;
    this.in = in;
    this.out = out;
    this.err = err;
  }

  static CommandLine commandLine() {
    return new CommandLine(new PushCommand(Clock.systemUTC(), System.in, System.out, System.err));
  }

  @Override
  public Integer call() {
    throw new UsageException("push: what? There is: metrics");
  }

  @Command(name = "metrics", description = "Push metrics in text form by remote write.")
  int metrics(
      @Option(
              names = "--label",
              defaultValue = "job=promtool",
              description = "Label of every series: name=value; may be repeated.")
          Map<String, String> labels,
      @Option(names = "--timeout", defaultValue = "30s", description = "Of each request.")
          String timeout,
      @Option(names = "--header", description = "Header of each request: name=value.")
          @Nullable Map<String, String> headers,
      @Option(
              names = "--protobuf_message",
              defaultValue = "prometheus.WriteRequest",
              description = "Or io.prometheus.write.v2.Request.")
          String protobufMessage,
      @Parameters(paramLabel = "URL", description = "Where remote write is received.") String url,
      @Parameters(paramLabel = "FILE", arity = "0..*", description = "Default: standard input.")
          @Nullable List<Path> files)
      throws IOException {
    Sending sending = sending(labels, timeout, headers, protobufMessage, url);
    if (files == null || files.isEmpty()) {
      out.println("Parsing standard input");
      return push(in.readAllBytes(), "metrics", sending) ? 0 : 1;
    }
    int failed = 0;
    for (Path file : files) {
      out.println("Parsing metrics file " + file);
      failed += push(Files.readAllBytes(file), "metrics file " + file, sending) ? 0 : 1;
    }
    return failed == 0 ? 0 : 1;
  }

  /// What a request is made with.
  private record Sending(
      URI uri,
      Duration timeout,
      Map<String, String> headers,
      Labels labels,
      ProtobufMessage message) {
    OutboundRequest request(byte[] body) {
      OutboundRequest request =
          OutboundRequest.post(uri, "application/x-protobuf;proto=" + message.configName(), body)
              .withHeader("Content-Encoding", "snappy")
              .withHeader(
                  "X-Prometheus-Remote-Write-Version",
                  message == ProtobufMessage.V1 ? "0.1.0" : "2.0.0")
              .withTimeout(timeout);
      for (Map.Entry<String, String> header : headers.entrySet()) {
        request = request.withHeader(header.getKey(), header.getValue());
      }
      return request;
    }
  }

  private static Sending sending(
      Map<String, String> labels,
      String timeout,
      @Nullable Map<String, String> headers,
      String protobufMessage,
      String url) {
    try {
      return new Sending(
          URI.create(url.contains("://") ? url : "http://" + url),
          Durations.parse(timeout),
          headers == null ? Map.of() : headers,
          Labels.of(labels),
          ProtobufMessage.of(protobufMessage));
    } catch (IllegalArgumentException e) {
      throw new UsageException("push metrics: " + e.getMessage());
    }
  }

  private boolean push(byte[] text, String what, Sending sending) {
    try (OutboundClients clients = new OutboundClients("vigie/" + BuildInfo.current().version());
        OutboundClient client = clients.open(HttpClientConfig.DEFAULT)) {
      byte[] body =
          TextToWriteRequest.encode(text, sending.labels, sending.message, clock.millis());
      OutboundResponse response = client.send(sending.request(body));
      if (response.status() / 100 == OK) {
        out.println("  SUCCESS: " + what + " pushed to remote write.");
        return true;
      }
      err.println(
          "  FAILED: server returned " + response.statusLine() + ": " + response.text().strip());
    } catch (IOException | ExpositionException e) {
      err.println("  FAILED: " + e.getMessage());
    }
    return false;
  }
}
