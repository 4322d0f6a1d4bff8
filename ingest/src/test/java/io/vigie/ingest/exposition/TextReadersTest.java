package io.vigie.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The two text formats, where they are alike and where they are not.
class TextReadersTest {
  private static final ScrapeProtocol TEXT = ScrapeProtocol.PROMETHEUS_TEXT_0_0_4;
  private static final ScrapeProtocol OPENMETRICS = ScrapeProtocol.OPENMETRICS_TEXT_1_0_0;

  @Test
  void readMetadataInBothFormats() throws ExpositionException {
    for (ScrapeProtocol protocol : List.of(TEXT, OPENMETRICS)) {
      ExpositionReader reader =
          open(protocol, "# HELP jobs What \\\\ to\\ndo.\n# TYPE jobs gauge\n# EOF\n");
      assertThat(reader.next()).isEqualTo(Entry.HELP);
      assertThat(reader.name()).isEqualTo("jobs");
      assertThat(reader.help()).isEqualTo("What \\ to\ndo.");
      assertThat(reader.next()).isEqualTo(Entry.TYPE);
      assertThat(reader.type()).isEqualTo(MetricType.GAUGE);
    }
  }

  @Test
  void unescapeQuotesInHelpOnlyInOpenMetrics() throws ExpositionException {
    ExpositionReader text = open(TEXT, "# HELP a \\\"b\\\"\n");
    text.next();
    assertThat(text.help()).isEqualTo("\\\"b\\\"");
    ExpositionReader openMetrics = open(OPENMETRICS, "# HELP a \\\"b\\\"\n# EOF\n");
    openMetrics.next();
    assertThat(openMetrics.help()).isEqualTo("\"b\"");
  }

  @Test
  void readTimestampsInMillisecondsAndInSeconds() throws ExpositionException {
    ExpositionReader text = open(TEXT, "a 1 1500\n");
    text.next();
    assertThat(text.timestampMillis()).isEqualTo(1500);
    ExpositionReader openMetrics = open(OPENMETRICS, "a 1 -1.5\n# EOF\n");
    openMetrics.next();
    assertThat(openMetrics.timestampMillis()).isEqualTo(-1500);
  }

  @Test
  void unescapeLabelValues() throws ExpositionException {
    ExpositionReader reader = open(TEXT, "a{b=\"\\\\ \\\" \\n \\t\",c=\"é\"} 1\n");
    reader.next();
    assertThat(reader.labels())
        .isEqualTo(Labels.of("__name__", "a", "b", "\\ \" \n \\t", "c", "é"));
  }

  @Test
  void readQuotedNamesAnywhereBetweenTheBraces() throws ExpositionException {
    for (String line :
        List.of("{\"http.hits\",a=\"1\",\"b c\"=\"2\"}", "{a=\"1\",\"http.hits\",\"b c\"=\"2\"}")) {
      ExpositionReader reader = open(TEXT, line + " 1\n");
      reader.next();
      assertThat(reader.labels())
          .isEqualTo(Labels.of("__name__", "http.hits", "a", "1", "b c", "2"));
    }
  }

  @Test
  void writeBoundsInOneWay() throws ExpositionException {
    ExpositionReader reader =
        open(TEXT, "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"1e6\"} 1\n");
    reader.next();
    List<String> bounds = new ArrayList<>();
    while (reader.next() == Entry.SERIES) {
      bounds.add(reader.labels().get("le"));
    }
    assertThat(bounds).containsExactly("1.0", "1e+06");
  }

  @Test
  void leaveBoundsOfOtherTypesAlone() throws ExpositionException {
    ExpositionReader reader = open(TEXT, "# TYPE h gauge\nh{le=\"1\",quantile=\"1\"} 1\n");
    reader.next();
    reader.next();
    assertThat(reader.labels()).isEqualTo(Labels.of("__name__", "h", "le", "1", "quantile", "1"));
  }

