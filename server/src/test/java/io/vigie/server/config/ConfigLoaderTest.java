package io.vigie.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.http.HttpCredentials;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.otlp.OtlpConfig.TranslationStrategy;
import io.vigie.ingest.remote.RemoteWriteConfig;
import io.vigie.ingest.remote.RequestSigning;
import io.vigie.ingest.scrape.NameEscaping;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.model.metric.LabelMatcher;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {
  private static final ConfigLoader LOADER =
      new ConfigLoader(name -> name.equals("HOST_NAME") ? "h1" : "", false);

  @Test
  void readsEverySection() throws IOException {
    VigieConfig config = everything();
    assertThat(config.global().evaluationInterval()).isEqualTo(Duration.ofSeconds(20));
    assertThat(config.global().externalLabels().get("host")).isEqualTo("h1");
    assertThat(config.ruleFiles()).containsExactly("/conf/rules/*.yml", "/etc/rules.yml");
    assertThat(config.alerting().alertmanagers()).hasSize(1);
    assertThat(config.remoteWrite().getFirst().queue().capacity()).isEqualTo(5000);
    assertThat(config.remoteWrite().getFirst().signing()).isInstanceOf(RequestSigning.SigV4.class);
    assertThat(config.remoteRead().getFirst().url()).isEqualTo(URI.create("http://remote/read"));
    assertThat(config.otlp().translationStrategy()).isEqualTo(TranslationStrategy.NO_TRANSLATION);
    assertThat(config.storage().retention().sizeBytes()).isEqualTo(10L << 30);
    assertThat(config.storage().maxExemplars()).isEqualTo(5);
    assertThat(config.tracing()).isPresent();
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void aJobInheritsWhatItDoesNotSay() throws IOException {
    ScrapeConfig web = everything().scrapeConfigs().get(0);
    ScrapeConfig plain = everything().scrapeConfigs().get(1);
    assertThat(web.scrapeInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(web.limits().samples()).isEqualTo(5);
    assertThat(plain.scrapeInterval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(plain.scrapeTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(plain.limits().samples()).isEqualTo(1000);
    assertThat(plain.limits().bodySizeBytes()).isEqualTo(10L << 20);
    assertThat(plain.nameEscaping()).isEqualTo(NameEscaping.DOTS);
    assertThat(plain.histograms().scrapeNative()).isTrue();
    assertThat(plain.scrapeProtocols()).hasSize(2);
    assertThat(plain.discoveries()).containsExactly(new DiscoveryConfig.Unsupported("hetzner"));
  }

  @Test
  void readingTwiceGivesEqualJobs() throws IOException {
    assertThat(everything().scrapeConfigs()).isEqualTo(everything().scrapeConfigs());
    assertThat(everything().remoteWrite()).isEqualTo(everything().remoteWrite());
    assertThat(everything().alerting()).isEqualTo(everything().alerting());
  }

  @Test
  void azureAdWithAClientSecretIsOAuth2() throws IOException {
    String azure =
        "remote_write: [{url: 'http://a', azuread: {cloud: AzureGovernment, oauth: {client_id:"
            + " 00000000-a12b-3cd4-e56f-000000000000, client_secret: s, tenant_id: t}}}]";

    RemoteWriteConfig config = load(azure).remoteWrite().getFirst();

    assertThat(config.http().credentials())
        .isInstanceOfSatisfying(
            HttpCredentials.OAuth2.class,
            oauth2 -> {
              assertThat(oauth2.tokenUrl())
                  .hasToString("https://login.microsoftonline.us/t/oauth2/v2.0/token");
              assertThat(oauth2.scopes()).containsExactly("https://monitor.azure.us//.default");
              assertThat(oauth2.clientId()).startsWith("00000000-a12b");
            });
    assertThat(
            load("remote_write: [{url: 'http://a', azuread: {managed_identity: {}}}]")
                .remoteWrite()
                .getFirst()
                .signing())
        .isEqualTo(new RequestSigning.Unsupported("azuread.managed_identity"));
  }

  @Test
  void theKeyOfAGoogleServiceAccountBecomesASignedAssertion(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("account.json");
    Files.writeString(
        file,
        """
        {"type": "service_account", "private_key_id": "k1", "private_key": "PEM",
         "client_email": "vigie@project", "token_uri": "https://tokens/here"}
        """);
    String config =
        "remote_write: [{url: 'http://a', google_iam: {credentials_file: '%s'}}]".formatted(file);

    assertThat(load(config).remoteWrite().getFirst().http().credentials())
        .isInstanceOfSatisfying(
            HttpCredentials.OAuth2.class,
            oauth2 -> {
              assertThat(oauth2.grantType()).isEqualTo(HttpCredentials.OAuth2.JWT_BEARER);
              assertThat(oauth2.tokenUrl()).hasToString("https://tokens/here");
              assertThat(oauth2.clientId()).isEqualTo("vigie@project");
              assertThat(oauth2.scopes())
                  .containsExactly("https://www.googleapis.com/auth/monitoring.write");
              assertThat(oauth2.assertion().certificateKeyId()).isEqualTo("k1");
            });
    assertThat(load(config).toYaml()).doesNotContain("PEM");

    Files.writeString(file, "{\"type\": \"authorized_user\", \"refresh_token\": \"hidden\"}");
    assertThat(load(config).remoteWrite().getFirst().signing())
        .isEqualTo(
            new RequestSigning.Unsupported(
                "google_iam with credentials of type \"authorized_user\""));
    Files.writeString(file, "hidden");
    assertThat(load(config).remoteWrite().getFirst().signing().toString())
        .contains("cannot be read", file.toString())
        .doesNotContain("hidden");
  }

  @Test
  void noSecretIsShownAnywhere() throws IOException {
    VigieConfig config = everything();
    assertThat(config.toYaml())
        .doesNotContain("hidden")
        .contains("url: http://user:xxxxx@remote/write", "token: <secret>");
    assertThat(config.jobYaml("plain").orElseThrow())
        .doesNotContain("hidden")
        .contains("client_secret: <secret>", "scrape_interval: 15s");
    assertThat(config.scrapeConfigs().toString()).doesNotContain("hidden");
  }

  @Test
  void whatIsShownReadsBackToTheSame() throws IOException {
    String shown = everything().toYaml();
    assertThat(load(shown).toYaml()).isEqualTo(shown);
  }

  @Test
  void namesTheNearestKeyOfTheOwnSection() {
    assertThatThrownBy(() -> load("vigie:\n  retentions: []\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("2:3")
        .hasMessageContaining("field retentions not found in vigie; did you mean \"retention\"?");
  }

  @Test
  void refusesWhatIsNotThereYetRatherThanDoNothing() {
    for (String key : VigieSection.NOT_YET) {
      assertThatThrownBy(() -> load("vigie:\n  " + key + ": {a: b}\n"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("vigie." + key + " is not supported yet");
    }
  }

  @Test
  void readsRetentionsAndBudgetsOfSeries() throws IOException {
    StorageConfig storage =
        load("""
        vigie:
          retention:
            - {match: '{level="debug"}', keep: 2d}
          limits:
            - {match: 'up{job=~"a|b"}', max_series: 50}
        """)
            .storage();
    assertThat(storage.retentionRules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.keep()).isEqualTo(Duration.ofDays(2));
          assertThat(rule.matchers()).containsExactly(LabelMatcher.equal("level", "debug"));
        });
    assertThat(storage.seriesBudgets())
        .singleElement()
        .satisfies(budget -> {
          assertThat(budget.maxSeries()).isEqualTo(50);
          assertThat(budget.matchers()).hasSize(2);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vigie: {retention: [{keep: 1d}]} | match is missing",
        "vigie: {retention: [{match: '{', keep: 1d}]} | is no selector",
        "vigie: {retention: [{match: up}]} | keep is missing",
        "vigie: {limits: [{match: up}]} | max_series is missing",
        "vigie: {limits: [{match: up, max_series: 5, x: 1}]} | x",
      })
  void refusesRetentionsAndBudgetsThatSayTooLittle(String yaml, String message) {
    assertThatThrownBy(() -> load(yaml)).hasMessageContaining(message);
  }

  @Test
  void anEmptyFileHasTheDefaults() throws IOException {
    VigieConfig config = load("");
    assertThat(config.global().scrape().scrapeInterval()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.scrapeConfigs()).isEmpty();
    assertThat(config.storage().maxExemplars()).isEqualTo(100_000);
    assertThat(config.vigie()).isEmpty();
  }

  @Test
  void anEmptyVariableIsAWarning() throws IOException {
    VigieConfig config = load("global: {external_labels: {a: '${MISSING}x'}}");
    assertThat(config.global().externalLabels().get("a")).isEqualTo("x");
    assertThat(config.warnings()).singleElement().asString().contains("MISSING");
  }

  @ParameterizedTest
  @CsvSource({
    "$$,$",
    "a$,a$",
    "${HOST_NAME}!,h1!",
    "$HOST_NAME-x,h1-x",
    "$-,$-",
    "x${,x",
    "${},''"
  })
  void fillsInVariablesAsPrometheusDoes(String text, String expected) {
    assertThat(EnvironmentExpansion.expand(text, name -> name.equals("HOST_NAME") ? "h1" : ""))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {scrape_configs: [{job_name: a, static_configs: [{target: []}]}]} | conf.yml:1:51: field target not found in scrape_configs[0].static_configs[0]; did you mean "targets"?
          {scrape_configs: [{job_nam: a}]} | conf.yml:1:20: field job_nam not found in scrape_configs[0]; did you mean "job_name"?
          {global: {scrape_interval: 5}} | conf.yml:1:28: scrape_interval: not a valid duration string: "5"
          {scrape_configs: [{job_name: a, static_configs: [{targets: ['http://a/m']}]}]} | "http://a/m" is not a valid hostname; write host:port here, the path in metrics_path
          {scrape_configs: {job_name: a}} | conf.yml:1:18: scrape_configs: keys with values is not a list
          {scrape_configs: [{job_name: a, relabel_configs: [{regex: '(', target_label: b}]}]} | error parsing regexp: missing closing )
          [1] | conf.yml:1:1: expected keys with values, found a list
          {rule_files: ["a\\0b"]} | conf.yml:1:
          """)
  void saysWhereAndWhatIsWrong(String yaml, String message) {
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("prometheus.yml");
    assertThatThrownBy(() -> LOADER.load(file))
        .isInstanceOf(IOException.class)
        .hasMessage("open " + file + ": no such file or directory");
  }

  @Test
  void bytesThatAreNoTextAreRefused(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("x.yml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> LOADER.load(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("invalid UTF-8");
  }

  @Test
  void anErrorInAnIncludedFileNamesThatFile(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("main.yml"), "scrape_config_files: [jobs/*.yml]\n");
    Path jobs = Files.createDirectory(folder.resolve("jobs"));
    Files.writeString(jobs.resolve("a.yml"), "scrape_configs: [{job_name: a}]");
    Files.writeString(jobs.resolve("b.yml"), "scrape_configs: [{job_name: a}]");
    assertThatThrownBy(() -> LOADER.load(folder.resolve("main.yml")))
        .hasMessageContaining(
            jobs.resolve("b.yml") + ":1:29: found multiple scrape configs with job name \"a\"")
        .hasMessageContaining("first found in " + jobs.resolve("a.yml"));
    Files.delete(jobs.resolve("b.yml"));
    assertThat(LOADER.load(folder.resolve("main.yml")).scrapeConfigs())
        .extracting(ScrapeConfig::jobName)
        .isEqualTo(List.of("a"));
  }

  static String everythingText() {
    try (var in = ConfigLoaderTest.class.getResourceAsStream("/config/everything.yml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static VigieConfig everything() throws IOException {
    return load(everythingText());
  }

  private static VigieConfig load(String yaml) throws IOException {
    return LOADER.load(YamlFile.parse("conf.yml", Path.of("/conf"), yaml));
  }
}
