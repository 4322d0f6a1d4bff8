package io.vigie.ingest.discovery.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials.Authorization;
import io.vigie.config.http.SecretSource;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.AttachedMetadata;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.Role;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.Selector;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Meters;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesDiscoveryTest {
  private static final AttachedMetadata ALL = new AttachedMetadata(true, true, true, true, true);
  private static final String POD =
      """
      {"metadata": {"name": "web-1", "namespace": "shop", "uid": "u1", "labels": {"app.kubernetes.io/name": "web"},
                    "annotations": {"scrape": "yes"},
                    "ownerReferences": [{"kind": "ReplicaSet", "name": "web-rs", "controller": true}]},
       "spec": {"nodeName": "n1",
         "containers": [{"name": "app", "image": "web:1", "ports": [{"name": "http", "containerPort": 8080, "protocol": "TCP"},
                                                                  {"name": "admin", "containerPort": 9000, "protocol": "TCP"}]},
                        {"name": "bare", "image": "bare:1"}],
         "initContainers": [{"name": "setup", "image": "setup:1"}]},
       "status": {"podIP": "10.0.0.7", "hostIP": "192.0.2.1", "phase": "Running",
         "conditions": [{"type": "Ready", "status": "True"}],
         "containerStatuses": [{"name": "app", "containerID": "docker://c1"}]}}
      """;
  private static final String SERVICE =
      """
      {"metadata": {"name": "web", "namespace": "shop", "labels": {"tier": "front"}},
       "spec": {"type": "LoadBalancer", "clusterIP": "10.9.0.1", "ports": [{"name": "http", "port": 80, "protocol": "TCP"}],
                "ipFamilyPolicy": "PreferDualStack", "ipFamilies": ["IPv4", "IPv6"]},
       "status": {"loadBalancer": {"ingress": [{"ip": "198.51.100.1"}, {"ip": "198.51.100.2"}]}}}
      """;
  private static final String NODE =
      """
      {"metadata": {"name": "n1", "labels": {"zone": "z1"}}, "spec": {"providerID": "aws:///i-1"},
       "status": {"addresses": [{"type": "Hostname", "address": "n1.local"}, {"type": "InternalIP", "address": "192.0.2.1"}],
                  "conditions": [{"type": "Ready", "status": "True"}],
                  "daemonEndpoints": {"kubeletEndpoint": {"Port": 10250}}}}
      """;

  private final Heard heard = new Heard();
  private FakeKubernetes cluster;
  private OutboundClients clients;

  @BeforeEach
  void open() throws IOException {
    cluster = new FakeKubernetes();
    clients = new OutboundClients("Vigie/test");
  }

  @AfterEach
  void close() {
    cluster.close();
    clients.close();
  }

  @Test
  void aNodeIsATargetAtItsBestAddress() throws Exception {
    cluster.has("/api/v1/nodes", "n1", NODE);
    TargetGroup group = find(Role.NODE).getFirst();
    assertThat(group.source()).isEqualTo("node/n1");
    assertThat(Heard.targets(List.of(group)))
        .containsExactly(
            Labels.of(
                "__address__", "192.0.2.1:10250",
                "instance", "n1",
                "__meta_kubernetes_node_name", "n1",
                "__meta_kubernetes_node_provider_id", "aws:///i-1",
                "__meta_kubernetes_node_condition_ready", "true",
                "__meta_kubernetes_node_address_Hostname", "n1.local",
                "__meta_kubernetes_node_address_InternalIP", "192.0.2.1",
                "__meta_kubernetes_node_label_zone", "z1",
                "__meta_kubernetes_node_labelpresent_zone", "true"));
  }

  @Test
  void aServicePortIsATarget() throws Exception {
    cluster.has("/api/v1/services", "web", SERVICE);
    assertThat(Heard.targets(find(Role.SERVICE)))
        .containsExactly(
            Labels.of(
                "__address__", "web.shop.svc:80",
                "__meta_kubernetes_namespace", "shop",
                "__meta_kubernetes_service_name", "web",
                "__meta_kubernetes_service_label_tier", "front",
                "__meta_kubernetes_service_labelpresent_tier", "true",
                "__meta_kubernetes_service_port_name", "http",
                "__meta_kubernetes_service_port_number", "80",
                "__meta_kubernetes_service_port_protocol", "TCP",
                "__meta_kubernetes_service_type", "LoadBalancer",
                "__meta_kubernetes_service_cluster_ip", "10.9.0.1",
                "__meta_kubernetes_service_loadbalancer_ip", "198.51.100.1,198.51.100.2"));
  }

  @Test
  void everyContainerPortOfAPodIsATarget() throws Exception {
    cluster.has("/api/v1/pods", "web-1", POD);
    List<TargetGroup> groups = find(Role.POD);
    assertThat(Heard.addresses(groups))
        .containsExactly("10.0.0.7:8080", "10.0.0.7:9000", "10.0.0.7", "10.0.0.7");
    assertThat(Heard.targets(groups).getFirst())
        .isEqualTo(
            Labels.of(
                "__address__", "10.0.0.7:8080",
                "__meta_kubernetes_namespace", "shop",
                "__meta_kubernetes_pod_name", "web-1",
                "__meta_kubernetes_pod_ip", "10.0.0.7",
                "__meta_kubernetes_pod_ready", "true",
                "__meta_kubernetes_pod_phase", "Running",
                "__meta_kubernetes_pod_node_name", "n1",
                "__meta_kubernetes_pod_host_ip", "192.0.2.1",
                "__meta_kubernetes_pod_uid", "u1",
                "__meta_kubernetes_pod_controller_kind", "ReplicaSet",
                "__meta_kubernetes_pod_controller_name", "web-rs",
                "__meta_kubernetes_pod_label_app_kubernetes_io_name", "web",
                "__meta_kubernetes_pod_labelpresent_app_kubernetes_io_name", "true",
                "__meta_kubernetes_pod_annotation_scrape", "yes",
                "__meta_kubernetes_pod_annotationpresent_scrape", "true",
                "__meta_kubernetes_pod_container_name", "app",
                "__meta_kubernetes_pod_container_id", "docker://c1",
                "__meta_kubernetes_pod_container_image", "web:1",
                "__meta_kubernetes_pod_container_init", "false",
                "__meta_kubernetes_pod_container_port_name", "http",
                "__meta_kubernetes_pod_container_port_number", "8080",
                "__meta_kubernetes_pod_container_port_protocol", "TCP"));
    assertThat(Heard.targets(groups).getLast().toMap())
        .containsEntry("__meta_kubernetes_pod_container_name", "setup")
        .containsEntry("__meta_kubernetes_pod_container_init", "true");
  }

  @Test
  void aPodGetsTheLabelsOfItsNeighboursIfAskedFor() throws Exception {
    cluster
        .has("/api/v1/pods", "web-1", POD)
        .has("/api/v1/nodes", "n1", NODE)
        .has(
            "/api/v1/namespaces",
            "shop",
            "{\"metadata\": {\"name\": \"shop\", \"labels\": {\"team\": \"a\"}}}")
        .has(
            "/apis/apps/v1/replicasets",
            "web-rs",
            """
            {"metadata": {"name": "web-rs", "namespace": "shop",
              "ownerReferences": [{"kind": "Deployment", "name": "web", "controller": true}]}}
            """);
    assertThat(Heard.targets(find(config(Role.POD, ALL, List.of(), List.of()))).getFirst().toMap())
        .containsEntry("__meta_kubernetes_node_label_zone", "z1")
        .containsEntry("__meta_kubernetes_namespace_label_team", "a")
        .containsEntry("__meta_kubernetes_pod_deployment_name", "web");
  }

  @Test
  void endpointsBringTheirServiceTheirPodsAndTheirPodsOtherPorts() throws Exception {
    cluster
        .has("/api/v1/pods", "web-1", POD)
        .has("/api/v1/services", "web", SERVICE)
        .has(
            "/api/v1/endpoints",
            "web",
            """
            {"metadata": {"name": "web", "namespace": "shop"},
             "subsets": [{"ports": [{"name": "http", "port": 8080, "protocol": "TCP"}],
               "addresses": [{"ip": "10.0.0.7", "nodeName": "n1",
                              "targetRef": {"kind": "Pod", "namespace": "shop", "name": "web-1"}}],
               "notReadyAddresses": [{"ip": "10.0.0.8", "hostname": "h"}]}]}
            """);
    List<TargetGroup> groups = find(Role.ENDPOINTS);
    assertThat(Heard.addresses(groups))
        .containsExactly("10.0.0.7:8080", "10.0.0.8:8080", "10.0.0.7:9000");
    List<Labels> targets = Heard.targets(groups);
    assertThat(targets.get(0).toMap())
        .containsEntry("__meta_kubernetes_endpoints_name", "web")
        .containsEntry("__meta_kubernetes_service_label_tier", "front")
        .containsEntry("__meta_kubernetes_endpoint_ready", "true")
        .containsEntry("__meta_kubernetes_endpoint_port_name", "http")
        .containsEntry("__meta_kubernetes_endpoint_node_name", "n1")
        .containsEntry("__meta_kubernetes_endpoint_address_target_kind", "Pod")
        .containsEntry("__meta_kubernetes_endpoint_address_target_name", "web-1")
        .containsEntry("__meta_kubernetes_pod_container_name", "app")
        .containsEntry("__meta_kubernetes_pod_name", "web-1");
    assertThat(targets.get(1).toMap())
        .containsEntry("__meta_kubernetes_endpoint_ready", "false")
        .containsEntry("__meta_kubernetes_endpoint_hostname", "h")
        .doesNotContainKey("__meta_kubernetes_pod_name");
    assertThat(targets.get(2).toMap())
        .containsEntry("__meta_kubernetes_pod_container_port_name", "admin")
        .doesNotContainKey("__meta_kubernetes_endpoint_ready");
  }

  @Test
  void slicesOfTheFirstAddressFamilyAreTargets() throws Exception {
    String slices = "/apis/discovery.k8s.io/v1/endpointslices";
    cluster
        .has("/api/v1/pods", "web-1", POD)
        .has("/api/v1/services", "web", SERVICE)
        .has(slices, "web-4", slice("web-4", "IPv4", "10.0.0.7"))
        .has(slices, "web-6", slice("web-6", "IPv6", "2001:db8::7"));
    List<TargetGroup> groups = find(Role.ENDPOINTSLICE);
    assertThat(Heard.addresses(groups)).containsExactly("10.0.0.7:8080", "10.0.0.7:9000");
    assertThat(Heard.targets(groups).getFirst().toMap())
        .containsEntry("__meta_kubernetes_endpointslice_name", "web-4")
        .containsEntry("__meta_kubernetes_endpointslice_address_type", "IPv4")
        .containsEntry("__meta_kubernetes_endpointslice_port", "8080")
        .containsEntry("__meta_kubernetes_endpointslice_port_name", "http")
        .containsEntry("__meta_kubernetes_endpointslice_port_protocol", "TCP")
        .containsEntry("__meta_kubernetes_endpointslice_endpoint_conditions_ready", "true")
        .containsEntry("__meta_kubernetes_endpointslice_endpoint_zone", "z1")
        .containsEntry("__meta_kubernetes_endpointslice_address_target_name", "web-1")
        .containsEntry("__meta_kubernetes_service_name", "web");
  }

  private static String slice(String name, String addressType, String address) {
    return """
    {"metadata": {"name": "%s", "namespace": "shop", "labels": {"kubernetes.io/service-name": "web"}},
     "addressType": "%s", "ports": [{"name": "http", "port": 8080, "protocol": "TCP"}],
     "endpoints": [{"addresses": ["%s"], "conditions": {"ready": true}, "zone": "z1",
                    "targetRef": {"kind": "Pod", "namespace": "shop", "name": "web-1"}}]}
    """
        .formatted(name, addressType, address);
  }

  @Test
  void everyPathOfAnIngressIsATarget() throws Exception {
    cluster.has(
        "/apis/networking.k8s.io/v1/ingresses",
        "web",
        """
        {"metadata": {"name": "web", "namespace": "shop"},
         "spec": {"ingressClassName": "nginx", "tls": [{"hosts": ["*.example.com"]}],
           "rules": [{"host": "a.example.com", "http": {"paths": [{"path": "/x"}, {"path": ""}]}},
                     {"host": "a.b.example.com"}]}}
        """);
    List<Labels> targets = Heard.targets(find(Role.INGRESS));
    assertThat(targets)
        .extracting(
            t -> t.get("__address__"),
            t -> t.get("__meta_kubernetes_ingress_scheme"),
            t -> t.get("__meta_kubernetes_ingress_path"))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a.example.com", "https", "/x"),
            org.assertj.core.groups.Tuple.tuple("a.example.com", "https", "/"),
            org.assertj.core.groups.Tuple.tuple("a.b.example.com", "http", "/"));
    assertThat(targets.getFirst().get("__meta_kubernetes_ingress_class_name")).isEqualTo("nginx");
  }

  @Test
  void changesAreFollowedAndWhatWasForgottenIsListedAgain() throws Exception {
    String path = "/api/v1/services";
    cluster.has(path, "a", service("a")).has(path, "b", service("b")).has(path, "c", service("c"));
    try (Discovery discovery = discovery(config(Role.SERVICE))) {
      discovery.start(heard);
      assertThat(sources(heard.next())).containsExactly("svc/s/a", "svc/s/b", "svc/s/c");
      cluster.changes(path, "d", service("d"));
      heard.until(groups -> sources(groups).contains("svc/s/d"));
      cluster.deletes(path, "a");
      heard.until(groups -> !sources(groups).contains("svc/s/a"));
      cluster.forgets(path, "b");
      heard.until(groups -> sources(groups).equals(List.of("svc/s/c", "svc/s/d")));
    }
  }

  @Test
  void asksOnlyForWhatIsSelectedAndSaysWhoItIs() throws Exception {
    cluster.has("/api/v1/namespaces/one/pods", "web-1", POD);
    Kubernetes config =
        config(
            Role.POD,
            AttachedMetadata.NONE,
            List.of("one", "two"),
            List.of(new Selector(Role.POD, "app=web", "status.phase=Running")));
    find(config);
    assertThat(cluster.requests)
        .anyMatch(line -> line.startsWith("Bearer t0ken /api/v1/namespaces/one/pods?"))
        .anyMatch(line -> line.contains("/api/v1/namespaces/two/pods?"))
        .allMatch(
            line -> line.contains("labelSelector=app=web&fieldSelector=status.phase=Running"));
  }

  @Test
  void aServerThatFailsIsNamedAndTheTargetsAreKept() throws Exception {
    cluster.has("/api/v1/services", "a", service("a"));
    try (Discovery discovery = discovery(config(Role.SERVICE))) {
      discovery.start(heard);
      heard.next();
      cluster.breaks();
      while (discovery.status().lastError().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(heard.isSilent()).isTrue();
    }
  }

  @Test
  void outsideOfAClusterAServerMustBeNamed() throws Exception {
    Kubernetes config =
        new Kubernetes(
            Optional.empty(),
            Optional.empty(),
            Role.POD,
            List.of(),
            false,
            List.of(),
            AttachedMetadata.NONE,
            HttpClientConfig.DEFAULT);
    try (Discovery discovery = discovery(config)) {
      discovery.start(heard);
      while (discovery.status().lastError().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThat(discovery.status().lastError().get())
          .contains("does not run in a Kubernetes cluster", "give api_server");
    }
  }

  private static List<String> sources(List<TargetGroup> groups) {
    return groups.stream().map(TargetGroup::source).toList();
  }

  private static String service(String name) {
    return """
    {"metadata": {"name": "%s", "namespace": "s", "resourceVersion": "8"}, "spec": {"ports": []}}
    """
        .formatted(name);
  }

  private List<TargetGroup> find(Role role) throws Exception {
    return find(config(role));
  }

  private List<TargetGroup> find(Kubernetes config) throws Exception {
    try (Discovery discovery = discovery(config)) {
      discovery.start(heard);
      return heard.next();
    }
  }

  private Discovery discovery(Kubernetes config) {
    var meters = new DiscoveryMeters(Meters.NONE).forJob("kubernetes", "job");
    var pod = new KubernetesAccess.Pod(Map.of(), Path.of("/no/service/account"));
    return new KubernetesDiscovery(config, clients, pod, new FakeClock(), meters);
  }

  private Kubernetes config(Role role) {
    return config(role, AttachedMetadata.NONE, List.of(), List.of());
  }

  private Kubernetes config(
      Role role, AttachedMetadata attach, List<String> namespaces, List<Selector> selectors) {
    return new Kubernetes(
        Optional.of(cluster.uri()),
        Optional.empty(),
        role,
        namespaces,
        false,
        selectors,
        attach,
        HttpClientConfig.DEFAULT.withCredentials(
            new Authorization("Bearer", SecretSource.inline("t0ken"))));
  }
}
