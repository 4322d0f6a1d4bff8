package io.vigie.tsdb.memtable;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadLimitsTest {
  @ParameterizedTest
  @CsvSource({"0, 1000", "100, 1000", "101, 1010", "400, 4000", "900, 8000", "2147483647, 8000"})
  void aMemtableHasRoomForSomeSamplesOfEachSeriesWithinBounds(int series, int rows) {
    HeadLimits limits =
        new HeadLimits(1000, 10, 1 << 20, Duration.ZERO, 2, Duration.ZERO, Duration.ZERO);

    assertThat(limits.memtableRows(series)).isEqualTo(rows);
  }
}
