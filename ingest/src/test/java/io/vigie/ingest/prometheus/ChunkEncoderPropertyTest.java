package io.vigie.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Staleness;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// What is encoded is decoded again, sample by sample and bit by bit.
class ChunkEncoderPropertyTest {
  private static List<ChunkEncoder.Chunk> chunks(SampleBuffer samples) {
    List<ChunkEncoder.Chunk> chunks = new ArrayList<>();
    new ChunkEncoder(samples).forEachRemaining(chunks::add);
    return chunks;
  }

  private static SampleBuffer decoded(List<ChunkEncoder.Chunk> chunks) throws Exception {
    SampleBuffer samples = new SampleBuffer();
    for (ChunkEncoder.Chunk chunk : chunks) {
      int first = samples.size();
      ChunkDecoder.decode(chunk.encoding(), chunk.data(), samples);
      assertThat(chunk.minMillis()).isEqualTo(samples.timestampsMillis()[first]);
      assertThat(chunk.maxMillis()).isEqualTo(samples.timestampsMillis()[samples.size() - 1]);
    }
    return samples;
  }

  private static void assertSame(SampleBuffer found, SampleBuffer expected) {
    assertThat(found.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.timestampsMillis()[i]).isEqualTo(expected.timestampsMillis()[i]);
      assertThat(Double.doubleToRawLongBits(found.values()[i]))
          .isEqualTo(Double.doubleToRawLongBits(expected.values()[i]));
      assertThat(found.isHistogram(i)).isEqualTo(expected.isHistogram(i));
      if (expected.isHistogram(i)) {
        // Of resets a chunk says something else, which the reader works out again.
        assertThat(found.histogram(i).withResetHint(ResetHint.UNKNOWN))
            .isEqualTo(expected.histogram(i).withResetHint(ResetHint.UNKNOWN));
      }
    }
  }

  @Provide
  Arbitrary<Long> steps() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(1, 3),
        Arbitraries.of(15_000L, 14_999L, 15_001L),
        Arbitraries.longs().between(1, 1L << 21),
        Arbitraries.longs().between(1, 1L << 40));
  }

  @Provide
  Arbitrary<Double> values() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-5, 5).map(Long::doubleValue),
        Arbitraries.longs().map(Double::longBitsToDouble),
        Arbitraries.of(
            0.0, -0.0, 1.5, Double.NaN, Staleness.MARKER, Double.POSITIVE_INFINITY, 1e-300));
  }

  @Property(tries = 200)
  void floats(
      @ForAll long start,
      @ForAll List<@From("steps") Long> steps,
      @ForAll List<@From("values") Double> values)
      throws Exception {
    SampleBuffer samples = new SampleBuffer();
    long at = start >> 10;
    for (int i = 0; i < Math.min(steps.size(), values.size()); i++) {
      samples.add(at, values.get(i));
      at += steps.get(i);
    }

    assertSame(decoded(chunks(samples)), samples);
  }

  @Property(tries = 200)
  void histogramsAndFloatsInAnyOrder(@ForAll Random random) throws Exception {
    SampleBuffer samples = new SampleBuffer();
    long at = random.nextLong(1L << 41);
    int count = random.nextInt(300);
    Histogram last = random(random);
    for (int i = 0; i < count; i++) {
      at += 1 + random.nextLong(random.nextBoolean() ? 10 : 100_000);
      switch (random.nextInt(12)) {
        case 0 -> samples.add(at, random.nextDouble());
        case 1 -> samples.add(at, HistogramLayout.staleMarker(random.nextBoolean(), stale()));
        case 2 -> {
          last = random(random);
          samples.add(at, last);
        }
        default -> {
          last = grown(last, random);
          samples.add(at, last);
        }
      }
    }

    assertSame(decoded(chunks(samples)), samples);
  }

  private static double stale() {
    return Staleness.MARKER;
  }

  private static Histogram random(Random random) {
    boolean custom = random.nextInt(4) == 0;
    List<Span> positive = spans(random);
    List<Span> negative = custom ? List.of() : spans(random);
    double[] bounds =
        custom
            ? new double[] {-1, 0, 0.001, 0.1 + random.nextInt(3), 1 / 3.0 + 5, 1e9}
            : new double[0];
    double[] thresholds = {0, 0x1p-128, 0.001, 0x1p-300, 0x1p20, 1};
    return new Histogram(
        ResetHint.values()[random.nextInt(4)],
        custom ? Histogram.CUSTOM_BUCKETS_SCHEMA : random.nextInt(13) - 4,
        random.nextBoolean(),
        custom ? 0 : thresholds[random.nextInt(thresholds.length)],
        random.nextInt(10),
        random.nextInt(1 << random.nextInt(31)),
        random.nextGaussian(),
        positive,
        counts(positive, random),
        negative,
        counts(negative, random),
        bounds);
  }

  private static List<Span> spans(Random random) {
    List<Span> spans = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      spans.add(new Span(random.nextInt(200) - (spans.isEmpty() ? 100 : 0), random.nextInt(5)));
    }
    return spans;
  }

  private static double[] counts(List<Span> spans, Random random) {
    int size = spans.stream().mapToInt(Span::length).sum();
    return random.doubles(size).map(x -> Math.floor(x * 1000)).toArray();
  }

  /// The same layout, all counts a little higher, and now and then lower.
  private static Histogram grown(Histogram before, Random random) {
    int by = random.nextInt(20) - 1;
    return new Histogram(
        before.resetHint() == ResetHint.GAUGE ? ResetHint.GAUGE : ResetHint.UNKNOWN,
        before.schema(),
        before.integerCounts(),
        before.zeroThreshold(),
        Math.max(0, before.zeroCount() + by),
        Math.max(0, before.count() + 3.0 * by),
        before.sum() + by * 0.1,
        before.positiveSpans(),
        Arrays.stream(before.positiveBuckets()).map(x -> Math.max(0, x + by)).toArray(),
        before.negativeSpans(),
        Arrays.stream(before.negativeBuckets()).map(x -> Math.max(0, x + by)).toArray(),
        before.customBounds());
  }

  @Test
  void aChunkHoldsAHundredAndTwentySamplesAndACounterOnlyUntilItsReset() {
    SampleBuffer floats = new SampleBuffer();
    SampleBuffer counters = new SampleBuffer();
    for (int i = 0; i < 250; i++) {
      floats.add(i, i);
      counters.add(i, counter(i < 50 ? i : i - 50));
    }

    assertThat(chunks(floats))
        .extracting(ChunkEncoder.Chunk::minMillis)
        .containsExactly(0L, 120L, 240L);
    assertThat(chunks(counters))
        .extracting(ChunkEncoder.Chunk::minMillis)
        .containsExactly(0L, 50L, 170L);
  }

  private static Histogram counter(int count) {
    double[] none = {};
    return new Histogram(
        ResetHint.UNKNOWN, 0, true, 0, count, count, count, List.of(), none, List.of(), none, none);
  }

  @Test
  void regularSamplesThatRestTakeTwoBitsEach() {
    SampleBuffer samples = new SampleBuffer();
    for (int i = 0; i < 120; i++) {
      samples.add(1_700_000_000_000L + 15_000L * i, 42);
    }

    assertThat(chunks(samples).getFirst().data()).hasSizeLessThan(2 + 6 + 8 + 2 + 30 + 1);
  }
}
