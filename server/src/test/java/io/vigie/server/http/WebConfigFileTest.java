package io.vigie.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebConfigFileTest {
  private static final String HASH = "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

  @TempDir Path folder;

  private WebConfig read(String text) throws IOException {
    return WebConfigFile.read(Files.writeString(folder.resolve("web.yml"), text));
  }

  @Test
  void readsUsersTlsAndHeaders() throws IOException {
    WebConfig config =
        read(
            """
            tls_server_config:
              cert_file: server.crt
              key_file: /keys/server.key
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: ca.crt
              min_version: TLS13
            http_server_config:
              http2: true
              headers:
                Strict-Transport-Security: max-age=1
            basic_auth_users:
              ann: %s
            """
                .formatted(HASH));
    assertThat(config.passwordHashes()).containsEntry("ann", HASH);
    assertThat(config.headers()).containsKey("Strict-Transport-Security");
    WebConfig.Tls tls = config.tls().orElseThrow();
    assertThat(tls.certificateFile()).isEqualTo(folder.resolve("server.crt"));
    assertThat(tls.keyFile()).isEqualTo(Path.of("/keys/server.key"));
    assertThat(tls.versions()).isEqualTo(List.of("TLSv1.3"));
    assertThat(config.identifiesCallers()).isTrue();
  }

  @Test
  void identifiesNobodyByEncryptionAlone() throws IOException {
    assertThat(read("").identifiesCallers()).isFalse();
    assertThat(read("tls_server_config: {cert_file: a, key_file: b}").identifiesCallers())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "basic_auth_users: {ann: secret}|bcrypt",
        "basic_auth_user: {}|basic_auth_users",
        "tls_server_config: {cert_file: a}|key_file",
        "tls_server_config: {cert_file: a, key_file: b, min_version: TLS9}|TLS9",
        "tls_server_config: {cert_file: a, key_file: b, client_auth_type: Maybe}|Maybe",
        "tls_server_config: {cert_file: a, key_file: b, client_allowed_sans: [x]}|client_allowed_sans",
      })
  void saysWhatIsWrong(String text, String named) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("secret");
  }
}
