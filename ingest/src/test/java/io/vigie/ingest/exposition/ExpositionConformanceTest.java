package io.vigie.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vigie.ingest.exposition.ExpositionReader.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

class ExpositionConformanceTest {
  @TestFactory
  Stream<DynamicTest> textBodiesYieldTheEntriesOfTheKit() throws IOException {
    return ConformanceKit.json("exposition/cases.json")
        .valueStream()
        .map(one -> dynamicTest(one.get("name").asString(), () -> checkEntries(one, true)));
  }

  @TestFactory
  Stream<DynamicTest> protobufBodiesYieldTheEntriesOfTheKit() throws IOException {
    return ConformanceKit.json("exposition/protobuf_cases.json")
        .valueStream()
        .map(one -> dynamicTest(one.get("name").asString(), () -> checkEntries(one, false)));
  }

  @TestFactory
  Stream<DynamicTest> brokenBodiesFailWithTheMessageOfTheKit() throws IOException {
    return ConformanceKit.json("exposition/errors.json")
        .valueStream()
        .map(one -> dynamicTest(one.toString(), () -> checkError(one)));
  }

  @TestFactory
  Stream<DynamicTest> contentTypeAndFallbackChooseTheReader() throws IOException {
    return ConformanceKit.json("exposition/content_type.json")
        .valueStream()
        .map(one -> dynamicTest(one.get("name").asString(), () -> checkChoice(one)));
  }

  @TestFactory
  Stream<DynamicTest> biggerBodiesAreReadWhole() throws IOException {
    return ConformanceKit.json("exposition/samples/index.json")
        .valueStream()
        .map(one -> dynamicTest(one.get("file").asString(), () -> checkSample(one)));
  }

  private static void checkEntries(JsonNode one, boolean rawCounts) throws ExpositionException {
    byte[] body = ConformanceKit.bytes(one, "input");
    ExpositionReader reader =
        Expositions.open(
            body,
            body.length,
            protocol(one.has("format") ? one.get("format").asString() : "protobuf"),
            options(one.get("options")));
    if (one.hasNonNull("error_contains")) {
      assertThatThrownBy(() -> EntryJson.all(reader))
          .isInstanceOf(ExpositionException.class)
          .hasMessageContaining(one.get("error_contains").asString());
      return;
    }
    List<Map<String, Object>> expected = new ArrayList<>();
    List<Map<String, Object>> actual = EntryJson.all(reader);
    int index = 0;
    for (JsonNode entry : one.get("expected")) {
      expected.add(expectation(entry));
      if (index < actual.size()) {
        actual.get(index).keySet().retainAll(expected.getLast().keySet());
      }
      index++;
    }
    assertThat(actual).containsExactlyElementsOf(expected);
  }

  /// What is said of an entry; what a text or protobuf series leaves out is none.
  private static Map<String, Object> expectation(JsonNode entry) {
    Map<String, Object> expected = new LinkedHashMap<>();
    entry.forEachEntry((field, value) -> expected.put(field, plain(value)));
    expected.remove("check_only");
    if (entry.has("labels")) {
      expected.putIfAbsent("start_timestamp_ms", 0.0);
      expected.putIfAbsent("exemplars", List.of());
    }
    if (expected.get("exemplars") instanceof List<?> exemplars) {
      double sampleMillis = (double) expected.getOrDefault("timestamp_ms", 0.0);
      exemplars.forEach(e -> asMap(e).putIfAbsent("timestamp_ms", sampleMillis));
    }
    return expected;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object map) {
    return (Map<String, Object>) map;
  }

