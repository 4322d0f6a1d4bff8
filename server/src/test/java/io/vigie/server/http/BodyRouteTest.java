package io.vigie.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.vigie.server.http.BodyRoute.Reply;
import io.vigie.server.security.Authentication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BodyRouteTest {
  private static final int BYTES = 100_000;

  /// Writes an answer, and fails behind it.
  private static Reply failing(int bytes) {
    return new Reply(
        200,
        Map.of(),
        "application/x-streamed-protobuf",
        out -> {
          out.write(new byte[bytes]);
          if (bytes > 0) {
            out.flush();
          }
          throw new IOException("a part is damaged");
        });
  }

  private static Javalin serve(Reply reply) {
    ServerState state = new ServerState();
    state.enter(ServerState.Phase.READY);
    return Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              new BodyRoute("/read", _ -> reply)
                  .addTo(
                      config.routes,
                      "",
                      new Cors(".*"),
                      new ReadyGate(state),
                      new AccessControl(Authentication.ofFile(Map.of()), true, ""));
            })
        .start(0);
  }

  private static HttpResponse<byte[]> post(Javalin server) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/read"))
              .header("Accept-Encoding", "gzip")
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void anAnswerThatFailsMidwayIsNoWholeAnswerToTheClient() {
    Javalin server = serve(failing(BYTES));
    try {
      assertThatThrownBy(() -> post(server)).isInstanceOf(IOException.class);
    } finally {
      server.stop();
    }
  }

  @Test
  void anAnswerThatFailsBeforeItBeganIsAnError() throws Exception {
    Javalin server = serve(failing(0));
    try {
      assertThat(post(server).statusCode()).isEqualTo(500);
    } finally {
      server.stop();
    }
  }

  @Test
  void anAnswerComesAsItWasWritten() throws Exception {
    byte[] body = "aaaaaaaaaaaaaaaa".repeat(1000).getBytes(StandardCharsets.UTF_8);
    Javalin server = serve(new Reply(200, Map.of(), "text/plain", out -> out.write(body)));
    try {
      HttpResponse<byte[]> answer = post(server);

      assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(answer.body()).isEqualTo(body);
    } finally {
      server.stop();
    }
  }
}
