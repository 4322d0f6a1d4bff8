package io.vigie.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.discovery.config.TargetGroupReader;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.scrape.ScrapeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether configurations are accepted, refused and understood as Prometheus does. Names of Go
/// types that an expected message quotes are not compared.
class PrometheusConfigConformanceTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("conformance.dir", "../shared/conformance"), "config/prometheus");

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    return cases("expected.json")
        .map(test -> DynamicTest.dynamicTest(name(test), () -> checkFile(test)));
  }

  @TestFactory
  Stream<DynamicTest> shortConfigurations() throws IOException {
    return cases("inline.json")
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("name").asString(),
                () -> {
                  YamlFile file =
                      YamlFile.parse("inline.yml", Path.of(""), test.get("config").asString());
                  check(test, () -> loader(test).load(file));
                }));
  }

  private static String name(JsonNode test) {
    return test.get("file").asString() + (test.has("env") ? " " + test.get("env") : "");
  }

  private static Stream<JsonNode> cases(String name) throws IOException {
    Path file = FOLDER.resolve(name);
    assumeTrue(Files.exists(file), () -> "no " + file + " in this conformance kit");
    JsonNode cases = new JsonMapper().readTree(Files.readString(file));
    return StreamSupport.stream(cases.spliterator(), false);
  }

  private static void checkFile(JsonNode test) throws Exception {
    Path file = FOLDER.resolve(test.get("file").asString());
    if (test.path("kind").asString("").equals("target_group")) {
      assertThatThrownBy(() -> TargetGroupReader.read(YamlFile.read(file).mapping(), "test"))
          .isInstanceOf(ConfigException.class);
      return;
    }
    check(test, () -> loader(test).load(file));
  }

  @FunctionalInterface
  private interface Loading {
    VigieConfig load() throws IOException;
  }

  private static ConfigLoader loader(JsonNode test) {
    UnaryOperator<String> environment = name -> test.path("env").path(name).asString("");
    return new ConfigLoader(environment, test.path("agent_mode").asBoolean(false));
  }

  private static void check(JsonNode test, Loading loading) throws IOException {
    if (!test.get("ok").booleanValue()) {
      checkRefused(test, loading::load);
      return;
    }
    VigieConfig config = loading.load();
    checkValues(test.path("values"), config);
    checkJobs(test.path("scrape_configs"), config.scrapeConfigs());
    test.path("external_labels")
        .properties()
        .forEach(label ->
            assertThat(config.global().externalLabels().get(label.getKey()))
                .as(label.getKey())
                .isEqualTo(label.getValue().asString()));
    printsToTheSame(config);
  }

  private static void checkRefused(JsonNode test, ThrowingCallable loading) {
    List<String> parts = new ArrayList<>();
    Optional.ofNullable(test.get("error_contains"))
        .filter(part -> !part.isNull())
        .ifPresent(part -> parts.add(part.asString()));
    test.path("error_contains_all").forEach(part -> parts.add(part.asString()));
    var refused = assertThatThrownBy(loading).isInstanceOf(ConfigException.class);
    for (String part : parts) {
      refused.hasMessageContaining(withoutGoTypes(part));
    }
    refused.hasMessageMatching("(?s).*:\\d+:\\d+: .*");
  }

  private static String withoutGoTypes(String message) {
    return message.replaceAll(" in type.*", "").replace("unmarshal errors", "");
  }

  private static void checkValues(JsonNode values, VigieConfig config) {
    values
        .properties()
        .forEach(value ->
            assertThat(config.effective().find(value.getKey()))
                .as(value.getKey())
                .contains(plain(value.getValue())));
  }

  private static Object plain(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    return value.isNumber() ? value.doubleValue() : value.asString();
  }

  private static void checkJobs(JsonNode expected, List<ScrapeConfig> jobs) {
    if (expected.isMissingNode()) {
      return;
    }
    assertThat(jobs).hasSize(expected.size());
    for (int i = 0; i < jobs.size(); i++) {
      checkJob(expected.get(i), jobs.get(i));
    }
  }

  private static void checkJob(JsonNode expected, ScrapeConfig job) {
    expected
        .properties()
        .forEach(setting ->
            assertThat(setting(job, setting.getKey()))
                .as(setting.getKey())
                .isEqualTo(setting.getValue().toString()));
  }

  /// A setting of a job as JSON.
  private static String setting(ScrapeConfig job, String key) {
    return switch (key) {
      case "job_name" -> quote(job.jobName());
      case "scrape_interval_ms" -> Long.toString(job.scrapeInterval().toMillis());
      case "scrape_timeout_ms" -> Long.toString(job.scrapeTimeout().toMillis());
      case "always_scrape_classic_histograms" ->
          Boolean.toString(job.histograms().alwaysScrapeClassic());
      case "convert_classic_histograms_to_nhcb" ->
          Boolean.toString(job.histograms().convertClassicToNhcb());
      case "scrape_native_histograms" -> Boolean.toString(job.histograms().scrapeNative());
      case "extra_scrape_metrics" -> Boolean.toString(job.extraScrapeMetrics());
      case "scrape_protocols" ->
          new JsonMapper()
              .writeValueAsString(
                  job.scrapeProtocols().stream().map(ScrapeProtocol::configName).toList());
      default -> throw new AssertionError("unknown setting " + key);
    };
  }

  private static String quote(String text) {
    return new JsonMapper().writeValueAsString(text);
  }

  /// What is shown of a configuration reads back to what is shown; unless a masked secret must have
  /// a form of its own, or filled-in labels have dollar signs.
  private static void printsToTheSame(VigieConfig config) throws IOException {
    String printed = config.toYaml();
    boolean canBeReadBack =
        !printed.contains("scaleway_sd_configs")
            && !config.global().externalLabels().toString().contains("$");
    if (canBeReadBack) {
      YamlFile file = YamlFile.parse("printed.yml", Path.of(""), printed);
      assertThat(new ConfigLoader(_ -> "", false).load(file).toYaml()).isEqualTo(printed);
    }
  }
}
