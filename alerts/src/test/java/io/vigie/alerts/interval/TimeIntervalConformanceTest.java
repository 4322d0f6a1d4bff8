package io.vigie.alerts.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alerts.ConformanceKit;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Intervals of the calendar hold when Alertmanager says that they do.
class TimeIntervalConformanceTest {
  private static final DateTimeFormatter RFC822Z =
      DateTimeFormatter.ofPattern("d MMM yy HH:mm Z", Locale.ENGLISH);

  @TestFactory
  Stream<DynamicTest> intervals() throws IOException {
    return ConformanceKit.cases("time_intervals.json")
        .map(test -> DynamicTest.dynamicTest(test.get("yaml").asString(), () -> check(test)));
  }

  private static void check(JsonNode test) {
    if (test.has("error") && !test.get("error").isNull()) {
      assertThatThrownBy(() -> read(test))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(test.get("error").asString());
      return;
    }
    List<TimeInterval> intervals = read(test);
    ConformanceKit.stream(test.path("contains"))
        .forEach(time -> assertThat(contains(intervals, time)).as(time.asString()).isTrue());
    ConformanceKit.stream(test.path("excludes"))
        .forEach(time -> assertThat(contains(intervals, time)).as(time.asString()).isFalse());
  }

  private static boolean contains(List<TimeInterval> intervals, JsonNode time) {
    Instant instant = OffsetDateTime.parse(time.asString(), RFC822Z).toInstant();
    return intervals.stream().anyMatch(interval -> interval.contains(instant));
  }

  private static List<TimeInterval> read(JsonNode test) {
    String yaml = test.get("yaml").asString();
    if (!test.path("list").asBoolean(false)) {
      return List.of(TimeIntervalReader.read(mapping(yaml)));
    }
    YamlFile file = YamlFile.parse("list.yml", Path.of(""), yaml);
    List<TimeInterval> intervals = new ArrayList<>();
    if (file.root().orElseThrow() instanceof io.vigie.config.yaml.YamlNode.Sequence list) {
      list.items()
          .forEach(
              item -> intervals.add(TimeIntervalReader.read(MappingReader.of(file, "list", item))));
    }
    return intervals;
  }

  private static MappingReader mapping(String yaml) {
    return YamlFile.parse("one.yml", Path.of(""), yaml).mapping();
  }

  @TestFactory
  Stream<DynamicTest> ranges() throws IOException {
    return ConformanceKit.cases("time_ranges.json")
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("yaml").asString(),
                () -> {
                  var reading =
                      assertThatCode(
                          () -> TimeIntervalReader.minutes(mapping(test.get("yaml").asString())));
                  if (test.get("error").booleanValue()) {
                    reading.isInstanceOf(ConfigException.class);
                  } else {
                    reading.doesNotThrowAnyException();
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> mutingByName() throws IOException {
    JsonNode file = ConformanceKit.json("time_muting.json");
    Map<String, List<TimeInterval>> named = new LinkedHashMap<>();
    mapping(file.get("yaml").asString())
        .list(
            "time_intervals",
            "",
            item ->
                named.put(
                    item.string("name"),
                    item.list("time_intervals", "", TimeIntervalReader::read)));
    return ConformanceKit.stream(file.get("cases"))
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("now").asString(),
                () -> {
                  Instant now = OffsetDateTime.parse(test.get("now").asString()).toInstant();
                  List<String> names =
                      ConformanceKit.stream(test.get("muted_by")).map(JsonNode::asString).toList();
                  assertThat(new TimeIntervals(named).containing(named.keySet(), now))
                      .isEqualTo(names);
                }));
  }
}
