package io.vigie.ingest.discovery.source;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials.Authorization;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the API server of a cluster is, and how it is reached.
///
/// @param server its URL
record KubernetesAccess(String server, HttpClientConfig http) {
  /// What a pod finds about its own cluster.
  ///
  /// @param environment of this process
  /// @param serviceAccount folder with the files `token`, `ca.crt` and `namespace`
  record Pod(Map<String, String> environment, Path serviceAccount) {
    private static final Path SERVICE_ACCOUNT =
        Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    /// This process.
    static Pod ofThisProcess() {
      return new Pod(System.getenv(), SERVICE_ACCOUNT);
    }

    /// The namespace that this process runs in.
    String namespace() throws IOException {
      return Files.readString(serviceAccount.resolve("namespace")).strip();
    }

    private KubernetesAccess access() throws IOException {
      String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
      String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
      if (host.isEmpty() || port.isEmpty()) {
        throw new IOException(
            "this process does not run in a Kubernetes cluster (KUBERNETES_SERVICE_HOST is not"
                + " set); give api_server or kubeconfig_file");
      }
      TlsConfig tls =
          new TlsConfig(
              new SecretSource.InFile(serviceAccount.resolve("ca.crt")),
              SecretSource.none(),
              SecretSource.none(),
              "",
              false,
              Optional.empty(),
              Optional.empty());
      SecretSource token = new SecretSource.InFile(serviceAccount.resolve("token"));
      return new KubernetesAccess(
          "https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port,
          HttpClientConfig.DEFAULT
              .withTls(tls)
              .withCredentials(new Authorization("Bearer", token)));
    }
  }

  KubernetesAccess {
    server = server.replaceFirst("/+$", "");
  }

  /// The configured server, that of the configured kubeconfig, or that of the cluster that this
  /// process runs in.
  ///
  /// @throws IOException if none is known, or the kubeconfig cannot be used
  static KubernetesAccess of(Kubernetes config, Pod pod) throws IOException {
    if (config.apiServer().isPresent()) {
      return new KubernetesAccess(config.apiServer().get().toString(), config.http());
    }
    Optional<Path> kubeconfig = config.kubeconfig();
    return kubeconfig.isPresent() ? Kubeconfig.read(kubeconfig.get()) : pod.access();
  }
}
