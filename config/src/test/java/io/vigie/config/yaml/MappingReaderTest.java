package io.vigie.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingReaderTest {
  @Test
  void anUnknownKeyIsNamedWithItsPlaceAndTheNearestKnownOne() {
    MappingReader reader = reader("a: 1\nscrape_intervall: 5s\n");
    reader.string("a");
    reader.duration("scrape_interval", Duration.ZERO);
    assertThatThrownBy(reader::finish)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "test.yml:2:1: field scrape_intervall not found in the top level; did you mean"
                + " \"scrape_interval\"?");
  }

  @Test
  void anUnknownKeyFarFromEveryKnownOneListsTheKnownOnes() {
    MappingReader reader = reader("section:\n  xyz: 1\n").mapping("section");
    reader.string("job_name");
    reader.string("scheme");
    assertThatThrownBy(reader::finish)
        .hasMessage("test.yml:2:3: field xyz not found in section; known here: job_name, scheme");
  }

  @Test
  void aWholeFileUnderOneKeyIsToldApartFromAMistypedKey() {
    MappingReader reader = reader("prometheus_config:\n  global: {}\n  scrape_configs: []\n");
    reader.mapping("global");
    reader.strings("scrape_configs");
    assertThatThrownBy(reader::finish)
        .hasMessage(
            "test.yml:1:1: field prometheus_config not found in the top level; what stands under it"
                + " belongs here: take this line away and unindent the rest");
  }

  @Test
  void aValueOfTheWrongTypeIsQuotedWithItsPlace() {
    assertThatThrownBy(() -> reader("limit: many").count("limit", 0))
        .hasMessage("test.yml:1:8: limit: \"many\" is not a whole number");
    assertThatThrownBy(() -> reader("limit: -1").count("limit", 0))
        .hasMessageStartingWith("test.yml:1:8: limit: -1 is not between 0 and");
    assertThatThrownBy(() -> reader("list: text").strings("list"))
        .hasMessage("test.yml:1:7: list: \"text\" is not a list");
    assertThatThrownBy(() -> reader("on: [1]").bool("on", false))
        .hasMessage("test.yml:1:5: on: a list is not true or false");
    assertThatThrownBy(() -> reader("map: 3").mapping("map"))
        .hasMessage("test.yml:1:6: map: expected keys with values, found \"3\"");
    assertThatThrownBy(() -> reader("d: 5 minutes").duration("d", Duration.ZERO))
        .hasMessage("test.yml:1:4: d: unknown unit \" minutes\" in duration \"5 minutes\"");
  }

  @Test
  void aKeyWithoutValueMeansNothingAndAnAbsentKeyTheDefault() {
    MappingReader reader = reader("text:\nflag: null\nlist: ~\n");
    assertThat(reader.string("text", "default")).isEmpty();
    assertThat(reader.bool("flag", true)).isFalse();
    assertThat(reader.strings("list")).isEmpty();
    assertThat(reader.string("absent", "default")).isEqualTo("default");
  }

  @ParameterizedTest
  @CsvSource({"1_000,1000", "0x10,16", "010,8", "0b11,3", "-5,-5", "+7,7"})
  void readsNumbersAsYaml11Does(String text, long number) {
    assertThat(reader("n: " + text).wholeNumber("n", 0, -10, 10_000)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "True", "y"})
  void readsTruthAsYaml11Does(String text) {
    assertThat(reader("b: " + text).bool("b", false)).isTrue();
  }

  @Test
  void mergeKeysGiveWayToOwnKeys() {
    MappingReader reader =
        reader("base: &b {a: 1, b: 2}\nchild:\n  <<: *b\n  b: 3\n").mapping("child");
    assertThat(Map.of("a", reader.string("a"), "b", reader.string("b")))
        .isEqualTo(Map.of("a", "1", "b", "3"));
    reader.finish();
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    assertThatThrownBy(() -> reader("a: 1\nb: 2\na: 3\n"))
        .hasMessage("test.yml:3:1: field a already set in the same section");
  }

  @Test
  void onlyTheFirstDocumentCounts() {
    MappingReader reader = reader("a: 1\n---\nb: 2\n");
    reader.string("a");
    reader.finish();
  }

  @Test
  void anAliasBombIsRefusedInsteadOfExpanded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 12; i++) {
      String refs = ("*a" + (i - 1) + ",").repeat(10);
      bomb.append("a").append(i).append(": &a").append(i).append(" [").append(refs).append("]\n");
    }
    assertThatThrownBy(() -> reader(bomb.toString())).hasMessageContaining("excessive aliasing");
  }

  @Test
  void endlessNestingIsRefused() {
    assertThatThrownBy(() -> reader("a: " + "[".repeat(100_000)))
        .isInstanceOf(ConfigException.class);
  }

  @Test
  void brokenYamlNamesThePlace() {
    assertThatThrownBy(() -> reader("a: [1, 2\nb: 3\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yml:2:2: yaml: ");
  }

  @Test
  void pathsAreRelativeToTheFile() {
    MappingReader reader =
        YamlFile.parse("x", Path.of("/etc/vigie"), "a: b.txt\nc: /abs\nd: ''\n").mapping();
    assertThat(reader.path("a")).contains(Path.of("/etc/vigie/b.txt"));
    assertThat(reader.path("c")).contains(Path.of("/abs"));
    assertThat(reader.path("d")).isEmpty();
  }

  @Test
  void whatWasReadPrintsAndReadsBackToTheSame() {
    String yaml =
        """
        text: "a: b # c"
        number_text: "12"
        tricky: ["null", "yes", "- a", "", "a\\nb", "{x}", "*a", "a,b: [c]", "@x", "%y", "1h", "1:30", "2026-01-01", "0x1f", "1e3", "1.2.3.4:80", "12"]
        duration: 90s
        size: 10MB
        """;
    assertThat(readAll(readAll(yaml).toYaml()).toYaml()).isEqualTo(readAll(yaml).toYaml());
    assertThat(readAll(yaml).find("tricky[4]")).contains("a\nb");
    assertThat(readAll(yaml).find("duration")).contains("1m30s");
    assertThat(readAll(yaml).find("size")).contains("10MiB");
    assertThat(readAll(yaml).find("not_given")).contains(0L);
    assertThat(readAll(yaml).toYaml()).doesNotContain("not_given");
  }

  private static EffectiveMapping readAll(String yaml) {
    MappingReader reader = reader(yaml);
    List.of("text", "number_text").forEach(reader::string);
    reader.strings("tricky");
    reader.duration("duration", Duration.ZERO);
    reader.sizeBytes("size", 0);
    reader.count("not_given", 0);
    reader.finish();
    return reader.effective();
  }

  private static MappingReader reader(String yaml) {
    return YamlFile.parse("test.yml", Path.of(""), yaml).mapping();
  }
}