  private static Object plain(JsonNode node) {
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isArray()) {
      return node.valueStream().map(ExpositionConformanceTest::plain).toList();
    }
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.forEachEntry((field, value) -> map.put(field, plain(value)));
      return map;
    }
    return switch (node.asString()) {
      case "NaN" -> io.vigie.model.metric.Staleness.ORDINARY_NAN;
      default -> node.asString();
    };
  }

  private static void checkError(JsonNode one) throws ExpositionException {
    byte[] body = ConformanceKit.bytes(one, "input");
    ExpositionReader reader =
        Expositions.open(
            body, body.length, protocol(one.get("format").asString()), ReaderOptions.DEFAULT);
    if (one.get("error").isNull()) {
      EntryJson.all(reader);
      return;
    }
    String message = one.get("error").asString();
    assertThatThrownBy(() -> EntryJson.all(reader))
        .isInstanceOf(ExpositionException.class)
        .satisfies(e -> {
          if (!message.equals("any")) {
            assertThat(e).hasMessage(message);
          }
        });
  }

  private static void checkChoice(JsonNode one) throws ExpositionException {
    Optional<ScrapeProtocol> fallback =
        Optional.of(one.get("fallback_scrape_protocol"))
            .filter(node -> !node.isNull())
            .map(node -> ScrapeProtocol.ofConfigName(node.asString()).orElseThrow());
    String problem = one.get("error_contains").isNull() ? "" : one.get("error_contains").asString();
    String contentType = one.get("content_type").asString();
    if (one.get("parser").isNull()) {
      assertThatThrownBy(
              () -> Expositions.open(new byte[0], 0, contentType, fallback, ReaderOptions.DEFAULT))
          .isInstanceOf(ExpositionException.class)
          .hasMessageContaining(problem);
      return;
    }
    Exposition exposition =
        Expositions.open(new byte[0], 0, contentType, fallback, ReaderOptions.DEFAULT);
    assertThat(exposition.reader()).isInstanceOf(readerClass(one.get("parser").asString()));
    assertThat(exposition.remark().orElse("")).contains(problem);
    assertThat(exposition.remark().isEmpty()).isEqualTo(problem.isEmpty());
  }

  private static Class<?> readerClass(String parser) {
    return switch (parser) {
      case "prometheus-text" -> PrometheusTextReader.class;
      case "openmetrics" -> OpenMetricsReader.class;
      case "protobuf" -> ProtobufReader.class;
      default -> throw new IllegalArgumentException(parser);
    };
  }

  private static void checkSample(JsonNode one) throws IOException, ExpositionException {
    byte[] body =
        Files.readAllBytes(ConformanceKit.file("exposition/samples/" + one.get("file").asString()));
    ExpositionReader reader =
        Expositions.open(
            body, body.length, protocol(one.get("format").asString()), ReaderOptions.DEFAULT);
    Map<Entry, Integer> counts = new LinkedHashMap<>();
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      counts.merge(entry, 1, Integer::sum);
    }
    assertThat(counts.getOrDefault(Entry.SERIES, 0)).isEqualTo(one.get("sample_lines").asInt());
    assertThat(counts.getOrDefault(Entry.HELP, 0)).isEqualTo(one.get("help_lines").asInt());
    assertThat(counts.getOrDefault(Entry.TYPE, 0)).isEqualTo(one.get("type_lines").asInt());
  }

  private static ScrapeProtocol protocol(String format) {
    return switch (format) {
      case "prometheus-text" -> ScrapeProtocol.PROMETHEUS_TEXT_0_0_4;
      case "openmetrics" -> ScrapeProtocol.OPENMETRICS_TEXT_1_0_0;
      case "protobuf" -> ScrapeProtocol.PROMETHEUS_PROTO;
      default -> throw new IllegalArgumentException(format);
    };
  }

  private static ReaderOptions options(JsonNode options) {
    return new ReaderOptions(
        flag(options, "type_and_unit_labels"),
        flag(options, "skip_created_series_as_start_timestamp"),
        flag(options, "convert_classic_histograms_to_nhcb"),
        flag(options, "always_scrape_classic_histograms"),
        flag(options, "ignore_native_histograms"));
  }

  private static boolean flag(JsonNode options, String name) {
    return options != null && options.has(name) && options.get(name).asBoolean();
  }
}
