package io.vigie.tsdb.coding;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Staleness;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What is encoded comes back, bit by bit; what is not a column ends in the coding's own error.
class ColumnPropertyTest {
  @Property
  void wholeNumbersComeBack(@ForAll("longColumns") long[] column) {
    ByteWriter out = new ByteWriter(16);
    new LongCoding().encode(column, column.length, out);
    long[] decoded = new long[column.length + 3];
    ByteReader in = new ByteReader(out.toByteArray());
    LongCoding.decode(in, decoded, 3, column.length);
    assertThat(Arrays.copyOfRange(decoded, 3, decoded.length)).isEqualTo(column);
    assertThat(in.remaining()).isZero();
  }

  @Property
  void doublesComeBackBitByBit(@ForAll("doubleColumns") double[] column) {
    ByteWriter out = new ByteWriter(16);
    new ValueCoding().encode(column, 0, column.length, out);
    assertThat(bits(decodeValues(out.toByteArray(), column.length))).isEqualTo(bits(column));
  }

  @Property
  void xorOfAnyDoublesComesBack(@ForAll("doubleColumns") double[] column) {
    ByteWriter out = new ByteWriter(16);
    XorCoding.encode(column, 0, column.length, out);
    double[] decoded = new double[column.length];
    XorCoding.decode(new ByteReader(out.toByteArray()), decoded, 0, column.length);
    assertThat(bits(decoded)).isEqualTo(bits(column));
  }

  @Property
  void packedNumbersComeBackAtEveryWidth(
      @ForAll("longColumns") long[] column, @ForAll("widths") int width, @ForAll long base) {
    long mask = width == 64 ? -1 : (1L << width) - 1;
    long[] values = Arrays.stream(column).map(value -> base + (value & mask)).toArray();
    ByteWriter out = new ByteWriter(16);
    BitPacking.pack(values, 0, values.length, base, width, out);
    assertThat(out.size()).isEqualTo(BitPacking.sizeBytes(values.length, width));
    long[] decoded = new long[values.length];
    BitPacking.unpack(new ByteReader(out.toByteArray()), decoded, 0, values.length, base, width);
    assertThat(decoded).isEqualTo(values);
  }

  @Property
  void arbitraryBytesGiveAColumnOrTheCodingsOwnError(
      @ForAll byte[] bytes, @ForAll("counts") int count) {
    double[] into = new double[count];
    try {
      ValueCoding.decode(new ByteReader(bytes), new long[count], into, 0, count);
    } catch (MalformedBytesException e) {
      assertThat(e.position()).isBetween(0, bytes.length);
    }
    try {
      LongCoding.decode(new ByteReader(bytes), new long[count], 0, count);
    } catch (MalformedBytesException e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  @Property
  void varintsComeBack(@ForAll long number) {
    ByteWriter out = new ByteWriter(16);
    out.writeVarint(number);
    out.writeZigzag(number);
    ByteReader in = new ByteReader(out.toByteArray());
    assertThat(in.readVarint()).isEqualTo(number);
    assertThat(in.readZigzag()).isEqualTo(number);
    assertThat(in.hasRemaining()).isFalse();
  }

  private static double[] decodeValues(byte[] bytes, int count) {
    double[] decoded = new double[count];
    ValueCoding.decode(new ByteReader(bytes), new long[count], decoded, 0, count);
    return decoded;
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Provide
  Arbitrary<Integer> widths() {
    return Arbitraries.integers().between(0, 64);
  }

  @Provide
  Arbitrary<Integer> counts() {
    return Arbitraries.integers().between(1, 300);
  }

  @Provide
  Arbitrary<long[]> longColumns() {
    Arbitrary<Long> any =
        Arbitraries.oneOf(
            Arbitraries.longs(),
            Arbitraries.longs().between(-100, 100),
            Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L));
    Arbitrary<long[]> arbitrary = any.array(long[].class).ofMinSize(1).ofMaxSize(400);
    Arbitrary<long[]> jittering =
        Arbitraries.longs()
            .between(-5, 5)
            .array(long[].class)
            .ofMinSize(1)
            .ofMaxSize(400)
            .map(jitter -> {
              long[] column = new long[jitter.length];
              for (int i = 1; i < column.length; i++) {
                column[i] = column[i - 1] + 15_000 + (jitter[i] > 3 ? jitter[i] : 0);
              }
              return column;
            });
    Arbitrary<long[]> restingMultiples =
        Arbitraries.longs()
            .between(-9, 9)
            .array(long[].class)
            .ofMinSize(1)
            .ofMaxSize(400)
            .map(steps -> {
              long[] column = new long[steps.length];
              for (int i = 1; i < column.length; i++) {
                column[i] = column[i - 1] + (steps[i] > 6 ? steps[i] * 4096 : 0);
              }
              return column;
            });
    return Arbitraries.oneOf(arbitrary, jittering, restingMultiples);
  }

  @Provide
  Arbitrary<double[]> doubleColumns() {
    Arbitrary<Double> bits = Arbitraries.longs().map(Double::longBitsToDouble);
    Arbitrary<Double> decimals =
        Arbitraries.integers().between(-1_000_000, 1_000_000).map(number -> number / 1000.0);
    Arbitrary<Double> special =
        Arbitraries.of(
            Staleness.MARKER,
            Staleness.ORDINARY_NAN,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            0x1p53,
            0x1p62,
            0x1p63,
            -0x1p63,
            1.0 / 3);
    Arbitrary<Double> mostlyDecimals =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(20, decimals), net.jqwik.api.Tuple.of(1, special));
    return Arbitraries.oneOf(
        bits.array(double[].class).ofMinSize(1).ofMaxSize(300),
        decimals.array(double[].class).ofMinSize(1).ofMaxSize(300),
        special.array(double[].class).ofMinSize(1).ofMaxSize(50),
        mostlyDecimals.array(double[].class).ofMinSize(1).ofMaxSize(300));
  }
}
