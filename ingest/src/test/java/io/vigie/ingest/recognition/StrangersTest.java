package io.vigie.ingest.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrangersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          application/json         | {"status":"degraded"}                    | JSON
          text/plain               | { "status" : "ok" }                      | JSON
          application/health+json  | {}                                       | JSON
          ``                       | [1, 2]                                   | JSON
          text/html; charset=utf-8 | Sign in                                  | HTML
          text/plain               | `  <!DOCTYPE html><html>`                | HTML
          application/xml          | <?xml version="1.0"?><a/>                | XML
          text/plain               | ``                                       | EMPTY
          text/plain               | `   `                                    | EMPTY
          text/plain               | Client sent an HTTP request to an HTTPS server. | TLS
          text/html                | The plain HTTP request was sent to HTTPS port   | TLS
          text/plain | It looks like you are trying to access MongoDB over HTTP on the native driver port. | MONGODB
          """)
  void namesWhatABodyIs(String contentType, String body, Stranger expected) {
    assertThat(inBody(contentType, body)).contains(expected);
  }

  @Test
  void namesBytesThatAreNoText() {
    assertThat(inBody("text/plain", "\u0000\u0001 this is { not = metrics"))
        .contains(Stranger.BINARY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          text/plain | up 1
          text/plain | {"http.requests"} 1
          text/plain | {"http.requests",code="200"} 1
          text/plain | # HELP up whether <html> is served
          """)
  void takesAnExpositionForNothingElse(String contentType, String body) {
    assertThat(inBody(contentType, body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SSH-2.0-OpenSSH_9.2                              | SSH
          -ERR wrong number of arguments for 'get' command | REDIS
          -NOAUTH Authentication required.                 | REDIS
          -DENIED Redis is running in protected mode       | REDIS
          +PONG                                            | REDIS
          220 mail.example.org ESMTP Postfix               | SMTP
          """)
  void namesWhoSpeaks(String received, Stranger expected) {
    byte[] bytes = (received + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Strangers.onWire(bytes, bytes.length)).contains(expected);
  }

  @Test
  void namesWhoSpeaksInBytes() {
    assertThat(onWire("\u004a\u0000\u0000\u0000\n8.0.36\u0000")).contains(Stranger.MYSQL);
    assertThat(onWire("\u0015\u0003\u0001\u0000\u0002\u0002\u0046")).contains(Stranger.TLS);
    assertThat(onWire("E\u0000\u0000\u0000\u0050SFATAL\u0000")).contains(Stranger.POSTGRESQL);
  }

  @Test
  void everyStrangerIsExplainedWithARemedy() {
    for (Stranger stranger : Stranger.values()) {
      assertThat(stranger.explanation()).endsWith(".");
      assertThat(stranger.remedy()).endsWith(".");
    }
    assertThat(Stranger.POSTGRESQL.remedy()).contains("9187");
    assertThat(Stranger.REDIS.remedy()).contains("9121");
  }

  private static Optional<Stranger> inBody(String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Strangers.inBody(contentType, bytes, bytes.length);
  }

  private static Optional<Stranger> onWire(String received) {
    byte[] bytes = received.getBytes(StandardCharsets.ISO_8859_1);
    return Strangers.onWire(bytes, bytes.length);
  }
}
