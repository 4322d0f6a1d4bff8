package io.vigie.tsdb.coding;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.coding.BlockCoding.Block;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Blocks of floats and histograms come back, whole or between bounds.
class BlockPropertyTest {
  @Property(tries = 500)
  void samplesComeBackBetweenAnyBounds(
      @ForAll("seeds") long seed, @ForAll("sizes") int size, @ForAll("sizes") int from) {
    SampleBuffer samples = samples(new Random(seed), size);
    long first = samples.timestampsMillis()[0];
    long min = first + (from % 7 == 0 ? Long.MIN_VALUE / 4 : from * 500L);
    long max = from % 5 == 0 ? Long.MAX_VALUE : min + size * 300L;
    ByteWriter out = new ByteWriter(16);
    new BlockCoding().encode(samples, 0, samples.size(), out, 0);

    SampleBuffer decoded = decode(out.toByteArray(), min, max);

    int at = 0;
    for (int i = 0; i < samples.size(); i++) {
      long timestamp = samples.timestampsMillis()[i];
      if (timestamp >= min && timestamp <= max) {
        assertSame(samples, i, decoded, at++);
      }
    }
    assertThat(decoded.size()).isEqualTo(at);
  }

  @Property
  void histogramsComeBack(@ForAll("seeds") long seed, @ForAll("sizes") int count) {
    Random random = new Random(seed);
    List<Histogram> histograms =
        random.ints(count, 0, 5).mapToObj(layout -> histogram(random, layout)).toList();
    ByteWriter out = new ByteWriter(16);
    HistogramCoding.encode(histograms, out);
    assertThat(HistogramCoding.decode(new ByteReader(out.toByteArray()), count))
        .isEqualTo(histograms);
  }

  @Property
  void arbitraryBytesGiveHistogramsOrTheCodingsOwnError(@ForAll byte[] bytes) {
    try {
      HistogramCoding.decode(new ByteReader(bytes), 3);
    } catch (MalformedBytesException e) {
      assertThat(e.position()).isBetween(0, bytes.length);
    }
  }

  @Property(tries = 300)
  void aFlippedBitGivesSamplesOrTheCodingsOwnError(
      @ForAll("seeds") long seed, @ForAll("sizes") int size) {
    Random random = new Random(seed);
    ByteWriter out = new ByteWriter(16);
    SampleBuffer samples = samples(random, size);
    new BlockCoding().encode(samples, 0, samples.size(), out, 0);
    byte[] bytes = out.toByteArray();
    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    try {
      decode(bytes, Long.MIN_VALUE, Long.MAX_VALUE);
    } catch (MalformedBytesException e) {
      assertThat(e.position()).isBetween(0, bytes.length);
    }
  }

  @Property(tries = 200)
  void seriesOfOneScrapeShareTheirTimestamps(
      @ForAll("seeds") long seed, @ForAll("sizes") int size) {
    BlockCoding coding = new BlockCoding();
    SampleBuffer samples = samples(new Random(seed), size);
    ByteWriter out = new ByteWriter(16);
    coding.encode(samples, 0, samples.size(), out, 0);
    int alone = out.size();
    coding.encode(samples, 0, samples.size(), out, 0);
    assertThat(out.size() - alone).isLessThanOrEqualTo(alone);

    SampleBuffer decoded = decode(out.toByteArray(), Long.MIN_VALUE, Long.MAX_VALUE);

    assertThat(decoded.size()).isEqualTo(2 * samples.size());
    for (int i = 0; i < samples.size(); i++) {
      assertSame(samples, i, decoded, i);
      assertSame(samples, i, decoded, samples.size() + i);
    }
  }

  private static SampleBuffer decode(byte[] bytes, long min, long max) {
    SampleBuffer decoded = new SampleBuffer(1);
    ByteReader in = new ByteReader(bytes);
    try {
      while (in.hasRemaining()) {
        Block block =
            BlockCoding.readHeader(
                in,
                0,
                (position, length) ->
                    Arrays.copyOfRange(bytes, (int) position, (int) position + length));
        BlockCoding.decode(block, in, min, max, decoded);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return decoded;
  }

  private static void assertSame(SampleBuffer expected, int i, SampleBuffer actual, int at) {
    assertThat(actual.timestampsMillis()[at]).isEqualTo(expected.timestampsMillis()[i]);
    assertThat(actual.isHistogram(at)).isEqualTo(expected.isHistogram(i));
    if (expected.isHistogram(i)) {
      assertThat(actual.histogram(at)).isEqualTo(expected.histogram(i));
    } else {
      assertThat(Double.doubleToRawLongBits(actual.values()[at]))
          .isEqualTo(Double.doubleToRawLongBits(expected.values()[i]));
    }
    assertThat(actual.startTimestampMillis(at)).isEqualTo(expected.startTimestampMillis(i));
  }

  /// Floats, now and then histograms, in half of the cases with start timestamps.
  private static SampleBuffer samples(Random random, int size) {
    SampleBuffer samples = new SampleBuffer();
    boolean starts = random.nextBoolean();
    boolean histograms = random.nextInt(3) == 0;
    long timestamp = 1_767_225_600_000L + random.nextInt();
    for (int i = 0; i < size; i++) {
      timestamp += 1 + random.nextInt(random.nextInt(10) == 0 ? 100_000 : 1000);
      if (histograms && random.nextInt(4) == 0) {
        samples.add(timestamp, histogram(random, random.nextInt(2)));
      } else {
        samples.add(timestamp, random.nextInt(10_000) / 10.0);
      }
      if (starts && random.nextInt(3) > 0) {
        samples.startTimestampOfLast(timestamp - random.nextInt(100));
      }
    }
    return samples;
  }

  private static Histogram histogram(Random random, int layout) {
    boolean integers = layout != 3;
    double[] counts = random.ints(layout + 1, 0, 1 << 20).asDoubleStream().toArray();
    if (!integers) {
      counts[0] = random.nextGaussian() + (random.nextInt(5) == 0 ? Double.NaN : 0);
    }
    return new Histogram(
        ResetHint.values()[random.nextInt(4)],
        layout == 4 ? Histogram.CUSTOM_BUCKETS_SCHEMA : 3,
        integers,
        layout * 0.01,
        layout == 2 ? -0.0 : random.nextInt(10),
        random.nextInt(1000),
        random.nextGaussian(),
        List.of(new Span(layout - 2, 1), new Span(layout, layout)),
        counts,
        layout == 1 ? List.of(new Span(0, 2)) : List.of(),
        layout == 1 ? new double[] {1, 2} : new double[0],
        layout == 4 ? new double[] {0.5, 1.5} : new double[0]);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(9, Arbitraries.integers().between(1, 300)),
        net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(2040, 4200)));
  }
}
