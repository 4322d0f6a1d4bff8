package io.vigie.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alerts.ConformanceKit;
import io.vigie.alerts.config.receiver.GlobalConfig;
import io.vigie.alerts.config.receiver.HostPort;
import io.vigie.alerts.config.receiver.IntegrationReader;
import io.vigie.alerts.config.receiver.TemplatedUrl;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Whether configurations are accepted, refused and understood as Alertmanager does. The cases are
/// for classic label names; what is accepted there is accepted by the default, too.
class AlertmanagerConfigConformanceTest {
  private static final AlertmanagerConfigReader READER =
      new AlertmanagerConfigReader(MatcherSyntax.CLASSIC);
  private static final AlertmanagerConfigReader DEFAULT_READER =
      new AlertmanagerConfigReader(MatcherSyntax.FALLBACK);

  @FunctionalInterface
  private interface Loading {
    AlertmanagerConfig load() throws IOException;
  }

  @TestFactory
  Stream<DynamicTest> files() throws IOException {
    return ConformanceKit.cases("config/expected.json")
        .map(test -> {
          String name = test.get("file").asString();
          Path file = ConformanceKit.file("config/" + name);
          return DynamicTest.dynamicTest(name, () -> check(test, () -> READER.read(file)));
        });
  }

  @TestFactory
  Stream<DynamicTest> shortConfigurations() throws IOException {
    return ConformanceKit.cases("config_inline.json")
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("name").asString(),
                () -> check(test, () -> READER.read(yaml(test.get("config").asString())))));
  }

  @TestFactory
  Stream<DynamicTest> singleNotifiers() throws IOException {
    return ConformanceKit.cases("notifier_config.json")
        .map(test ->
            DynamicTest.dynamicTest(test.get("name").asString(), () -> checkNotifier(test)));
  }

  @TestFactory
  Stream<DynamicTest> hostAndPort() throws IOException {
    return ConformanceKit.cases("hostport.json")
        .map(test -> DynamicTest.dynamicTest(test.get("in").asString(), () -> checkHostPort(test)));
  }

  @TestFactory
  Stream<DynamicTest> addressesThatMayBeTemplates() throws IOException {
    return ConformanceKit.cases("templated_url.json")
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("name").asString(),
                () -> {
                  String url = unquote(test.get("yaml").asString());
                  checkOutcome(test, () -> TemplatedUrl.check(url));
                }));
  }

  private static YamlFile yaml(String text) {
    return YamlFile.parse("inline.yml", Path.of(""), text);
  }

  private static String unquote(String yaml) {
    return yaml.substring(1, yaml.length() - 1);
  }

  private static void check(JsonNode test, Loading loading) throws IOException {
    if (!test.get("ok").booleanValue()) {
      checkOutcome(test, loading::load);
      return;
    }
    AlertmanagerConfig config = loading.load();
    test.path("values").properties().forEach(value -> checkValue(config, value));
    String printed = config.toYaml();
    assertThat(printed).doesNotContain("mysecret");
    assertThat(DEFAULT_READER.read(yaml(printed)).toYaml()).isEqualTo(printed);
    if (test.path("note").asString("").contains("exactly 13 '<secret>'")) {
      assertThat(printed.split("<secret>", -1)).hasSize(14);
    }
  }

  private static void checkValue(
      AlertmanagerConfig config, java.util.Map.Entry<String, JsonNode> value) {
    assertThat(config.effective().find(value.getKey()))
        .as(value.getKey())
        .contains(plain(value.getValue()));
  }

  private static Object plain(JsonNode value) {
    if (value.isArray()) {
      return ConformanceKit.stream(value).map(JsonNode::asString).toList();
    }
    return value.isBoolean() ? (Object) value.booleanValue() : value.asString();
  }

  private static void checkOutcome(JsonNode test, ThrowingCallable action) throws IOException {
    String expected =
        Stream.of("error", "error_contains")
            .map(test::get)
            .filter(node -> node != null && !node.isNull())
            .map(JsonNode::asString)
            .findFirst()
            .orElse("");
    if (expected.isEmpty()) {
      org.assertj.core.api.Assertions.assertThatCode(action).doesNotThrowAnyException();
      return;
    }
    assertThatThrownBy(action)
        .isInstanceOfAny(ConfigException.class, IllegalArgumentException.class)
        .hasMessageContaining(expected.replaceAll(" in type.*", ""));
  }

  private static void checkNotifier(JsonNode test) throws IOException {
    String kind = test.get("notifier").asString().replace("Config", "").toLowerCase(Locale.ROOT);
    GlobalConfig global =
        GlobalConfig.read(
            yaml("smtp_smarthost: localhost:25\nsmtp_from: a@b.c\nslack_api_url: http://localhost")
                .mapping());
    checkOutcome(
        test,
        () -> {
          var read =
              IntegrationReader.readOne(kind, yaml(test.get("yaml").asString()).mapping(), global);
          assertThat(read).as(kind).isPresent();
        });
  }

  private static void checkHostPort(JsonNode test) {
    String text = unquote(test.get("in").asString());
    if (test.get("error").booleanValue()) {
      assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    HostPort address = HostPort.parse(text);
    assertThat(List.of(address.host(), address.port()))
        .isEqualTo(List.of(test.get("host").asString(), test.get("port").asString()));
  }
}
