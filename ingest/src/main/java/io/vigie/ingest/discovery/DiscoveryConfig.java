package io.vigie.ingest.discovery;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the configuration says about where to look for targets: one entry of a `…_sd_configs` list,
/// or a whole `static_configs` list.
public sealed interface DiscoveryConfig {
  /// As in the configuration, without `_sd_configs` (`static` for `static_configs`).
  String kind();

  /// Targets written down in the configuration.
  record Static(List<TargetGroup> groups) implements DiscoveryConfig {
    public Static {
      groups = List.copyOf(groups);
    }

    @Override
    public String kind() {
      return "static";
    }
  }

  /// Targets in files that somebody else writes.
  ///
  /// @param patterns paths whose last part may contain `*`
  record Files(List<String> patterns, Duration refreshInterval) implements DiscoveryConfig {
    public Files {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String kind() {
      return "file";
    }
  }

  /// Targets asked for at a URL that answers with a list of target groups.
  record Http(URI url, Duration refreshInterval, HttpClientConfig http) implements DiscoveryConfig {
    @Override
    public String kind() {
      return "http";
    }
  }

  /// Targets from the domain name system.
  ///
  /// @param port given to each address; unused for [RecordType#SRV]
  record Dns(List<String> names, RecordType type, int port, Duration refreshInterval)
      implements DiscoveryConfig {
    /// What is asked for.
    public enum RecordType {
      A,
      AAAA,
      MX,
      NS,
      SRV
    }

    public Dns {
      names = List.copyOf(names);
    }

    @Override
    public String kind() {
      return "dns";
    }
  }

  /// Containers of a Docker daemon.
  ///
  /// @param host `unix:///var/run/docker.sock`, `tcp://host:port`, `http://…` or `https://…`
  /// @param port given to containers that publish none
  /// @param hostNetworkingHost address of containers in the host's network
  /// @param matchFirstNetwork one target a container rather than one a network
  record Docker(
      URI host,
      int port,
      List<Filter> filters,
      String hostNetworkingHost,
      boolean matchFirstNetwork,
      Duration refreshInterval,
      HttpClientConfig http)
      implements DiscoveryConfig {
    public Docker {
      filters = List.copyOf(filters);
    }

    @Override
    public String kind() {
      return "docker";
    }
  }

  /// Nodes, services, pods, endpoints or ingresses of a Kubernetes cluster.
  ///
  /// @param apiServer empty means the cluster that this process runs in
  /// @param kubeconfig a file that says how to reach the cluster
  /// @param namespaces empty means all
  /// @param ownNamespace also look in the namespace that this process runs in
  /// @param attach what else to add to a target's labels
  record Kubernetes(
      Optional<URI> apiServer,
      Optional<Path> kubeconfig,
      Role role,
      List<String> namespaces,
      boolean ownNamespace,
      List<Selector> selectors,
      AttachedMetadata attach,
      HttpClientConfig http)
      implements DiscoveryConfig {
    /// What kind of object becomes a target.
    public enum Role {
      NODE,
      SERVICE,
      POD,
      ENDPOINTS,
      ENDPOINTSLICE,
      INGRESS;

      /// As written in `role`.
      public String configName() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    /// Of which neighbours a target also gets the labels and annotations.
    ///
    /// @param node the node that it runs on
    /// @param namespace its namespace
    /// @param deployment the name of the deployment that made its pod
    /// @param job the name of the job that made its pod
    /// @param cronJob the name of the cron job that made its pod
    public record AttachedMetadata(
        boolean node, boolean namespace, boolean deployment, boolean job, boolean cronJob) {
      public static final AttachedMetadata NONE =
          new AttachedMetadata(false, false, false, false, false);
    }

    /// Restricts the objects of one kind that are asked for.
    public record Selector(Role role, String label, String field) {}

    public Kubernetes {
      namespaces = List.copyOf(namespaces);
      selectors = List.copyOf(selectors);
    }

    @Override
    public String kind() {
      return "kubernetes";
    }
  }

  /// Services of a Consul catalogue.
  ///
  /// @param server `host:port`, or `unix:///path`
  /// @param services names to watch; empty means all
  record Consul(
      String server,
      String pathPrefix,
      String scheme,
      SecretSource token,
      String datacenter,
      String namespace,
      String partition,
      List<String> services,
      List<String> tags,
      Map<String, String> nodeMeta,
      String tagSeparator,
      String filter,
      String healthFilter,
      boolean allowStale,
      Duration refreshInterval,
      HttpClientConfig http)
      implements DiscoveryConfig {
    public Consul {
      services = List.copyOf(services);
      tags = List.copyOf(tags);
      nodeMeta = Map.copyOf(nodeMeta);
    }

    /// The same, asked for as given.
    public Consul withHttp(HttpClientConfig other) {
      return new Consul(
          server,
          pathPrefix,
          scheme,
          token,
          datacenter,
          namespace,
          partition,
          services,
          tags,
          nodeMeta,
          tagSeparator,
          filter,
          healthFilter,
          allowStale,
          refreshInterval,
          other);
    }

    @Override
    public String kind() {
      return "consul";
    }
  }

  /// Virtual machines of Amazon EC2.
  ///
  /// @param endpoint empty means the region's own
  /// @param region empty means that of the machine that this process runs on
  /// @param accessKey empty means the environment's or the machine's own credentials
  /// @param roleArn role to assume; empty means none
  record Ec2(
      String endpoint,
      String region,
      String accessKey,
      SecretSource secretKey,
      String profile,
      String roleArn,
      String externalId,
      int port,
      List<Filter> filters,
      Duration refreshInterval,
      HttpClientConfig http)
      implements DiscoveryConfig {
    public Ec2 {
      filters = List.copyOf(filters);
    }

    @Override
    public String kind() {
      return "ec2";
    }
  }

  /// A discovery whose configuration is understood and checked, but which cannot be carried out
  /// here. Its job reports so; the others go on.
  record Unsupported(String kind) implements DiscoveryConfig {}

  /// Asks a service for only those objects that have one of the values.
  record Filter(String name, List<String> values) {
    public Filter {
      values = List.copyOf(values);
    }
  }
}
