package io.vigie.config.http;

import io.vigie.config.http.HttpCredentials.Authorization;
import io.vigie.config.http.HttpCredentials.BasicAuth;
import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.yaml.MappingReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the HTTP client keys that stand among others in a block: [#read] asks for them, and once
/// the block is finished [#config] looks at how they go together.
public final class HttpClientReader {
  private final MappingReader reader;
  private final Optional<BasicAuth> basicAuth;
  private final Optional<Authorization> authorization;
  private final Optional<OAuth2> oauth2;
  private final Secret bearerToken;
  private final Optional<SecretSource> bearerTokenFile;
  private final TlsConfig tls;
  private final boolean followRedirects;
  private final boolean enableHttp2;
  private final ProxyConfig proxy;
  private final Map<String, List<SecretSource>> headers;

  private HttpClientReader(MappingReader reader, HttpClientConfig defaults) {
    this.reader = reader;
    this.basicAuth = reader.optionalMapping("basic_auth").map(HttpClientReader::basicAuth);
    this.authorization =
        reader.optionalMapping("authorization").map(HttpClientReader::authorization);
    this.oauth2 = reader.optionalMapping("oauth2").map(OAuth2Reader::read);
    this.bearerToken = SecretReader.secret(reader, "bearer_token");
    this.bearerTokenFile = reader.path("bearer_token_file").map(SecretSource.InFile::new);
    this.tls = TlsConfigReader.read(reader.mapping("tls_config"));
    this.followRedirects = reader.bool("follow_redirects", defaults.followRedirects());
    this.enableHttp2 = reader.bool("enable_http2", defaults.enableHttp2());
    this.proxy = ProxyConfigReader.read(reader);
    this.headers = reader.optionalMapping("http_headers").map(this::headers).orElse(Map.of());
  }

  /// Asks for the keys; `defaults` says whether to follow redirects and speak HTTP/2 if the block
  /// does not.
  public static HttpClientReader read(MappingReader reader, HttpClientConfig defaults) {
    return new HttpClientReader(reader, defaults);
  }

  public static HttpClientReader read(MappingReader reader) {
    return read(reader, HttpClientConfig.DEFAULT);
  }

  /// A block that holds nothing but these keys.
  public static HttpClientConfig readAll(MappingReader reader) {
    HttpClientReader http = read(reader);
    reader.finish();
    return http.config();
  }

  private static BasicAuth basicAuth(MappingReader reader) {
    BasicAuth config =
        new BasicAuth(
            SecretReader.openSource(
                reader,
                "username",
                "at most one of basic_auth username, username_file & username_ref must be"
                    + " configured"),
            SecretReader.managedSource(
                reader,
                "password",
                "at most one of basic_auth password, password_file & password_ref must be"
                    + " configured"));
    reader.finish();
    return config;
  }

  private static Authorization authorization(MappingReader reader) {
    String type = reader.string("type", "Bearer").strip();
    SecretSource credentials =
        SecretReader.managedSource(
            reader,
            "credentials",
            "at most one of authorization credentials & credentials_file must be configured");
    reader.finish();
    if (type.toLowerCase(Locale.ROOT).equals("basic")) {
      throw reader.error(
          "type", "authorization type cannot be set to \"basic\", use \"basic_auth\" instead");
    }
    return new Authorization(type.isEmpty() ? "Bearer" : type, credentials);
  }

  private Map<String, List<SecretSource>> headers(MappingReader block) {
    Map<String, List<SecretSource>> byName = new LinkedHashMap<>();
    for (String name : block.keys()) {
      if (ReservedHeaders.contains(name)
          || name.equalsIgnoreCase("authorization")
          || name.equalsIgnoreCase("x-prometheus-scrape-timeout-seconds")) {
        throw block.error(name, "setting header \"" + name + "\" is not allowed");
      }
      byName.put(name, headerValues(block.mapping(name)));
    }
    return byName;
  }

  private static List<SecretSource> headerValues(MappingReader header) {
    List<SecretSource> values = new ArrayList<>();
    header.strings("values").forEach(value -> values.add(SecretSource.inline(value)));
    List<String> secrets = header.strings("secrets");
    secrets.forEach(value -> values.add(SecretSource.inline(value)));
    header.note("secrets", secrets.stream().map(_ -> Secret.MASK).toList(), !secrets.isEmpty());
    header.paths("files").forEach(path -> values.add(new SecretSource.InFile(path)));
    header.finish();
    return values;
  }

  /// The settings.
  ///
  /// @throws io.vigie.config.yaml.ConfigException if they contradict each other
  public HttpClientConfig config() {
    checkCredentials();
    ProxyConfigReader.check(reader, proxy);
    return new HttpClientConfig(credentials(), tls, proxy, followRedirects, enableHttp2, headers);
  }

  private void checkCredentials() {
    boolean bearer = !bearerToken.isEmpty() || bearerTokenFile.isPresent();
    if (!bearerToken.isEmpty() && bearerTokenFile.isPresent()) {
      throw reader.error("at most one of bearer_token & bearer_token_file must be configured");
    }
    if (bearer && (basicAuth.isPresent() || oauth2.isPresent())) {
      throw reader.error(
          "at most one of basic_auth, oauth2, bearer_token & bearer_token_file must be configured");
    }
    if (bearer && authorization.isPresent()) {
      throw reader.error("authorization is not compatible with bearer_token & bearer_token_file");
    }
    if (count(basicAuth, authorization, oauth2) > 1) {
      throw reader.error("at most one of basic_auth, oauth2 & authorization must be configured");
    }
  }

  private static long count(Optional<?>... configured) {
    return Arrays.stream(configured).filter(Optional::isPresent).count();
  }

  private HttpCredentials credentials() {
    SecretSource bearer = bearerTokenFile.orElse(SecretSource.none());
    if (!bearerToken.isEmpty()) {
      bearer = new SecretSource.Inline(bearerToken);
    }
    HttpCredentials otherwise =
        bearer.isConfigured() ? new Authorization("Bearer", bearer) : HttpCredentials.none();
    return basicAuth
        .<HttpCredentials>map(auth -> auth)
        .or(() -> authorization)
        .or(() -> oauth2)
        .orElse(otherwise);
  }
}
