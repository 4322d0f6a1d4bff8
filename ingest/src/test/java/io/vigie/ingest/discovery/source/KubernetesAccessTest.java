package io.vigie.ingest.discovery.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.AttachedMetadata;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.Role;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.telemetry.Meters;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ways to an API server other than its plain address: a kubeconfig, and the service account of
/// a pod. Each against a server that speaks TLS.
class KubernetesAccessTest {
  private static final String NODES = "/api/v1/nodes";

  @TempDir static Path certificates;
  private static TestCertificates authority;
  private static TestCertificates client;

  @TempDir Path folder;
  private final OutboundClients clients = new OutboundClients("Vigie/test");
  private final Heard heard = new Heard();
  private FakeKubernetes cluster;

  @BeforeAll
  static void makeCertificates() throws Exception {
    authority = TestCertificates.create(certificates, "cluster", "ip:127.0.0.1,dns:cluster.local");
    client = TestCertificates.create(certificates, "watcher", "dns:watcher");
  }

  @BeforeEach
  void open() throws Exception {
    cluster = FakeKubernetes.secured(authority.serverContext(client));
    cluster.has(
        NODES,
        "one",
        """
        {"metadata": {"name": "one", "resourceVersion": "1"},
         "status": {"addresses": [{"type": "InternalIP", "address": "10.0.0.1"}],
                    "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}}}}
        """);
  }

  @AfterEach
  void close() {
    clients.close();
    cluster.close();
  }

  private static Kubernetes config(Optional<Path> kubeconfig) {
    return new Kubernetes(
        Optional.empty(),
        kubeconfig,
        Role.NODE,
        List.of(),
        false,
        List.of(),
        AttachedMetadata.NONE,
        HttpClientConfig.DEFAULT);
  }

  private void finds(Optional<Path> kubeconfig, KubernetesAccess.Pod pod) throws Exception {
    var meters = new DiscoveryMeters(Meters.NONE).forJob("kubernetes", "job");
    try (Discovery discovery =
        new KubernetesDiscovery(config(kubeconfig), clients, pod, new FakeClock(), meters)) {
      discovery.start(heard);
      List<TargetGroup> groups = heard.next();
      assertThat(groups).hasSize(1);
      assertThat(groups.getFirst().targets().getFirst().get("__address__"))
          .isEqualTo("10.0.0.1:10250");
    }
  }

  private Path kubeconfig(String clusterKeys, String userKeys) throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        preferences: {colors: true}
        current-context: here
        contexts:
        - name: elsewhere
          context: {cluster: other, user: other}
        - name: here
          context: {cluster: mine, user: me, namespace: default}
        clusters:
        - name: other
          cluster: {server: "https://other.invalid"}
        - name: mine
          cluster: {server: "https://127.0.0.1:%d/", %s}
        users:
        - name: other
          user: {token: wrong}
        - name: me
          user: {%s}
        """
            .formatted(cluster.port(), clusterKeys, userKeys));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static KubernetesAccess.Pod nowhere() {
    return new KubernetesAccess.Pod(Map.of(), Path.of("/no/service/account"));
  }

  @Test
  void usesTheTokenAndTheAuthorityOfTheCurrentContext() throws Exception {
    String ca = "certificate-authority-data: " + base64(authority.certificatePem());
    finds(Optional.of(kubeconfig(ca, "token: s3cret")), nowhere());
    assertThat(cluster.requests.getFirst()).startsWith("Bearer s3cret " + NODES);
  }

  @Test
  void findsFilesBesideItself() throws Exception {
    Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
    Files.writeString(folder.resolve("token"), "from-file\n");
    finds(Optional.of(kubeconfig("certificate-authority: ca.pem", "tokenFile: token")), nowhere());
    assertThat(cluster.requests.getFirst()).startsWith("Bearer from-file ");
  }

  @Test
  void showsTheClientCertificateOfItsUser() throws Exception {
    String user =
        "client-certificate-data: %s, client-key-data: %s"
            .formatted(base64(client.certificatePem()), base64(client.keyPem()));
    finds(
        Optional.of(
            kubeconfig("certificate-authority-data: " + base64(authority.certificatePem()), user)),
        nowhere());
    assertThat(cluster.peers).contains("CN=watcher");
  }

  @Test
  void comparesTheServersNameAsTold() throws Exception {
    String ca = "certificate-authority-data: " + base64(authority.certificatePem());
    finds(Optional.of(kubeconfig(ca + ", tls-server-name: cluster.local", "token: x")), nowhere());
    finds(
        Optional.of(kubeconfig("insecure-skip-tls-verify: true", "username: u, password: p")),
        nowhere());
    assertThat(cluster.requests.getLast()).startsWith("Basic ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "current-context: other                              | has no context \"other\" in contexts",
        "clusters: []                                        | has no current-context",
        "current-context: [                                  | kubeconfig:",
      })
  void saysWhatIsWrongWithTheFile(String text, String problem) throws Exception {
    Path file = Files.writeString(folder.resolve("kubeconfig"), text + "\n");
    assertThatThrownBy(() -> Kubeconfig.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("kubeconfig_file " + file)
        .hasMessageContaining(problem);
  }

  @Test
  void saysThatItRunsNoProgramsAndLeaksNothing() throws Exception {
    Path file = kubeconfig("certificate-authority-data: '%%%'", "exec: {command: aws}");
    assertThatThrownBy(() -> Kubeconfig.read(file)).hasMessageContaining("not base64");
    Path second = kubeconfig("insecure-skip-tls-verify: true", "token: abc, exec: {command: aws}");
    assertThatThrownBy(() -> Kubeconfig.read(second))
        .hasMessageContaining("exec")
        .hasMessageContaining("service account")
        .hasMessageNotContaining("abc");
    assertThatThrownBy(() -> Kubeconfig.read(folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
  }

  @Test
  void usesTheServiceAccountInsideACluster() throws Exception {
    Files.writeString(folder.resolve("ca.crt"), authority.certificatePem());
    Files.writeString(folder.resolve("token"), "pod-token");
    Files.writeString(folder.resolve("namespace"), "monitoring\n");
    var pod =
        new KubernetesAccess.Pod(
            Map.of(
                "KUBERNETES_SERVICE_HOST",
                "127.0.0.1",
                "KUBERNETES_SERVICE_PORT",
                Integer.toString(cluster.port())),
            folder);
    finds(Optional.empty(), pod);
    assertThat(cluster.requests.getFirst()).startsWith("Bearer pod-token " + NODES);
    assertThat(pod.namespace()).isEqualTo("monitoring");
  }
}
