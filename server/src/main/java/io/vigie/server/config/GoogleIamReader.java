package io.vigie.server.config;

import io.vigie.config.http.HttpCredentials.JwtAssertion;
import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.http.ProxyConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.remote.RequestSigning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads `google_iam`: the key of a service account is OAuth 2.0 with a signed assertion (RFC
/// 7523). Credentials of other kinds, and those of the machine, are not carried out.
final class GoogleIamReader {
  /// What a client of Google's libraries looks for if no file is given.
  private static final String DEFAULT_FILE = "GOOGLE_APPLICATION_CREDENTIALS";

  private static final String SCOPE = "https://www.googleapis.com/auth/monitoring.write";
  private static final URI TOKEN_URL = URI.create("https://oauth2.googleapis.com/token");

  private GoogleIamReader() {}

  static RequestSigning read(MappingReader reader) {
    Optional<Path> given = reader.path("credentials_file");
    reader.finish();
    return given
        .or(() -> Optional.ofNullable(System.getenv(DEFAULT_FILE)).map(Path::of))
        .map(GoogleIamReader::fromFile)
        .orElse(new RequestSigning.Unsupported("google_iam without credentials_file"));
  }

  /// A file that is wrong stops what is sent, as in Prometheus, and not the server.
  private static RequestSigning fromFile(Path file) {
    try {
      JsonNode account = JsonMapper.shared().readTree(Files.readAllBytes(file));
      String type = account.path("type").asString("");
      return type.equals("service_account")
          ? new RequestSigning.Token(credentials(account))
          : new RequestSigning.Unsupported("google_iam with credentials of type \"" + type + '"');
    } catch (IOException | JacksonException | IllegalArgumentException e) {
      // Not what is wrong in it: that may be a part of a key.
      return new RequestSigning.Unsupported(
          "google_iam with a credentials_file that cannot be read (" + file + ")");
    }
  }

  private static OAuth2 credentials(JsonNode account) {
    String tokenUrl = account.path("token_uri").asString("");
    return new OAuth2(
        account.path("client_email").asString(""),
        SecretSource.none(),
        OAuth2.JWT_BEARER,
        tokenUrl.isEmpty() ? TOKEN_URL : URI.create(tokenUrl),
        List.of(SCOPE),
        Map.of(),
        new JwtAssertion(
            SecretSource.inline(account.path("private_key").asString("")),
            account.path("private_key_id").asString(""),
            "RS256",
            "",
            "",
            Map.of()),
        TlsConfig.DEFAULT,
        ProxyConfig.NONE);
  }
}
