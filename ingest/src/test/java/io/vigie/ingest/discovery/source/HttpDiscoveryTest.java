package io.vigie.ingest.discovery.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.model.telemetry.Meters;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDiscoveryTest {
  private final FakeClock clock = new FakeClock();
  private final Heard heard = new Heard();
  private FakeService service;
  private OutboundClients clients;

  @BeforeEach
  void open() throws Exception {
    service = new FakeService();
    clients = new OutboundClients("Vigie/test");
  }

  @AfterEach
  void close() {
    clients.close();
    service.close();
  }

  @Test
  void takesTargetGroupsFromTheAnswer() throws Exception {
    service.json("/sd", "[{\"targets\": [\"a:1\", \"b:2\"], \"labels\": {\"x\": \"y\"}}]");
    try (Discovery discovery = discovery()) {
      discovery.start(heard);
      assertThat(Heard.targets(heard.next()).getFirst().toMap())
          .containsEntry("__address__", "a:1")
          .containsEntry("x", "y")
          .containsEntry("__meta_url", service.uri("/sd").toString());
      assertThat(discovery.status().lastSuccess()).contains(clock.instant());
    }
    assertThat(service.headers.getFirst())
        .containsEntry("X-prometheus-refresh-interval-seconds", java.util.List.of("30"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | application/json | [] | server returned HTTP status 500
          200 | text/html | <html> | unsupported content type "text/html"
          200 | application/json | [{"targets": "a"}] | targets is not a list
          200 | application/json | [{"target": []}] | field target not found
          200 | application/json | [null] | nil target group item found
          200 | application/json | [{] | :1:3: Unexpected close marker ']': expected '}'
          """)
  void aBadAnswerKeepsTheTargetsAndIsExplained(
      int status, String contentType, String body, String problem) throws Exception {
    service.json("/sd", "[{\"targets\": [\"a:1\"]}]");
    var source = new HttpTargets(config(), clients);
    var meters = new DiscoveryMeters(Meters.NONE).forJob("http", "job");
    try (var discovery =
        new RefreshingDiscovery("http", Duration.ofSeconds(30), source, clock, meters)) {
      assertThat(discovery.refresh(heard)).isEqualTo(Duration.ofSeconds(30));
      heard.next();
      service.answer("/sd", status, contentType, body);
      assertThat(discovery.refresh(heard)).isEqualTo(Duration.ofSeconds(1));
      assertThat(discovery.refresh(heard)).isEqualTo(Duration.ofSeconds(2));
      assertThat(heard.isSilent()).isTrue();
      assertThat(discovery.status().lastError())
          .hasValueSatisfying(error -> assertThat(error).contains(problem));
    }
  }

  @Test
  void anUnsupportedDiscoveryFindsNothingAndSaysWhy() throws Exception {
    Discoveries discoveries = new Discoveries(clients, clock, Meters.NONE);
    try (Discovery discovery =
        discoveries.create(new DiscoveryConfig.Unsupported("hetzner"), "job")) {
      discovery.start(heard);
      assertThat(heard.next()).isEmpty();
      assertThat(discovery.status().lastError())
          .hasValueSatisfying(error ->
              assertThat(error).startsWith("this discovery is not supported here: hetzner"));
    }
  }

  private Discovery discovery() {
    return new Discoveries(clients, clock, Meters.NONE).create(config(), "job");
  }

  private DiscoveryConfig.Http config() {
    return new DiscoveryConfig.Http(
        service.uri("/sd"), Duration.ofSeconds(30), HttpClientConfig.DEFAULT);
  }
}
