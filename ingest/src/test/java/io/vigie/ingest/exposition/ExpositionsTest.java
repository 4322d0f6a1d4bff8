package io.vigie.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.model.metric.Labels;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionsTest {
  private static final ReaderOptions CREATED =
      ReaderOptions.DEFAULT.withCreatedAsStartTimestamps(true);

  @Test
  void asksForTheMostWantedProtocolFirst() {
    assertThat(
            Expositions.acceptHeader(
                List.of(
                    ScrapeProtocol.PROMETHEUS_PROTO,
                    ScrapeProtocol.OPENMETRICS_TEXT_1_0_0,
                    ScrapeProtocol.OPENMETRICS_TEXT_0_0_1,
                    ScrapeProtocol.PROMETHEUS_TEXT_1_0_0,
                    ScrapeProtocol.PROMETHEUS_TEXT_0_0_4),
                "allow-utf-8"))
        .isEqualTo(
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
                + "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                + "application/openmetrics-text;version=0.0.1;q=0.4,"
                + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,"
                + "text/plain;version=0.0.4;q=0.2,*/*;q=0.1");
  }

  @Test
  void readsOnlyTheFirstBytesOfAReusedBuffer() throws ExpositionException {
    byte[] body = "a 1\nb 2\nrest of the body before".getBytes(StandardCharsets.UTF_8);
    ExpositionReader reader =
        Expositions.open(body, 8, ScrapeProtocol.PROMETHEUS_TEXT_0_0_4, ReaderOptions.DEFAULT);
    assertThat(EntryJson.all(reader)).extracting(e -> e.get("raw")).containsExactly("a", "b");
  }

  @Test
  void refusesALabelGivenTwice() throws ExpositionException {
    ExpositionReader reader = text("a{b=\"1\",c=\"2\",b=\"3\"} 1\n");
    reader.next();
    assertThatThrownBy(reader::labels)
        .isInstanceOf(ExpositionException.class)
        .hasMessage("label name \"b\" is not unique: invalid sample");
  }

  @Test
  void leavesOutEmptyLabels() throws ExpositionException {
    ExpositionReader reader = text("a{b=\"\",c=\"2\"} 1\n");
    reader.next();
    assertThat(reader.labels()).isEqualTo(Labels.of("__name__", "a", "c", "2"));
  }

  @Test
  void takesNulAtTheEndForPaddingAndElsewhereForGarbage() throws ExpositionException {
    assertThat(EntryJson.all(text("a 1\n\0\0\0"))).hasSize(1);
    assertThatThrownBy(() -> EntryJson.all(text("\0\1 not = metrics")))
        .hasMessageStartingWith("expected a valid start token, got \"\\x00\"");
  }

  @Test
  void saysWhatAnEntryDoesNotHave() throws ExpositionException {
    ExpositionReader reader = text("# TYPE a gauge\na 1\n");
    reader.next();
    assertThatThrownBy(reader::value).isInstanceOf(IllegalStateException.class);
    reader.next();
    assertThatThrownBy(reader::name).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(reader::timestampMillis).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void findsStartTimestampsWithoutReadingLinesAgain() throws ExpositionException {
    // Upstream reads the rest of the family for each of these: 20 000 × 20 000 lines.
    StringBuilder body = new StringBuilder("# TYPE c counter\n");
    for (int i = 0; i < 20_000; i++) {
      body.append("c_total{n=\"").append(i).append("\"} 1\n");
    }
    body.append("c_created{n=\"19999\"} 1234.5\n# EOF\n");
    List<Long> starts = new ArrayList<>();
    ExpositionReader reader = openMetrics(body.toString(), CREATED);
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      if (entry == Entry.SERIES) {
        starts.add(reader.startTimestampMillis());
      }
    }
    assertThat(starts).hasSize(20_000).endsWith(0L, 1_234_500L);
  }

  @Test
  void convertsAHistogramWhoseBucketsComeInAnyOrder() throws ExpositionException {
    String lines =
        "h_bucket{le=\"+Inf\"} 4\nh_bucket{le=\"1\"} 3\nh_sum 9\nh_bucket{le=\"0.5\"} 1\n";
    ExpositionReader reader =
        text(
            "# TYPE h histogram\n" + lines + "h_count 4\n",
            ReaderOptions.DEFAULT.withConvertClassicHistograms(true));
    reader.next();
    assertThat(reader.next()).isEqualTo(Entry.HISTOGRAM);
    assertThat(reader.histogram().customBounds()).containsExactly(0.5, 1);
    assertThat(reader.histogram().positiveBuckets()).containsExactly(1, 2, 1);
    assertThat(reader.histogram().sum()).isEqualTo(9);
    assertThat(reader.next()).isEqualTo(Entry.END);
  }

  @Test
  void leavesAHistogramThatContradictsItselfUnconverted() throws ExpositionException {
    ExpositionReader reader =
        text(
            "# TYPE h histogram\nh_bucket{le=\"1\"} 3\nh_bucket{le=\"+Inf\"} 2\nh_count 2\n",
            ReaderOptions.DEFAULT.withConvertClassicHistograms(true));
    reader.next();
    assertThat(reader.next()).isEqualTo(Entry.END);
  }

  @Test
  void makesNoGarbagePerSampleWhoseSeriesIsKnown() throws ExpositionException {
    StringBuilder lines = new StringBuilder("# TYPE m gauge\n");
    for (int i = 0; i < 5_000; i++) {
      lines.append("m{instance=\"i\",n=\"").append(i).append("\"} ");
      lines.append(i % 2 == 0 ? "0.1234567890123456" : i + ".5e-7").append('\n');
    }
    byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    readValues(body);
    long before = threads.getCurrentThreadAllocatedBytes();
    readValues(body);
    long allocatedBytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocatedBytes).isLessThan(20_000);
  }

  private static double readValues(byte[] body) throws ExpositionException {
    ExpositionReader reader =
        Expositions.open(
            body, body.length, ScrapeProtocol.PROMETHEUS_TEXT_0_0_4, ReaderOptions.DEFAULT);
    double sum = 0;
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      if (entry == Entry.SERIES) {
        sum += reader.value() + reader.rawEnd() - reader.rawStart();
        sum += reader.hasTimestamp() || !reader.exemplars().isEmpty() ? 1 : 0;
      }
    }
    return sum;
  }

  @Test
  void namesAUnitThatIsNotPartOfTheName() {
    assertThatThrownBy(() -> EntryJson.all(openMetrics("# UNIT a seconds\n# EOF\n", CREATED)))
        .hasMessage("unit \"seconds\" not a suffix of metric \"a\"");
  }

  @Test
  void keepsASampleWhoseExemplarHasALabelTwice() throws ExpositionException {
    List<Map<String, Object>> entries =
        EntryJson.all(openMetrics("c_total 1 # {a=\"1\",a=\"2\"} 3\n# EOF\n", CREATED));
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst()).containsEntry("exemplars", List.of());
  }

  private static ExpositionReader text(String body) {
    return text(body, ReaderOptions.DEFAULT);
  }

  private static ExpositionReader text(String body, ReaderOptions options) {
    return open(body, ScrapeProtocol.PROMETHEUS_TEXT_0_0_4, options);
  }

  private static ExpositionReader openMetrics(String body, ReaderOptions options) {
    return open(body, ScrapeProtocol.OPENMETRICS_TEXT_1_0_0, options);
  }

  private static ExpositionReader open(
      String body, ScrapeProtocol protocol, ReaderOptions options) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Expositions.open(bytes, bytes.length, protocol, options);
  }
}
