package io.vigie.ingest.discovery.config;

import static io.vigie.ingest.discovery.config.DiscoveryKeys.require;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.yaml.ByteTexts;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.AttachedMetadata;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.Role;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.Selector;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads an entry of `kubernetes_sd_configs`.
final class KubernetesDiscoveryReader {
  private KubernetesDiscoveryReader() {}

  static DiscoveryConfig read(MappingReader reader) {
    var apiServer = reader.uri("api_server").filter(uri -> !uri.toString().isEmpty());
    String role = reader.string("role");
    var kubeconfig = reader.path("kubeconfig_file");
    HttpClientReader http = HttpClientReader.read(reader);
    MappingReader namespaces = reader.mapping("namespaces");
    boolean ownNamespace = namespaces.bool("own_namespace", false);
    List<String> namespaceNames = namespaces.strings("names");
    namespaces.finish();
    List<Selector> selectors =
        reader.list(
            "selectors", "empty or null section in selectors", KubernetesDiscoveryReader::selector);
    AttachedMetadata attach = attachedMetadata(reader.mapping("attach_metadata"));
    reader.finish();
    require(
        !role.isEmpty(),
        reader,
        "role missing (one of: pod, service, endpoints, endpointslice, node, ingress)");
    var config =
        new Kubernetes(
            apiServer,
            kubeconfig,
            role(reader, role),
            namespaceNames,
            ownNamespace,
            selectors,
            attach,
            http.config());
    checkAccess(reader, config);
    checkSelectors(reader, config);
    return config;
  }

  private static AttachedMetadata attachedMetadata(MappingReader reader) {
    AttachedMetadata attach =
        new AttachedMetadata(
            reader.bool("node", false),
            reader.bool("namespace", false),
            reader.bool("deployment", false),
            reader.bool("job", false),
            reader.bool("cronjob", false));
    reader.finish();
    return attach;
  }

  private static Selector selector(MappingReader reader) {
    String role = reader.string("role");
    String label = reader.string("label");
    String field = reader.string("field");
    reader.finish();
    return new Selector(role(reader, role), label, field);
  }

  private static Role role(MappingReader reader, String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.configName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> reader.error("role", "unknown Kubernetes SD role " + ByteTexts.quote(name)));
  }

  private static void checkAccess(MappingReader reader, Kubernetes config) {
    boolean customHttp = !config.http().equals(HttpClientConfig.DEFAULT);
    boolean kubeconfig = config.kubeconfig().isPresent();
    boolean apiServer = config.apiServer().isPresent();
    require(
        !apiServer || !kubeconfig,
        reader,
        "cannot use 'kubeconfig_file' and 'api_server' simultaneously");
    require(
        !kubeconfig || !customHttp,
        reader,
        "cannot use a custom HTTP client configuration together with 'kubeconfig_file'");
    require(
        apiServer || !customHttp,
        reader,
        "to use custom HTTP client configuration please provide the 'api_server' URL explicitly");
    require(
        !apiServer || !config.ownNamespace(),
        reader,
        "cannot use 'api_server' and 'namespaces.own_namespace' simultaneously");
    require(
        !kubeconfig || !config.ownNamespace(),
        reader,
        "cannot use 'kubeconfig_file' and 'namespaces.own_namespace' simultaneously");
  }

  private static void checkSelectors(MappingReader reader, Kubernetes config) {
    Set<Role> seen = EnumSet.noneOf(Role.class);
    List<Role> allowed = allowedSelectors(config.role());
    for (Selector selector : config.selectors()) {
      String name = selector.role().configName();
      require(seen.add(selector.role()), reader, "selectors", "duplicated selector role: " + name);
      require(
          allowed.contains(selector.role()),
          reader,
          "selectors",
          config.role().configName()
              + " role supports only "
              + allowed.stream().map(Role::configName).collect(Collectors.joining(", "))
              + " selectors");
      KubernetesSelectors.checkField(reader, selector.field());
      KubernetesSelectors.checkLabel(reader, selector.label());
    }
  }

  private static List<Role> allowedSelectors(Role role) {
    return switch (role) {
      case NODE -> List.of(Role.NODE);
      case POD -> List.of(Role.POD, Role.NODE);
      case SERVICE -> List.of(Role.SERVICE);
      case ENDPOINTS -> List.of(Role.POD, Role.SERVICE, Role.ENDPOINTS);
      case ENDPOINTSLICE -> List.of(Role.POD, Role.SERVICE, Role.ENDPOINTSLICE);
      case INGRESS -> List.of(Role.INGRESS);
    };
  }
}
