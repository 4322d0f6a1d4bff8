package io.vigie.tsdb.coding;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.tsdb.format.ByteWriter;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the usual columns cost: a change that makes one of them larger is seen here.
class ColumnSizeTest {
  private static final int COUNT = 240;

  private final Random random = new Random(1);

  @Test
  void aConstantStepTakesAFewBytes() {
    long[] timestamps = IntStream.range(0, COUNT).mapToLong(i -> i * 15_000L).toArray();
    ByteWriter out = new ByteWriter(16);
    new LongCoding().encode(timestamps, COUNT, out);
    assertThat(out.size()).isLessThanOrEqualTo(5);
  }

  @Test
  void aConstantValueTakesNineBytes() {
    assertThat(size(IntStream.range(0, COUNT).mapToDouble(_ -> 0.1).toArray())).isEqualTo(9);
  }

  @Test
  void aCounterTakesTheBitsOfItsSteps() {
    double[] counter = new double[COUNT];
    for (int i = 1; i < COUNT; i++) {
      counter[i] = counter[i - 1] + random.nextInt(256);
    }
    assertThat(size(counter)).isLessThan(COUNT + 20);
  }

  @Test
  void aCounterThatMostlyRestsTakesABitASampleAndItsSteps() {
    double[] counter = new double[COUNT];
    int changes = 0;
    for (int i = 1; i < COUNT; i++) {
      boolean changed = random.nextInt(4) == 0;
      changes += changed ? 1 : 0;
      counter[i] = counter[i - 1] + (changed ? random.nextInt(1 << 20) : 0);
    }
    assertThat(size(counter)).isLessThan((COUNT + changes * 20) / 8 + 30);
  }

  @Test
  void pagesOfMemoryTakeTheBitsOfTheirNumberNotOfTheirBytes() {
    double[] free =
        IntStream.range(0, COUNT).mapToDouble(_ -> random.nextInt(256) * 4096.0).toArray();
    assertThat(size(free)).isLessThan(COUNT + 30);
  }

  @Test
  void decimalsTakeTheBitsOfTheirDigits() {
    double[] percentages =
        IntStream.range(0, COUNT).mapToDouble(_ -> random.nextInt(10_000) / 100.0).toArray();
    assertThat(size(percentages)).isLessThan(COUNT * 14 / 8 + 20);
  }

  @Test
  void randomDoublesTakeLittleMoreThanTheirBits() {
    double[] noise = IntStream.range(0, COUNT).mapToDouble(_ -> random.nextDouble()).toArray();
    assertThat(size(noise)).isLessThan(COUNT * 8 + 20);
  }

  private static int size(double[] values) {
    ByteWriter out = new ByteWriter(16);
    new ValueCoding().encode(values, 0, values.length, out);
    return out.size();
  }
}
