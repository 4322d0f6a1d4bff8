package io.vigie.server.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.testkit.ExternalProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who does not want spans does not pay for them: the classes that a server loads tell.
@Tag("slow")
class NoTracingTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path folder;

  private final int port = ExternalProgram.freePort();

  @Test
  void withoutTheSectionNothingOfOpenTelemetryIsLoaded() throws Exception {
    Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
    Path loaded = folder.resolve("loaded.log");
    try (ExternalProgram vigie =
        VigieProcess.start(
            List.of("-Xlog:class+load:file=" + loaded), folder, port, "--config.file=" + config)) {
      vigie.await(() -> status("/-/ready") == 200);
      assertThat(status("/api/v1/query?query=1")).isEqualTo(200);
      vigie.kill();
    }

    List<String> classes = Files.readAllLines(loaded);
    assertThat(classes)
        .filteredOn(line -> line.contains(" io.vigie.server.tracing."))
        .singleElement()
        .asString()
        .contains(" io.vigie.server.tracing.Tracing ");
    assertThat(classes)
        .noneMatch(line -> line.contains(" io.opentelemetry.proto.") || line.contains(" io.grpc."));
  }

  /// 0 where nobody answers.
  private int status(String path) {
    try {
      return CLIENT
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      return 0;
    }
  }
}
