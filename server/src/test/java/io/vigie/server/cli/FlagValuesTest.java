package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagValuesTest {
  private static FlagValues parse(Map<String, String> environment, String... arguments) {
    return FlagValues.of(FlagParser.parse(List.of(arguments)), environment);
  }

  private static FlagValues parse(String... arguments) {
    return parse(Map.of(), arguments);
  }

  @Test
  void hasTheDefaultsOfPrometheusExceptWhereItListens() {
    FlagValues flags = parse();
    assertThat(flags.text("config.file")).isEqualTo("prometheus.yml");
    assertThat(flags.texts("web.listen-address")).containsExactly("127.0.0.1:9090");
    assertThat(flags.duration("query.timeout")).isEqualTo(Duration.ofMinutes(2));
    assertThat(flags.count("query.max-samples")).isEqualTo(50_000_000);
    assertThat(flags.isOn("web.enable-lifecycle")).isFalse();
    assertThat(flags.optionalDuration("storage.tsdb.retention.time")).isEmpty();
    assertThat(flags.toMap()).containsEntry("web.cors.origin", ".*").hasSizeGreaterThan(70);
  }

  @Test
  void takesValuesAfterAnEqualSignOrASpaceAndOneDashOrTwo() {
    FlagValues flags =
        parse(
            "--config.file=a.yml",
            "-storage.tsdb.path",
            "/data",
            "-query.timeout=30s",
            "--log.level",
            "debug");
    assertThat(flags.text("config.file")).isEqualTo("a.yml");
    assertThat(flags.text("storage.tsdb.path")).isEqualTo("/data");
    assertThat(flags.duration("query.timeout")).isEqualTo(Duration.ofSeconds(30));
    assertThat(flags.text("log.level")).isEqualTo("debug");
    assertThat(flags.isGiven("config.file")).isTrue();
    assertThat(flags.isGiven("query.max-samples")).isFalse();
  }

  @Test
  void switchesOnAndOff() {
    assertThat(parse("--web.enable-lifecycle").isOn("web.enable-lifecycle")).isTrue();
    assertThat(parse("--web.enable-lifecycle=false").isOn("web.enable-lifecycle")).isFalse();
    assertThat(parse("--no-scrape.adjust-timestamps").isOn("scrape.adjust-timestamps")).isFalse();
    assertThat(parse("--web.enable-lifecycle", "--config.file=x").isOn("web.enable-lifecycle"))
        .isTrue();
  }

  @Test
  void takesSomeFlagsSeveralTimes() {
    assertThat(
            parse("--web.listen-address=:1", "--web.listen-address=:2").texts("web.listen-address"))
        .isEqualTo(List.of(":1", ":2"));
    assertThatThrownBy(() -> parse("--config.file=a", "--config.file=b"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--config.file");
  }

  @Test
  void readsTheEnvironmentWhereTheCommandLineSaysNothing() {
    Map<String, String> environment =
        Map.of(
            "VIGIE_STORAGE_TSDB_PATH", "/env",
            "VIGIE_QUERY_TIMEOUT", "5s",
            "VIGIE_WEB_ENABLE_LIFECYCLE", "true",
            "VIGIE_WEB_LISTEN_ADDRESS", ":1,:2");
    FlagValues flags = parse(environment, "--query.timeout=7s");
    assertThat(flags.text("storage.tsdb.path")).isEqualTo("/env");
    assertThat(flags.duration("query.timeout")).isEqualTo(Duration.ofSeconds(7));
    assertThat(flags.isOn("web.enable-lifecycle")).isTrue();
    assertThat(flags.texts("web.listen-address")).containsExactly(":1", ":2");
  }

  @ParameterizedTest
  @CsvSource({
    "--query.timeout=soon, --query.timeout",
        "--storage.tsdb.retention.size=5, --storage.tsdb.retention.size",
    "--web.enable-lifecycle=maybe, --web.enable-lifecycle",
        "--query.max-samples=many, --query.max-samples"
  })
  void namesTheFlagWhoseValueIsWrong(String argument, String flag) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(flag);
  }

  @Test
  void namesTheVariableWhoseValueIsWrong() {
    assertThatThrownBy(() -> parse(Map.of("VIGIE_QUERY_TIMEOUT", "soon")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("VIGIE_QUERY_TIMEOUT");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--log.levle=info | unknown flag --log.levle; did you mean \"--log.level\"?",
        "-log.levle | unknown flag --log.levle; did you mean \"--log.level\"?",
        "--no-log.level | unknown flag --no-log.level",
        "--no-web.enable-lifecycle=true | flag --no-web.enable-lifecycle takes no value",
        "--config.file | flag --config.file needs a value",
        "prometheus.yml | unknown argument prometheus.yml",
        "@absent | arguments of file absent cannot be read",
      })
  void saysWhyAnArgumentIsNotTaken(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aFlagIsNotTheValueOfTheOneBeforeIt() {
    assertThatThrownBy(() -> parse("--config.file", "--web.enable-lifecycle"))
        .hasMessage("flag --config.file needs a value");
  }

  @Test
  void takesArgumentsFromAFile(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("flags"), "# ours\n--config.file=a b.yml\n--log.level\ndebug\n");
    FlagValues flags = parse("@" + file, "--query.timeout=7s");
    assertThat(flags.text("config.file")).isEqualTo("a b.yml");
    assertThat(flags.text("log.level")).isEqualTo("debug");
    assertThat(flags.duration("query.timeout")).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void knowsWhatWasGivenInVain() {
    assertThat(parse("--auto-gomaxprocs", "--storage.tsdb.wal-compression").ignored())
        .extracting(ServerFlag::name)
        .containsExactly("auto-gomaxprocs", "storage.tsdb.wal-compression");
    assertThat(parse().ignored()).isEmpty();
  }
}
