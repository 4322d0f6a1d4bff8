package io.vigie.outbound;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Against a server that speaks both versions of HTTP over TLS and lets the client choose.
class Http2Test {
  private static final TlsConfig ANYBODY =
      new TlsConfig(
          SecretSource.none(),
          SecretSource.none(),
          SecretSource.none(),
          "",
          true,
          Optional.empty(),
          Optional.empty());

  private static WireMockServer server;

  @BeforeAll
  static void open() {
    server = new WireMockServer(wireMockConfig().dynamicHttpsPort().httpDisabled(true));
    server.start();
    server.stubFor(any(anyUrl()).willReturn(aResponse().withBody("up 1\n")));
  }

  @AfterAll
  static void close() {
    server.stop();
  }

  private static String protocolOf(HttpClientConfig config) throws Exception {
    try (OutboundClients clients = new OutboundClients("Vigie/test");
        OutboundClient client = clients.open(config.withTls(ANYBODY))) {
      URI uri = URI.create("https://127.0.0.1:" + server.httpsPort() + "/metrics");
      for (int i = 0; i < 2; i++) {
        OutboundResponse response = client.send(OutboundRequest.get(uri));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("up 1\n");
      }
      return server.getAllServeEvents().getFirst().getRequest().getProtocol();
    }
  }

  @Test
  void speaksHttp2WhereTheServerDoes() throws Exception {
    assertThat(protocolOf(HttpClientConfig.DEFAULT)).isEqualTo("HTTP/2.0");
  }

  @Test
  void staysWithHttp1IfToldTo() throws Exception {
    assertThat(protocolOf(HttpClientConfig.DEFAULT.withEnableHttp2(false))).isEqualTo("HTTP/1.1");
  }
}
