package io.vigie.ingest.discovery.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.ingest.discovery.DiscoveryConfig.Dns;
import io.vigie.ingest.discovery.DiscoveryConfig.Dns.RecordType;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DnsTargetsTest {
  private FakeNameServer server;

  @BeforeEach
  void open() throws IOException {
    server = new FakeNameServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void anSrvRecordIsATargetWithItsOwnPort() throws Exception {
    server.host("_x._tcp.example", "SRV", "web.example", 10, 5, 8080);
    assertThat(targets(RecordType.SRV, 0, "_x._tcp.example"))
        .containsExactly(
            Labels.of(
                "__address__", "web.example:8080",
                "__meta_dns_name", "_x._tcp.example",
                "__meta_dns_srv_record_target", "web.example.",
                "__meta_dns_srv_record_port", "8080"));
  }

  @Test
  void addressesGetTheConfiguredPort() throws Exception {
    server.address("a.example", "A", "192.0.2.1", "192.0.2.2");
    server.address("a.example", "AAAA", "2001:db8::1");
    assertThat(targets(RecordType.A, 80, "a.example"))
        .containsExactlyInAnyOrder(
            Labels.of("__address__", "192.0.2.1:80", "__meta_dns_name", "a.example"),
            Labels.of("__address__", "192.0.2.2:80", "__meta_dns_name", "a.example"));
    assertThat(targets(RecordType.AAAA, 80, "a.example").getFirst().get("__address__"))
        .isEqualTo("[2001:db8::1]:80");
  }

  @Test
  void mailAndNameServersAreTargetsToo() throws Exception {
    server.host("m.example", "MX", "mail.example", 10);
    server.host("n.example", "NS", "ns.example");
    assertThat(targets(RecordType.MX, 25, "m.example"))
        .containsExactly(
            Labels.of(
                "__address__", "mail.example:25",
                "__meta_dns_name", "m.example",
                "__meta_dns_mx_record_target", "mail.example."));
    assertThat(
            targets(RecordType.NS, 53, "n.example").getFirst().get("__meta_dns_ns_record_target"))
        .isEqualTo("ns.example.");
  }

  @Test
  void aNameThatDoesNotExistHasNoTargets() throws Exception {
    assertThat(targets(RecordType.A, 80, "nowhere.example")).isEmpty();
  }

  @Test
  void shortNamesAreCompletedWithTheSearchList() throws Exception {
    server.address("web.corp.example", "A", "192.0.2.9");
    DnsTargets source =
        new DnsTargets(
            config(RecordType.A, 80, "web"),
            new DnsResolver(
                server.url(),
                SearchList.parse("search lab.example corp.example\noptions ndots:2")));
    assertThat(Heard.addresses(source.targets().groups())).containsExactly("192.0.2.9:80");
  }

  @Test
  void aServerThatFailsKeepsTheTargetsAndIsNamed() throws Exception {
    server.address("a.example", "A", "192.0.2.1");
    DnsTargets source = source(RecordType.A, 80, "a.example");
    source.targets();
    server.broken = true;
    TargetSource.Found found = source.targets();
    assertThat(Heard.addresses(found.groups())).containsExactly("192.0.2.1:80");
    assertThat(found.problem())
        .hasValueSatisfying(p -> assertThat(p).contains("could not resolve \"a.example\""));
    assertThatThrownBy(() -> source(RecordType.A, 80, "a.example").targets())
        .isInstanceOf(IOException.class);
  }

  private List<Labels> targets(RecordType type, int port, String name) throws IOException {
    return Heard.targets(source(type, port, name).targets().groups());
  }

  private DnsTargets source(RecordType type, int port, String name) {
    return new DnsTargets(config(type, port, name), new DnsResolver(server.url(), SearchList.NONE));
  }

  private static Dns config(RecordType type, int port, String name) {
    return new Dns(List.of(name), type, port, Duration.ofSeconds(30));
  }
}
