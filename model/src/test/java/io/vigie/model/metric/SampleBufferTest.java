package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Histogram.ResetHint;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleBufferTest {
  private static final double[] NONE = {};
  private static final Histogram HISTOGRAM =
      new Histogram(
          ResetHint.UNKNOWN,
          0,
          true,
          0,
          0,
          3,
          7,
          List.of(new Histogram.Span(0, 1)),
          new double[] {3},
          List.of(),
          NONE,
          NONE);

  private final SampleBuffer buffer = new SampleBuffer(2);

  @Test
  void growsAndKeepsFloatsHistogramsAndStartTimestampsApart() {
    buffer.add(1, 1.5);
    buffer.add(2, HISTOGRAM);
    buffer.startTimestampOfLast(1);
    buffer.add(3, 2.5);

    assertThat(buffer.size()).isEqualTo(3);
    assertThat(buffer.isHistogram(0)).isFalse();
    assertThat(buffer.histogram(1)).isSameAs(HISTOGRAM);
    assertThat(buffer.values()[2]).isEqualTo(2.5);
    assertThat(buffer.startTimestampMillis(1)).isEqualTo(1);
    assertThat(buffer.startTimestampMillis(2)).isZero();
    assertThatThrownBy(() -> buffer.histogram(0)).hasMessage("sample 0 is a float");
  }

  @Test
  void nothingOfTheLastSeriesIsLeftAfterClear() {
    buffer.add(1, HISTOGRAM);
    buffer.startTimestampOfLast(1);
    buffer.clear();
    buffer.add(1, 1.0);

    assertThat(buffer.isHistogram(0)).isFalse();
    assertThat(buffer.hasHistograms()).isFalse();
    assertThat(buffer.startTimestampMillis(0)).isZero();
  }

  @Test
  void floatsWrittenStraightIntoTheArraysCount() {
    buffer.add(1, 1.0);
    buffer.reserve(100);
    for (int i = 0; i < 100; i++) {
      buffer.timestampsMillis()[1 + i] = 2 + i;
      buffer.values()[1 + i] = i;
    }
    buffer.advance(100);

    assertThat(buffer.size()).isEqualTo(101);
    assertThat(buffer.timestampsMillis()[100]).isEqualTo(101);
  }
}