  @Test
  void readExemplarsWithTheTimestampThatTheyHaveOrTheirSample() throws ExpositionException {
    ExpositionReader reader =
        open(
            OPENMETRICS,
            "a_total 1 5 # {id=\"x\"} 0.5\na_total 1 5 # {id=\"x\"} 0.5 6\na_total 1 # {} 2\n# EOF\n");
    List<Exemplar> exemplars = new ArrayList<>();
    while (reader.next() == Entry.SERIES) {
      exemplars.addAll(reader.exemplars());
    }
    assertThat(exemplars)
        .containsExactly(
            new Exemplar(Labels.of("id", "x"), 0.5, 5000),
            new Exemplar(Labels.of("id", "x"), 0.5, 6000),
            new Exemplar(Labels.EMPTY, 2, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a 1 ",
        "a\t1",
        "  a 1",
        "a{b=\"c\" d=\"e\"} 1",
        "a{ b = \"c\" , } 1",
        "#comment\na 1",
        "# HELP",
        "a 1\n\n\nb 2",
        "a{b=\"x\ny\"} 1"
      })
  void allowInPrometheusTextWhatOpenMetricsForbids(String body) throws ExpositionException {
    EntryJson.all(open(TEXT, body));
    assertThatThrownBy(() -> EntryJson.all(open(OPENMETRICS, body + "\n# EOF\n")))
        .isInstanceOf(ExpositionException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a          | expected value after metric, got "\\n" ("INVALID") while parsing: "a\\n"
          a{b="c} 1  | expected label value, got "\\"c} 1\\n" ("INVALID") while parsing: "a{b=\\"c} 1\\n"
          a{b="c"    | expected label name, got "\\n" ("INVALID") while parsing: "a{b=\\"c\\"\\n"
          a 1 2 3    | expected next entry after timestamp, got "3\\n" ("TIMESTAMP") while parsing: "a 1 2 3\\n"
          a 1 b      | expected timestamp or new record, got "b" ("INVALID") while parsing: "a 1 b"
          a one      | strconv.ParseFloat: parsing "one": invalid syntax while parsing: "a one"
          a 1 99999999999999999999 | strconv.ParseInt: parsing "99999999999999999999": value out of range while parsing: "a 1 99999999999999999999"
          # TYPE a enum | invalid metric type "enum"
          {"a","b"} 1 | metric name already set while parsing: "{\\"a\\",\\"b\\"}"
          1a 1       | expected a valid start token, got "1" ("INVALID") while parsing: "1"
          """)
  void sayWhatStandsWhereInPrometheusText(String body, String message) {
    assertThatThrownBy(() -> EntryJson.all(open(TEXT, body))).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a 1        | data does not end with # EOF
          a 1 # {b="c"} 1 2 3 | expected next entry after exemplar timestamp, got " 3" ("TIMESTAMP") while parsing: "a 1 # {b=\\"c\\"} 1 2 3"
          a 1 # {"b"} 1 | expected label name, got "} " ("BCLOSE") while parsing: "a 1 # {\\"b\\"} "
          # EOF extra | unexpected data after # EOF
          # TYPE a    | expected text in TYPE
          """)
  void sayWhatStandsWhereInOpenMetrics(String body, String message) {
    assertThatThrownBy(() -> EntryJson.all(open(OPENMETRICS, body))).hasMessage(message);
  }

  @Test
  void giveTypeAndUnitAsLabelsThatWinOverTheSeries() throws ExpositionException {
    byte[] body =
        "# TYPE a_seconds gauge\n# UNIT a_seconds seconds\na_seconds{__type__=\"x\",__unit__=\"y\"} 1\n# EOF\n"
            .getBytes(StandardCharsets.UTF_8);
    ExpositionReader reader =
        Expositions.open(
            body, body.length, OPENMETRICS, ReaderOptions.DEFAULT.withTypeAndUnitLabels(true));
    while (reader.next() != Entry.SERIES) {
      // Metadata first.
    }
    assertThat(reader.labels())
        .isEqualTo(Labels.of("__name__", "a_seconds", "__type__", "gauge", "__unit__", "seconds"));
  }

  private static ExpositionReader open(ScrapeProtocol protocol, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Expositions.open(bytes, bytes.length, protocol, ReaderOptions.DEFAULT);
  }
}
