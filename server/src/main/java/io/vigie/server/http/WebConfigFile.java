package io.vigie.server.http;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.server.http.WebConfig.ClientAuth;
import io.vigie.server.http.WebConfig.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the file of `--web.config.file`, whose grammar is that of Prometheus' exporter toolkit.
public final class WebConfigFile {
  private static final List<String> VERSIONS = List.of("TLS10", "TLS11", "TLS12", "TLS13");
  private static final List<String> JDK_VERSIONS =
      List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");
  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53}");

  private static final Map<String, ClientAuth> CLIENT_AUTH =
      Map.of(
          "", ClientAuth.NONE,
          "NoClientCert", ClientAuth.NONE,
          "RequestClientCert", ClientAuth.REQUEST,
          "RequireAnyClientCert", ClientAuth.REQUIRE_ANY,
          "VerifyClientCertIfGiven", ClientAuth.VERIFY_IF_GIVEN,
          "RequireAndVerifyClientCert", ClientAuth.REQUIRE_AND_VERIFY);

  private WebConfigFile() {}

  /// @throws ConfigException if the file says something that cannot be
  /// @throws IOException if it cannot be read
  public static WebConfig read(Path path) throws IOException {
    YamlFile file = YamlFile.read(path);
    MappingReader root = file.mapping();
    Optional<Tls> tls = root.optionalMapping("tls_server_config").map(WebConfigFile::tls);
    Map<String, String> headers =
        root.optionalMapping("http_server_config").map(WebConfigFile::headers).orElse(Map.of());
    Map<String, String> users = users(root);
    root.finish();
    return new WebConfig(path, tls, users, headers);
  }

  private static Map<String, String> users(MappingReader root) {
    Map<String, String> users = root.stringMap("basic_auth_users");
    users.forEach((user, hash) -> {
      if (!BCRYPT.matcher(hash).matches()) {
        throw root.error(
            "basic_auth_users",
            "basic_auth_users: the value of "
                + user
                + " is not a bcrypt hash; make one with: htpasswd -nBC 10 "
                + user);
      }
    });
    return users;
  }

  private static Tls tls(MappingReader reader) {
    Path directory = reader.file().directory();
    String certificate = required(reader, "cert_file", "cert");
    String key = required(reader, "key_file", "key");
    String clientAuth = reader.string("client_auth_type");
    String clientCa = reader.string("client_ca_file");
    int min = version(reader, "min_version", "TLS12");
    int max = version(reader, "max_version", "TLS13");
    List<String> suites = reader.strings("cipher_suites");
    reader.strings("curve_preferences");
    reader.bool("prefer_server_cipher_suites", true);
    List<String> allowedNames = reader.strings("client_allowed_sans");
    reader.finish();
    if (!allowedNames.isEmpty()) {
      throw reader.error(
          "client_allowed_sans",
          "client_allowed_sans is not supported here: remove it, or let a"
              + " proxy check the names of clients");
    }
    if (!CLIENT_AUTH.containsKey(clientAuth)) {
      throw reader.error("client_auth_type", "client_auth_type: unknown value " + clientAuth);
    }
    if (min > max) {
      throw reader.error("min_version", "min_version is above max_version");
    }
    return new Tls(
        directory.resolve(certificate),
        directory.resolve(key),
        CLIENT_AUTH.get(clientAuth),
        clientCa.isEmpty() ? Optional.empty() : Optional.of(directory.resolve(clientCa)),
        JDK_VERSIONS.subList(min, max + 1),
        suites);
  }

  private static String required(MappingReader reader, String fileKey, String inlineKey) {
    String file = reader.string(fileKey);
    if (reader.has(inlineKey)) {
      throw reader.error(
          inlineKey, inlineKey + " inside the file is not supported; use " + fileKey);
    }
    if (file.isEmpty()) {
      throw reader.error("tls_server_config: " + fileKey + " is missing");
    }
    return file;
  }

  private static int version(MappingReader reader, String key, String fallback) {
    String version = reader.string(key, fallback);
    int index = VERSIONS.indexOf(version.isEmpty() ? fallback : version);
    if (index < 0) {
      throw reader.error(key, key + ": unknown TLS version " + version);
    }
    return index;
  }

  private static Map<String, String> headers(MappingReader reader) {
    reader.bool("http2", true);
    Map<String, String> headers = new LinkedHashMap<>(reader.stringMap("headers"));
    reader.finish();
    return headers;
  }
}
