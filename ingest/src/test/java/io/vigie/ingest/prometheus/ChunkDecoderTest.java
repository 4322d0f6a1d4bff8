package io.vigie.ingest.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Histogram.Span;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Staleness;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkDecoderTest {
  private static SampleBuffer decode(int encoding, Bits chunk) throws Exception {
    SampleBuffer samples = new SampleBuffer(2);
    ChunkDecoder.decode(encoding, chunk.bytes(), samples);
    return samples;
  }

  private static long[] times(SampleBuffer samples) {
    return Arrays.copyOf(samples.timestampsMillis(), samples.size());
  }

  private static double[] values(SampleBuffer samples) {
    return Arrays.copyOf(samples.values(), samples.size());
  }

  @Test
  void floatsThatRestCostTwoBits() throws Exception {
    Bits chunk = new Bits().number(4, 16).varint(1_700_000_000_000L).real(1.5);
    chunk.uvarint(15_000).bits("0"); // second: step, then the same value
    chunk.bits("0 0").bits("0 0");

    SampleBuffer samples = decode(1, chunk);

    assertThat(times(samples))
        .containsExactly(
            1_700_000_000_000L, 1_700_000_015_000L, 1_700_000_030_000L, 1_700_000_045_000L);
    assertThat(values(samples)).containsOnly(1.5);
  }

  @Test
  void aStepThatChangesIsWrittenInTheFewestBitsThatHoldTheChange() throws Exception {
    Bits chunk = new Bits().number(6, 16).varint(-1000).real(0).uvarint(1000).bits("0");
    chunk.bits("10").number(-3, 14).bits("0");
    chunk.bits("110").number(65_536, 17).bits("0");
    chunk.bits("1110").number(-524_287, 20).bits("0");
    chunk.bits("1111").number(1L << 40, 64).bits("0");

    assertThat(times(decode(1, chunk)))
        .containsExactly(-1000, 0, 997, 67_530, -390_224, (1L << 40) - 848_978 + 1000);
  }

  @Test
  void aValueIsWrittenAsWhatDiffersFromTheOneBefore() throws Exception {
    long first = Double.doubleToRawLongBits(12);
    long second = Double.doubleToRawLongBits(24); // differs in one exponent bit pattern
    long difference = first ^ second;
    int leading = Math.min(31, Long.numberOfLeadingZeros(difference));
    int trailing = Long.numberOfTrailingZeros(difference);
    int significant = 64 - leading - trailing;
    Bits chunk = new Bits().number(4, 16).varint(0).real(12);
    chunk.uvarint(1).bits("11").number(leading, 5).number(significant, 6);
    chunk.number(difference >>> trailing, significant);
    chunk.bits("0").bits("10").number(difference >>> trailing, significant); // back to 12
    chunk.bits("0").bits("11").number(0, 5).number(0, 6); // all 64 bits: stale
    chunk.number(first ^ Staleness.MARKER_BITS, 64);

    SampleBuffer samples = decode(1, chunk);

    assertThat(Arrays.copyOf(samples.values(), 3)).containsExactly(12, 24, 12);
    assertThat(Staleness.isMarker(samples.values()[3])).isTrue();
  }

  @Test
  void integerHistogramsWithHintsAndAStaleMarker() throws Exception {
    Bits chunk = new Bits().number(4, 16).number(0b1000_0000, 8); // header: counter reset
    chunk.number(0, 8); // zero threshold 0
    chunk.bits("10").number(3, 3); // schema 3
    chunk.bits("10").number(1, 3); // one positive span
    chunk.bits("10").number(2, 3).bits("10").number(-2, 3); // length 2, offset -2
    chunk.bits("0"); // no negative spans
    chunk.bits("11111110").number(1_700_000_000_000L, 56); // timestamp
    chunk.bits("10").number(6, 3).bits("10").number(1, 3).real(7.5); // count, zero count, sum
    chunk.bits("10").number(2, 3).bits("10").number(1, 3); // buckets 2, 2 + 1
    // second: 15 s later, count + 3, zero count + 0, sum the same, buckets + 1, + 1 (delta + 0)
    chunk.bits("111110").number(15_000, 18).bits("10").number(3, 3).bits("0").bits("0");
    chunk.bits("10").number(1, 3).bits("0");
    // third: the same changes once more, so every change of change is 0
    chunk.bits("0").bits("0").bits("0").bits("0").bits("0").bits("0");
    // fourth: stale
    chunk.bits("0").bits("0").bits("0");
    chunk.bits("11").number(0, 5).number(0, 6);
    chunk.number(Double.doubleToRawLongBits(7.5) ^ Staleness.MARKER_BITS, 64);

    SampleBuffer samples = decode(2, chunk);

    assertThat(samples.size()).isEqualTo(4);
    assertThat(samples.histogram(0)).isEqualTo(histogram(ResetHint.RESET, 6, 2, 3));
    assertThat(samples.histogram(1)).isEqualTo(histogram(ResetHint.NOT_RESET, 9, 3, 4));
    assertThat(samples.histogram(2)).isEqualTo(histogram(ResetHint.NOT_RESET, 12, 4, 5));
    assertThat(samples.histogram(3).isStaleMarker()).isTrue();
    assertThat(samples.timestampsMillis()[3]).isEqualTo(1_700_000_045_000L);
  }

  private static Histogram histogram(ResetHint hint, double count, double... buckets) {
    return new Histogram(
        hint,
        3,
        true,
        0,
        1,
        count,
        7.5,
        List.of(new Span(-2, 2)),
        buckets,
        List.of(),
        new double[0],
        new double[0]);
  }

  @Test
  void floatHistogramsWithCustomBounds() throws Exception {
    Bits chunk = new Bits().number(2, 16).number(0b1100_0000, 8); // header: gauge
    chunk.number(116, 8); // zero threshold 2^-128
    chunk.bits("1110").number(-53, 9);
    chunk.bits("10").number(1, 3).bits("10").number(2, 3).bits("0"); // one span: length 2, offset 0
    chunk.bits("0"); // no negative spans
    chunk.bits("10").number(2, 3); // two bounds: 0.5, then one that is no thousandth
    chunk.bits("1110").number(501, 9).bits("0").real(1 / 3.0 + 1);
    chunk.bits("0").real(3.5).real(0).real(9); // timestamp 0, count, zero count, sum
    chunk.real(1.5).real(2);
    chunk.bits("10").number(4, 3).bits("0").bits("0").bits("0").bits("0").bits("0");

    SampleBuffer samples = decode(3, chunk);

    Histogram first = samples.histogram(0);
    assertThat(times(samples)).containsExactly(0, 4);
    assertThat(first.resetHint()).isEqualTo(ResetHint.GAUGE);
    assertThat(first.zeroThreshold()).isEqualTo(0x1p-128);
    assertThat(first.customBounds()).containsExactly(0.5, 1 / 3.0 + 1);
    assertThat(first.positiveBuckets()).containsExactly(1.5, 2);
    assertThat(first.integerCounts()).isFalse();
    assertThat(samples.histogram(1)).isEqualTo(first);
  }

  @Test
  void floatsWithTimestampAndValueToldTogether() throws Exception {
    long one = Double.doubleToRawLongBits(1);
    long two = Double.doubleToRawLongBits(2); // 1 and 2 differ in eleven bits, behind the first
    long difference = one ^ two;
    Bits window = new Bits().number(1, 5).number(11, 6).number(difference >>> 52, 11);
    Bits chunk = new Bits().number(9, 16).number(0, 8).varint(1000).real(1);
    chunk.uvarint(10).bits("0"); // second: the same value
    chunk.bits("0"); // the same step and value
    chunk.bits("10").bits("1").bits(window.text()); // another value, in a window of its own
    chunk.bits("10").bits("0").number(difference >>> 52, 11); // back, in the same window
    chunk.bits("11111"); // stale
    chunk.bits("110").number(-3, 13).bits("10").number(difference >>> 52, 11);
    chunk.bits("1110").number(500_000, 20).bits("0");
    chunk.bits("11110").number(-(1L << 33), 64).bits("111");

    SampleBuffer samples = decode(4, chunk);

    assertThat(times(samples))
        .containsExactly(
            1000, 1010, 1020, 1030, 1040, 1050, 1057, 501_064, 501_064 + 500_007 - (1L << 33));
    assertThat(Arrays.copyOf(values(samples), 5)).containsExactly(1, 1, 1, 2, 1);
    assertThat(Staleness.isMarker(samples.values()[5])).isTrue();
    assertThat(samples.values()[6]).isEqualTo(2);
    assertThat(samples.values()[7]).isEqualTo(2);
    assertThat(Staleness.isMarker(samples.values()[8])).isTrue();
    assertThat(samples.startTimestampMillis(3)).isZero();
  }

  @Test
  void startTimestampsStandBehindTheSamplesFromTheFirstChangeOn() throws Exception {
    Bits chunk = new Bits().number(5, 16).number(0b1000_0010, 8).varint(1000).real(1);
    chunk.varint(400); // the first began at 600
    chunk.uvarint(10).bits("0"); // the second did too
    chunk.bits("0").bits("111110").number(1010 - 1005, 18); // the third at 1005
    chunk.bits("0").bits("10").number(3, 3); // 1020 - 8 = 1012
    chunk.bits("0").bits("0"); // 1030 - 8

    SampleBuffer samples = decode(4, chunk);

    assertThat(times(samples)).containsExactly(1000, 1010, 1020, 1030, 1040);
    assertThat(IntStream.range(0, 5).mapToLong(samples::startTimestampMillis))
        .containsExactly(600L, 600L, 1005L, 1012L, 1022L);
  }

  @Test
  void histogramsWithStartTimestampsHaveTheirFlagsInTheCount() throws Exception {
    Bits integers = new Bits().bits("11").number(2, 14).number(0b0000_0001, 8); // gauge
    integers.number(0, 8).bits("0").bits("0").bits("0"); // threshold, schema, no spans
    integers.bits("10").number(1, 3).bits("10").number(4, 3).bits("0").real(2.5);
    integers.bits("10").number(2, 3).bits("0").bits("0").bits("0"); // two later, the same
    integers.bits("10").number(-1, 3); // began at 1 + 1
    Bits floats = new Bits().bits("10").number(1, 14).number(0b1000_0000, 8); // reset
    floats.number(0, 8).bits("0").bits("0").bits("0");
    floats.bits("10").number(1, 3).real(4).real(0).real(2.5).varint(3);

    SampleBuffer whole = decode(5, integers);
    SampleBuffer broken = decode(6, floats);

    assertThat(times(whole)).containsExactly(1, 3);
    assertThat(whole.histogram(1).count()).isEqualTo(4);
    assertThat(whole.histogram(0).resetHint()).isEqualTo(ResetHint.GAUGE);
    assertThat(whole.startTimestampMillis(0)).isZero();
    assertThat(whole.startTimestampMillis(1)).isEqualTo(2);
    assertThat(broken.histogram(0).resetHint()).isEqualTo(ResetHint.RESET);
    assertThat(broken.histogram(0).sum()).isEqualTo(2.5);
    assertThat(broken.startTimestampMillis(0)).isEqualTo(-2);
  }

  @Test
  void damageIsSaidAndWhatCameBeforeIsKept() {
    SampleBuffer samples = new SampleBuffer();
    byte[] cut = new Bits().number(3, 16).varint(5).real(1).uvarint(5).bytes();

    assertThatThrownBy(() -> ChunkDecoder.decode(1, cut, samples))
        .isInstanceOf(MalformedDataException.class)
        .hasMessage("a chunk ends within a sample");
    assertThat(samples.size()).isEqualTo(1);
    assertThatThrownBy(() -> ChunkDecoder.decode(9, cut, samples))
        .hasMessageContaining("chunk encoding 9 is not known");
    assertThatThrownBy(() -> ChunkDecoder.decode(1, new byte[1], samples))
        .hasMessage("a chunk of 1 bytes");
  }

  @Test
  void aHistogramOfBillionsOfBucketsTakesNoMemory() {
    Bits chunk = new Bits().number(1, 16).number(0, 8).number(0, 8).bits("0");
    chunk.bits("10").number(1, 3).bits("11111110").number(1L << 40, 56);

    assertThatThrownBy(() -> decode(2, chunk))
        .hasMessage("a histogram of 1099511627776 spans or buckets");
  }
}
