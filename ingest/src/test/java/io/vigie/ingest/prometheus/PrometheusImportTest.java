package io.vigie.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import io.vigie.testkit.InMemoryMetricStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

/// Logs made by hand; blocks of the real program are imported by the tests of the server.
class PrometheusImportTest {
  private static final int WHOLE = 1;
  private static final int FIRST = 2;
  private static final int LAST = 4;
  private static final int SNAPPY = 8;
  private static final int ZSTANDARD = 16;

  @TempDir Path prometheus;
  @TempDir Path own;
  private final InMemoryMetricStore store = new InMemoryMetricStore();

  private ImportReport run() throws IOException {
    return new PrometheusImport(store, () -> {}, own.resolve("memory"), (_, _, _) -> {})
        .run(prometheus);
  }

  private static byte[] fragment(int type, byte[] data) {
    CRC32C checksum = new CRC32C();
    checksum.update(data);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        new Bits()
            .number(type, 8)
            .number(data.length, 16)
            .number((int) checksum.getValue(), 32)
            .bytes());
    out.writeBytes(data);
    return out.toByteArray();
  }

  private Path segment(String name, byte[]... fragments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] fragment : fragments) {
      out.writeBytes(fragment);
    }
    Path path = prometheus.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.write(path, out.toByteArray());
  }

  private static byte[] series(long reference, String name) {
    Bits record = new Bits().number(1, 8).number(reference, 64).uvarint(1);
    text(record, "__name__");
    text(record, name);
    return record.bytes();
  }

  private static void text(Bits record, String text) {
    record.uvarint(text.length());
    text.chars().forEach(c -> record.number(c, 8));
  }

  private static byte[] samples(long reference, long timestampMillis, double... values) {
    Bits record = new Bits().number(2, 8).number(reference, 64).number(timestampMillis, 64);
    for (int i = 0; i < values.length; i++) {
      record.varint(0).varint(i * 1000L).real(values[i]);
    }
    return record.bytes();
  }

  private TreeMap<Labels, String> stored() throws IOException {
    TreeMap<Labels, String> stored = new TreeMap<>();
    try (Selection selection = store.select(TimeRange.ALWAYS, List.of())) {
      for (Series series : selection.series()) {
        SampleBuffer samples = new SampleBuffer();
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < samples.size(); i++) {
          text.append(i == 0 ? "" : " ").append(samples.timestampsMillis()[i]).append('=');
          text.append(samples.isHistogram(i) ? samples.histogram(i) : samples.values()[i]);
        }
        stored.put(series.labels(), text.toString());
      }
    }
    return stored;
  }

  private static Labels named(String name) {
    return Labels.of(Labels.METRIC_NAME, name);
  }

  @Test
  void recordsComeWholeCutAndCompressed() throws Exception {
    byte[] cut = samples(1, 5000, 5, 6);
    segment(
        "wal/00000000",
        fragment(WHOLE, series(1, "up")),
        fragment(WHOLE | SNAPPY, Snappy.compress(samples(1, 1000, 1, 2))),
        fragment(WHOLE | ZSTANDARD, Zstd.compress(samples(1, 3000, 3, 4))),
        fragment(FIRST, Arrays.copyOf(cut, 10)),
        fragment(LAST, Arrays.copyOfRange(cut, 10, cut.length)));

    ImportReport report = run();

    assertThat(report.problems()).isEmpty();
    assertThat(report.samples()).isEqualTo(6);
    assertThat(stored())
        .containsEntry(named("up"), "1000=1.0 2000=2.0 3000=3.0 4000=4.0 5000=5.0 6000=6.0");
  }

  @Test
  void aCheckpointStandsForTheSegmentsUpToItsNumber() throws Exception {
    segment("wal/checkpoint.00000001/00000000", fragment(WHOLE, series(7, "kept")));
    segment("wal/00000001", fragment(WHOLE, samples(7, 1000, 1)));
    segment("wal/00000002", fragment(WHOLE, samples(7, 2000, 2)));

    run();

    assertThat(stored()).containsEntry(named("kept"), "2000=2.0");
  }

  @Test
  void whatWasDeletedIsLeftOut() throws Exception {
    segment(
        "wal/00000000",
        fragment(WHOLE, series(1, "a")),
        fragment(WHOLE, samples(1, 1000, 1, 2, 3, 4)),
        fragment(WHOLE, new Bits().number(3, 8).number(1, 64).varint(2000).varint(3000).bytes()));

    run();

    assertThat(stored()).containsEntry(named("a"), "1000=1.0 4000=4.0");
  }

  @Test
  void histogramsAndStartTimestamps() throws Exception {
    Bits histogram = new Bits().number(7, 8).number(1, 64).number(1000, 64).varint(0).varint(0);
    histogram.number(2, 8).varint(0).real(0.001).uvarint(1).uvarint(6).real(9);
    histogram.uvarint(1).varint(0).uvarint(2).uvarint(0); // one positive span
    histogram.uvarint(2).varint(2).varint(1).uvarint(0); // buckets 2 and 3
    Bits withStart = new Bits().number(11, 8).varint(2).varint(5000).varint(4000).real(1);
    withStart.varint(0).varint(1000).number(1, 8).real(2);
    withStart.varint(0).varint(2000).number(2, 8).varint(2500).real(0);
    withStart.varint(0).varint(3000).number(0, 8).real(1);
    segment(
        "wal/00000000",
        fragment(WHOLE, series(1, "h")),
        fragment(WHOLE, series(2, "c")),
        fragment(WHOLE, histogram.bytes()),
        fragment(WHOLE, withStart.bytes()));

    run();

    try (Selection selection = store.select(TimeRange.ALWAYS, List.of())) {
      SampleBuffer counter = new SampleBuffer();
      selection.series().get(0).read(0, 10_000, counter);
      assertThat(counter.size()).isEqualTo(4);
      assertThat(List.of(0, 1, 2, 3))
          .extracting(counter::startTimestampMillis)
          .containsExactly(4000L, 4000L, 6500L, 0L);
      SampleBuffer histograms = new SampleBuffer();
      selection.series().get(1).read(0, 10_000, histograms);
      Histogram read = histograms.histogram(0);
      assertThat(read.resetHint()).isEqualTo(ResetHint.NOT_RESET);
      assertThat(read.positiveBuckets()).containsExactly(2, 3);
      assertThat(read.count()).isEqualTo(6);
    }
  }

  @Test
  void damageIsNamedAndTheRestIsImported() throws Exception {
    byte[] damaged = fragment(WHOLE, samples(1, 2000, 2));
    damaged[damaged.length - 1]++;
    Path first =
        segment(
            "wal/00000000",
            fragment(WHOLE, series(1, "a")),
            fragment(WHOLE, samples(1, 1000, 1)),
            damaged);
    segment("wal/00000001", fragment(WHOLE, samples(1, 3000, 3)));
    Files.createDirectories(prometheus.resolve("01ABC"));
    Files.writeString(prometheus.resolve("01ABC/meta.json"), "{ not json");

    ImportReport report = run();

    assertThat(stored()).containsEntry(named("a"), "1000=1.0 3000=3.0");
    assertThat(report.problems())
        .hasSize(2)
        .anySatisfy(problem -> assertThat(problem).contains("01ABC/meta.json"))
        .anySatisfy(problem ->
            assertThat(problem).startsWith(first + ": the checksum of the record at byte "));
  }

  @Test
  void aSecondImportAddsNothing() throws Exception {
    segment("wal/00000000", fragment(WHOLE, series(1, "a")), fragment(WHOLE, samples(1, 1000, 1)));
    segment("wal/00000001", fragment(WHOLE, samples(1, 2000, 2)));

    assertThat(run().samples()).isEqualTo(2);
    ImportReport second = run();

    assertThat(second.samples()).isZero();
    assertThat(second.duplicates()).isEqualTo(1); // of the segment that may have grown
    assertThat(stored()).containsEntry(named("a"), "1000=1.0 2000=2.0");
  }

  @Test
  void aFolderWithoutAnyOfItIsRefused() {
    assertThatThrownBy(this::run).hasMessageContaining("there is no data of Prometheus in it");
  }
}
