package io.vigie.config.http;

import io.vigie.config.http.HttpCredentials.JwtAssertion;
import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/// Reads an `oauth2` block.
final class OAuth2Reader {
  private static final Set<String> SIGNATURE_ALGORITHMS = Set.of("RS256", "RS384", "RS512");

  private OAuth2Reader() {}

  static OAuth2 read(MappingReader reader) {
    OAuth2 config =
        new OAuth2(
            reader.string("client_id"),
            SecretReader.managedSource(
                reader,
                "client_secret",
                "at most one of oauth2 client_secret, client_secret_file & client_secret_ref must be"
                    + " configured using grant-type=client_credentials"),
            reader.string("grant_type", OAuth2.CLIENT_CREDENTIALS),
            reader.uri("token_url").orElse(URI.create("")),
            reader.strings("scopes"),
            reader.stringMap("endpoint_params"),
            assertion(reader),
            TlsConfigReader.read(reader.mapping("tls_config")),
            ProxyConfigReader.read(reader));
    reader.finish();
    check(reader, config);
    return config;
  }

  private static JwtAssertion assertion(MappingReader reader) {
    String algorithm = reader.string("signature_algorithm");
    if (!algorithm.isEmpty() && !SIGNATURE_ALGORITHMS.contains(algorithm)) {
      throw reader.error(
          "signature_algorithm", "valid signature algorithms are RS256, RS384 and RS512");
    }
    return new JwtAssertion(
        SecretReader.managedSource(
            reader,
            "client_certificate_key",
            "at most one of oauth2 client_certificate_key, client_certificate_key_file &"
                + " client_certificate_key_ref must be configured using"
                + " grant-type=urn:ietf:params:oauth:grant-type:jwt-bearer"),
        reader.string("client_certificate_key_id"),
        algorithm.isEmpty() ? "RS256" : algorithm,
        reader.string("iss"),
        reader.string("audience"),
        Map.copyOf(reader.stringMap("claims")));
  }

  private static void check(MappingReader reader, OAuth2 config) {
    if (config.clientId().isEmpty()) {
      throw reader.error("oauth2 client_id must be configured");
    }
    if (config.tokenUrl().toString().isEmpty()) {
      throw reader.error("oauth2 token_url must be configured");
    }
    ProxyConfigReader.check(reader, config.proxy());
  }
}
