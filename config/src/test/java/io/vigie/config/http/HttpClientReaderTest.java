package io.vigie.config.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.http.HttpCredentials.Authorization;
import io.vigie.config.http.HttpCredentials.BasicAuth;
import io.vigie.config.http.HttpCredentials.OAuth2;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpClientReaderTest {
  @Test
  void anEmptyBlockIsTheDefault() {
    assertThat(read("")).isEqualTo(HttpClientConfig.DEFAULT);
  }

  @Test
  void readsEveryWayToSayWhoOneIs() {
    assertThat(read("basic_auth: {username: me, password_file: pw}").credentials())
        .isEqualTo(
            new BasicAuth(SecretSource.inline("me"), new SecretSource.InFile(Path.of("/conf/pw"))));
    assertThat(read("bearer_token: t").credentials())
        .isEqualTo(new Authorization("Bearer", SecretSource.inline("t")));
    assertThat(read("authorization: {type: Token, credentials: t}").credentials())
        .isEqualTo(new Authorization("Token", SecretSource.inline("t")));
    assertThat(
            read("oauth2: {client_id: c, client_secret: s, token_url: 'http://t/'}").credentials())
        .isInstanceOfSatisfying(
            OAuth2.class,
            oauth2 -> assertThat(oauth2.clientSecret()).isEqualTo(SecretSource.inline("s")));
  }

  @Test
  void neverShowsASecret() {
    String yaml =
        """
        basic_auth: {username: me, password: hidden1}
        proxy_url: http://user:hidden2@proxy:3128
        proxy_connect_header: {X-Auth: [hidden3]}
        http_headers: {X-Key: {secrets: [hidden4], values: [open]}}
        tls_config: {cert: open, key: hidden5}
        """;
    MappingReader reader = reader(yaml);
    HttpClientConfig config = HttpClientReader.readAll(reader);
    assertThat(reader.effective().toYaml())
        .doesNotContain("hidden")
        .contains("password: <secret>", "http://user:xxxxx@proxy:3128", "- <secret>");
    assertThat(config.withProxy(ProxyConfig.NONE).toString()).doesNotContain("hidden");
    assertThat(config.headers().get("X-Key")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {bearer_token: a, bearer_token_file: b} | at most one of bearer_token & bearer_token_file
          {bearer_token: a, basic_auth: {username: x}} | at most one of basic_auth, oauth2, bearer
          {bearer_token: a, authorization: {credentials: x}} | authorization is not compatible with
          {basic_auth: {username: a}, authorization: {credentials: x}} | at most one of basic_auth, oauth2 & auth
          {authorization: {type: Basic}} | use "basic_auth" instead
          {basic_auth: {password: a, password_file: b}} | at most one of basic_auth password
          {basic_auth: {password_ref: a}} | there is none here; use password_file
          {oauth2: {client_id: a}} | oauth2 token_url must be configured
          {tls_config: {cert_file: a}} | exactly one of key or key_file must be configured
          {tls_config: {min_version: SSL3}} | unknown TLS version: SSL3
          {no_proxy: a} | if no_proxy is configured, proxy_url must also be configured
          {proxy_from_environment: true, proxy_url: 'http://p'} | proxy_url must not be configured
          {http_headers: {Host: {values: [a]}}} | setting header "Host" is not allowed
          {proxy_url: 'http://u:geheim@h h/'} | parse "http://u:xxxxx@h h/"
          """)
  void refusesContradictions(String yaml, String problem) {
    assertThatThrownBy(() -> read(yaml))
        .hasMessageContaining(problem)
        .hasMessageNotContaining("geheim");
  }

  @Test
  void aSecretInAFileIsReadAnewAndTrimmed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("token");
    SecretSource source = new SecretSource.InFile(file);
    Files.writeString(file, "one\n");
    assertThat(source.read().reveal()).isEqualTo("one");
    Files.writeString(file, "two\n");
    assertThat(source.read().reveal()).isEqualTo("two");
    Files.delete(file);
    assertThatThrownBy(source::read).hasMessageContaining(file.toString());
  }

  @Test
  void headersKeepTheirOrder() {
    assertThat(read("http_headers: {A: {values: [x, y]}}").headers().get("A"))
        .isEqualTo(List.of(SecretSource.inline("x"), SecretSource.inline("y")));
  }

  private static HttpClientConfig read(String yaml) {
    return HttpClientReader.readAll(reader(yaml));
  }

  private static MappingReader reader(String yaml) {
    return YamlFile.parse("test.yml", Path.of("/conf"), yaml).mapping();
  }
}
