package io.vigie.ingest.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {
  private static final int COUNTER = 0;
  private static final int GAUGE = 1;
  private static final int SUMMARY = 2;
  private static final int HISTOGRAM = 4;
  private static final int GAUGE_HISTOGRAM = 5;

  @Test
  void readsACounterWithUnitExemplarAndStart() throws ExpositionException {
    ProtobufMessage counter =
        new ProtobufMessage()
            .real(1, 12.5)
            .message(
                2,
                new ProtobufMessage()
                    .label("trace_id", "abc")
                    .real(2, 0.5)
                    .message(3, new ProtobufMessage().number(1, 100).number(2, 250_000_000)))
            .message(3, new ProtobufMessage().number(1, 50));
    ExpositionReader reader =
        open(
            family("wait_seconds_total", COUNTER)
                .message(4, new ProtobufMessage().label("a", "b").message(3, counter).number(6, 99))
                .text(5, "seconds"),
            ReaderOptions.DEFAULT.withTypeAndUnitLabels(true));
    assertThat(reader.next()).isEqualTo(Entry.HELP);
    assertThat(reader.help()).isEqualTo("Help.");
    assertThat(reader.next()).isEqualTo(Entry.UNIT);
    assertThat(reader.unit()).isEqualTo("seconds");
    assertThat(reader.next()).isEqualTo(Entry.TYPE);
    assertThat(reader.next()).isEqualTo(Entry.SERIES);
    assertThat(reader.value()).isEqualTo(12.5);
    assertThat(reader.timestampMillis()).isEqualTo(99);
    assertThat(reader.startTimestampMillis()).isEqualTo(50_000);
    assertThat(reader.exemplars())
        .containsExactly(new Exemplar(Labels.of("trace_id", "abc"), 0.5, 100_250));
    assertThat(reader.labels())
        .isEqualTo(
            Labels.of(
                "__name__",
                "wait_seconds_total",
                "__type__",
                "counter",
                "__unit__",
                "seconds",
                "a",
                "b"));
    assertThat(reader.next()).isEqualTo(Entry.END);
  }

  @Test
  void readsASummaryAsSeveralSeries() throws ExpositionException {
    ProtobufMessage summary =
        new ProtobufMessage()
            .number(1, 3)
            .real(2, 4.5)
            .message(3, new ProtobufMessage().real(1, 0.5).real(2, 1.5))
            .message(3, new ProtobufMessage().real(1, 1).real(2, 2.5));
    assertThat(
            series(
                family("s", SUMMARY).message(4, new ProtobufMessage().message(4, summary)),
                ReaderOptions.DEFAULT))
        .containsExactly(
            "{__name__=\"s_count\"} 3.0",
            "{__name__=\"s_sum\"} 4.5",
            "{__name__=\"s\", quantile=\"0.5\"} 1.5",
            "{__name__=\"s\", quantile=\"1.0\"} 2.5");
  }

  @Test
  void readsAClassicHistogramAndAddsTheInfiniteBucket() throws ExpositionException {
    assertThat(series(classic("h", 5), ReaderOptions.DEFAULT))
        .containsExactly(
            "{__name__=\"h_count\"} 5.0",
            "{__name__=\"h_sum\"} 7.5",
            "{__name__=\"h_bucket\", le=\"1.0\"} 2.0",
            "{__name__=\"h_bucket\", le=\"2.5\"} 4.0",
            "{__name__=\"h_bucket\", le=\"+Inf\"} 5.0");
  }

  @Test
  void convertsAClassicHistogramAndKeepsItIfWanted() throws ExpositionException {
    ReaderOptions convert = ReaderOptions.DEFAULT.withConvertClassicHistograms(true);
    assertThat(series(classic("h", 5), convert)).containsExactly("{__name__=\"h\"} histogram 5.0");
    assertThat(series(classic("h", 5), convert.withKeepClassicHistograms(true)))
        .hasSize(6)
        .endsWith("{__name__=\"h\"} histogram 5.0");
  }

  @Test
  void refusesToConvertWhatContradictsItself() {
    assertThatThrownBy(
            () -> series(classic("h", 3), ReaderOptions.DEFAULT.withConvertClassicHistograms(true)))
        .isInstanceOf(ExpositionException.class)
        .hasMessageContaining("count");
  }

  @Test
  void readsANativeHistogramOfIntegersWithoutEmptyBuckets() throws ExpositionException {
    ProtobufMessage message =
        new ProtobufMessage()
            .number(1, 6)
            .real(2, 7.5)
            .signed(5, 3)
            .real(6, 0.001)
            .number(7, 1)
            .message(12, new ProtobufMessage().signed(1, -2).number(2, 3))
            .signed(13, 2)
            .signed(13, -2)
            .signed(13, 3);
    Histogram histogram = histogram(family("h", GAUGE_HISTOGRAM), message);
    assertThat(histogram.integerCounts()).isTrue();
    assertThat(histogram.resetHint()).isEqualTo(ResetHint.GAUGE);
    assertThat(histogram.schema()).isEqualTo(3);
    assertThat(histogram.zeroCount()).isEqualTo(1);
    assertThat(histogram.positiveSpans()).containsExactly(new Span(-2, 1), new Span(1, 1));
    assertThat(histogram.positiveBuckets()).containsExactly(2, 3);
  }

  @Test
  void readsANativeHistogramOfFloats() throws ExpositionException {
    ProtobufMessage message =
        new ProtobufMessage()
            .real(4, 1.75)
            .message(9, new ProtobufMessage().signed(1, 1).number(2, 2))
            .real(11, 0.5)
            .real(11, 1.25);
    Histogram histogram = histogram(family("h", HISTOGRAM), message);
    assertThat(histogram.integerCounts()).isFalse();
    assertThat(histogram.count()).isEqualTo(1.75);
    assertThat(histogram.negativeSpans()).containsExactly(new Span(1, 2));
    assertThat(histogram.negativeBuckets()).containsExactly(0.5, 1.25);
  }

  @Test
  void yieldsNativeAndClassicIfBothAreWantedAndOneIfNativeIsIgnored() throws ExpositionException {
    ProtobufMessage both =
        family("h", HISTOGRAM)
            .message(
                4,
                new ProtobufMessage()
                    .message(
                        7,
                        histogramMessage(5)
                            .message(12, new ProtobufMessage().number(2, 1))
                            .signed(13, 5)));
    assertThat(series(both, ReaderOptions.DEFAULT))
        .hasSize(1)
        .first()
        .asString()
        .contains("histogram");
    assertThat(series(both, ReaderOptions.DEFAULT.withKeepClassicHistograms(true))).hasSize(6);
    assertThat(series(both, ReaderOptions.DEFAULT.withIgnoreNativeHistograms(true)))
        .hasSize(5)
        .noneMatch(line -> line.contains("histogram"));
  }

  @Test
  void namesEverySeriesByBytesOfItsOwn() throws ExpositionException {
    List<String> raws = new ArrayList<>();
    ExpositionReader reader = open(classic("h", 5), ReaderOptions.DEFAULT);
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      if (entry == Entry.SERIES) {
        raws.add(
            Arrays.toString(
                Arrays.copyOfRange(reader.rawSeries(), reader.rawStart(), reader.rawEnd())));
      }
    }
    assertThat(raws).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void takesNoStalenessMarkerFromATarget() throws ExpositionException {
    ExpositionReader reader =
        open(
            family("g", GAUGE)
                .message(
                    4,
                    new ProtobufMessage()
                        .message(2, new ProtobufMessage().real(1, Staleness.MARKER))),
            ReaderOptions.DEFAULT);
    reader.next();
    reader.next();
    reader.next();
    assertThat(Double.doubleToRawLongBits(reader.value()))
        .isEqualTo(Double.doubleToRawLongBits(Staleness.ORDINARY_NAN));
  }

  @Test
  void skipsFamiliesWithoutMetrics() throws ExpositionException {
    assertThat(open(family("g", GAUGE), ReaderOptions.DEFAULT).next()).isEqualTo(Entry.END);
  }

  @Test
  void refusesANameThatIsNotUtf8() {
    ProtobufMessage family =
        new ProtobufMessage().bytes(1, new byte[] {(byte) 0xff}).message(4, new ProtobufMessage());
    assertThatThrownBy(() -> open(family, ReaderOptions.DEFAULT).next())
        .hasMessage("invalid metric name: \"\\xff\"");
  }

  @Test
  void refusesALabelThatIsNotUtf8() throws ExpositionException {
    ProtobufMessage label =
        new ProtobufMessage().text(1, "a").bytes(2, new byte[] {(byte) 0xc0, 1});
    ExpositionReader reader =
        open(
            family("g", GAUGE).message(4, new ProtobufMessage().message(1, label)),
            ReaderOptions.DEFAULT);
    reader.next();
    reader.next();
    reader.next();
    assertThatThrownBy(reader::labels).hasMessage("invalid label value: \"\\xc0\\x01\"");
  }

  @Test
  void refusesALengthPastTheEnd() {
    byte[] body = {100, 1, 2, 3};
    assertThatThrownBy(() ->
            Expositions.open(
                    body, body.length, ScrapeProtocol.PROMETHEUS_PROTO, ReaderOptions.DEFAULT)
                .next())
        .hasMessageContaining("100 bytes")
        .hasMessageContaining("3 are left");
  }

  @Test
  void refusesSpansThatSayMoreBucketsThanThereAre() {
    ProtobufMessage message =
        new ProtobufMessage()
            .message(12, new ProtobufMessage().number(2, 0xffffffffL))
            .signed(13, 1);
    assertThatThrownBy(() -> histogram(family("h", HISTOGRAM), message))
        .hasMessage("histogram \"h\": positive side: spans require 4294967295 buckets, have 1");
  }

  private static ProtobufMessage family(String name, int type) {
    return new ProtobufMessage().text(1, name).text(2, "Help.").number(3, type);
  }

  private static ProtobufMessage classic(String name, int count) {
    return family(name, HISTOGRAM)
        .message(4, new ProtobufMessage().message(7, histogramMessage(count)));
  }

  private static ProtobufMessage histogramMessage(int count) {
    return new ProtobufMessage()
        .number(1, count)
        .real(2, 7.5)
        .message(3, new ProtobufMessage().number(1, 2).real(2, 1))
        .message(3, new ProtobufMessage().number(1, 4).real(2, 2.5));
  }

  private static Histogram histogram(ProtobufMessage family, ProtobufMessage histogram)
      throws ExpositionException {
    ExpositionReader reader =
        open(family.message(4, new ProtobufMessage().message(7, histogram)), ReaderOptions.DEFAULT);
    while (reader.next() != Entry.HISTOGRAM) {
      // Metadata first.
    }
    return reader.histogram();
  }

  private static List<String> series(ProtobufMessage family, ReaderOptions options)
      throws ExpositionException {
    List<String> lines = new ArrayList<>();
    ExpositionReader reader = open(family, options);
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      if (entry == Entry.SERIES) {
        lines.add(reader.labels() + " " + reader.value());
      } else if (entry == Entry.HISTOGRAM) {
        lines.add(reader.labels() + " histogram " + reader.histogram().count());
      }
    }
    return lines;
  }

  private static ExpositionReader open(ProtobufMessage family, ReaderOptions options) {
    byte[] body = family.delimited();
    return Expositions.open(body, body.length, ScrapeProtocol.PROMETHEUS_PROTO, options);
  }
}
