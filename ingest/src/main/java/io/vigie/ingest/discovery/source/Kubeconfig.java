package io.vigie.ingest.discovery.source;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials;
import io.vigie.config.http.HttpCredentials.Authorization;
import io.vigie.config.http.HttpCredentials.BasicAuth;
import io.vigie.config.http.ProxyConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// The file with which `kubectl` finds its clusters: the current context names a cluster and a
/// user. Keys that say nothing about access are passed over; files that it names are relative to
/// it. Read anew at each connection attempt, and files with secrets at each use, so all may be
/// rotated.
final class Kubeconfig {
  private final Path path;
  private final MappingReader file;

  private Kubeconfig(Path path, MappingReader file) {
    this.path = path;
    this.file = file;
  }

  /// @throws IOException if the file cannot be read or used; the message names it and what is
  ///   missing
  static KubernetesAccess read(Path path) throws IOException {
    try {
      return new Kubeconfig(path, YamlFile.read(path).mapping()).access();
    } catch (ConfigException e) {
      throw new IOException("kubeconfig_file " + e.getMessage(), e);
    }
  }

  private KubernetesAccess access() throws IOException {
    String current = file.string("current-context");
    if (current.isEmpty()) {
      throw problem("has no current-context");
    }
    MappingReader context = named("contexts", "context", current);
    MappingReader cluster = named("clusters", "cluster", context.string("cluster"));
    Optional<MappingReader> user =
        context.string("user").isEmpty()
            ? Optional.empty()
            : Optional.of(named("users", "user", context.string("user")));
    String server = cluster.string("server");
    if (server.isEmpty()) {
      throw problem("names no server for the context \"" + current + "\"");
    }
    HttpClientConfig http = HttpClientConfig.DEFAULT.withTls(tls(cluster, user));
    if (user.isPresent()) {
      http = http.withCredentials(credentials(user.get()));
    }
    var proxy = cluster.uri("proxy-url").filter(uri -> !uri.toString().isEmpty());
    return new KubernetesAccess(
        server,
        proxy.isEmpty() ? http : http.withProxy(new ProxyConfig(proxy, "", false, Map.of())));
  }

  private MappingReader named(String list, String key, String name) throws IOException {
    return file.list(list, "an entry of " + list + " is empty", entry -> entry).stream()
        .filter(entry -> entry.string("name").equals(name))
        .findFirst()
        .map(entry -> entry.mapping(key))
        .orElseThrow(() -> problem("has no " + key + " \"" + name + "\" in " + list));
  }

  private TlsConfig tls(MappingReader cluster, Optional<MappingReader> user) throws IOException {
    SecretSource certificate = SecretSource.none();
    SecretSource key = SecretSource.none();
    if (user.isPresent()) {
      certificate = source(user.get(), "client-certificate");
      key = source(user.get(), "client-key");
    }
    return new TlsConfig(
        source(cluster, "certificate-authority"),
        certificate,
        key,
        cluster.string("tls-server-name"),
        cluster.bool("insecure-skip-tls-verify", false),
        Optional.empty(),
        Optional.empty());
  }

  /// What stands in the file goes before what it refers to.
  private SecretSource source(MappingReader reader, String key) throws IOException {
    String data = reader.string(key + "-data");
    if (data.isEmpty()) {
      return reader
          .path(key)
          .<SecretSource>map(SecretSource.InFile::new)
          .orElse(SecretSource.none());
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(data.replaceAll("\\s", ""));
      return SecretSource.inline(new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw problem("has a " + key + "-data that is not base64");
    }
  }

  private HttpCredentials credentials(MappingReader user) throws IOException {
    for (String plugin : new String[] {"exec", "auth-provider"}) {
      if (user.has(plugin)) {
        throw problem(
            "gets its credentials from a program ("
                + plugin
                + "), which is not run here; use a"
                + " token or a client certificate, for example of a service account");
      }
    }
    Optional<Path> tokenFile = user.path("tokenFile");
    String token = user.string("token");
    if (tokenFile.isPresent()) {
      return new Authorization("Bearer", new SecretSource.InFile(tokenFile.get()));
    }
    if (!token.isEmpty()) {
      return new Authorization("Bearer", SecretSource.inline(token));
    }
    String name = user.string("username");
    return name.isEmpty()
        ? HttpCredentials.none()
        : new BasicAuth(SecretSource.inline(name), SecretSource.inline(user.string("password")));
  }

  private IOException problem(String what) {
    return new IOException("kubeconfig_file " + path + " " + what);
  }
}
