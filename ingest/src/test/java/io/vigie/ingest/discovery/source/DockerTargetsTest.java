package io.vigie.ingest.discovery.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Docker;
import io.vigie.ingest.discovery.DiscoveryConfig.Filter;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerTargetsTest {
  private static final String WEB =
      """
      {"Id": "c1", "Names": ["/web"], "Image": "nginx", "ImageID": "sha256:1",
       "Labels": {"com.example.team": "x"}, "HostConfig": {"NetworkMode": "front"},
       "Ports": [{"IP": "0.0.0.0", "PrivatePort": 80, "PublicPort": 8080, "Type": "tcp"},
                 {"PrivatePort": 53, "Type": "udp"}],
       "NetworkSettings": {"Networks": {
         "front": {"IPAddress": "172.18.0.2", "NetworkID": "n1"},
         "rear": {"IPAddress": "172.19.0.2", "NetworkID": "n2"}}}}
      """;
  private static final String SIDECAR =
      """
      {"Id": "c2", "Names": ["/sidecar"], "HostConfig": {"NetworkMode": "container:c1"},
       "Ports": [], "NetworkSettings": {"Networks": {}}}
      """;
  private static final String HOST =
      """
      {"Id": "c3", "Names": ["/agent"], "HostConfig": {"NetworkMode": "host"}, "Ports": [],
       "NetworkSettings": {"Networks": {"host": {"IPAddress": "", "NetworkID": "n3"}}}}
      """;
  private static final String NETWORKS =
      """
      [{"Id": "n1", "Name": "front", "Scope": "local", "Internal": false, "Ingress": true,
        "Labels": {"a.b": "c"}}]
      """;

  private FakeService service;
  private OutboundClients clients;

  @BeforeEach
  void open() throws IOException {
    service = new FakeService();
    clients = new OutboundClients("Vigie/test");
    service.json("/networks", NETWORKS);
  }

  @AfterEach
  void close() {
    clients.close();
    service.close();
  }

  @Test
  void aPublishedPortIsATargetWithEverythingThatIsKnownOfIt() throws Exception {
    service.json("/containers/json", "[" + WEB + "]");
    assertThat(targets(true, service.uri("")))
        .containsExactly(
            Labels.of(
                "__address__", "172.18.0.2:80",
                "__meta_docker_container_id", "c1",
                "__meta_docker_container_name", "/web",
                "__meta_docker_container_image", "nginx",
                "__meta_docker_container_image_id", "sha256:1",
                "__meta_docker_container_network_mode", "front",
                "__meta_docker_container_label_com_example_team", "x",
                "__meta_docker_network_id", "n1",
                "__meta_docker_network_name", "front",
                "__meta_docker_network_scope", "local",
                "__meta_docker_network_internal", "false",
                "__meta_docker_network_ingress", "true",
                "__meta_docker_network_label_a_b", "c",
                "__meta_docker_network_ip", "172.18.0.2",
                "__meta_docker_port_private", "80",
                "__meta_docker_port_public", "8080",
                "__meta_docker_port_public_ip", "0.0.0.0"));
  }

  @Test
  void everyNetworkIsATargetIfAskedFor() throws Exception {
    service.json("/containers/json", "[" + WEB + "]");
    assertThat(addresses(false)).containsExactly("172.18.0.2:80", "172.19.0.2:80");
  }

  @Test
  void aContainerInAnothersNetworkOrTheHostsHasAnAddressToo() throws Exception {
    service.json("/containers/json", "[" + WEB + "," + SIDECAR + "," + HOST + "]");
    assertThat(addresses(true)).containsExactly("172.18.0.2:80", "172.18.0.2:9100", "the-host");
  }

  @Test
  void filtersAreHandedToTheDaemon() throws Exception {
    service.json("/containers/json", "[]");
    assertThat(addresses(true)).isEmpty();
    assertThat(service.requests.getFirst())
        .contains("filters=%7B%22name%22%3A%5B%22web%22%2C%22db%22%5D%7D");
  }

  @Test
  void aDaemonThatRefusesIsQuoted() {
    service.answer("/containers/json", 500, "text/plain", "out of order");
    assertThatThrownBy(() -> addresses(true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("500")
        .hasMessageContaining("out of order");
  }

  @Test
  void theDaemonIsReachedOverItsSocket(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("docker.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread.ofVirtual().start(() -> answerEmptyLists(server));
      assertThat(targets(true, URI.create("unix://" + socket))).isEmpty();
    }
  }

  private static void answerEmptyLists(ServerSocketChannel server) {
    byte[] answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]"
            .getBytes(StandardCharsets.UTF_8);
    try {
      while (true) {
        try (SocketChannel connection = server.accept()) {
          connection.read(ByteBuffer.allocate(8192));
          connection.write(ByteBuffer.wrap(answer));
        }
      }
    } catch (IOException _) {
      // closed
    }
  }

  private List<String> addresses(boolean matchFirstNetwork) throws IOException {
    return targets(matchFirstNetwork, URI.create("tcp://" + service.hostPort())).stream()
        .map(target -> target.get("__address__"))
        .toList();
  }

  private List<Labels> targets(boolean matchFirstNetwork, URI host) throws IOException {
    Docker config =
        new Docker(
            host,
            9100,
            List.of(new Filter("name", List.of("web", "db"))),
            "the-host",
            matchFirstNetwork,
            Duration.ofSeconds(10),
            HttpClientConfig.DEFAULT);
    try (DockerTargets source = new DockerTargets(config, clients)) {
      return Heard.targets(source.targets().groups());
    }
  }
}
