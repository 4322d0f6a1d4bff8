package io.vigie.promql.eval;

import static io.vigie.promql.eval.EngineFixture.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigie.model.metric.Staleness;
import io.vigie.promql.value.MatrixSeries;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SelectorEvaluationTest {
  private final EngineFixture fixture = new EngineFixture();

  @Test
  void aSampleIsSeenForLessThanTheLookbackDelta() {
    fixture.load(60, metric("m"), 7);
    assertThat(fixture.vector(299, "m")).hasSize(1);
    assertThat(fixture.vector(300, "m")).isEmpty();
  }

  @Test
  void theLookbackDeltaCanBeChosenPerQuery() {
    fixture.load(60, metric("m"), 7);
    QueryOptions options = QueryOptions.defaults().withLookbackDelta(Duration.ofSeconds(30));
    QueryResult result = fixture.engine().instant("m", 30_000, options);
    assertThat(result.value()).hasToString("Vector[elements=[]]");
  }

  @Test
  void aStaleMarkerEndsASeriesAtOnce() {
    fixture.load(60, metric("m"), 1, 2, Staleness.MARKER, Double.NaN, 5);
    assertThat(fixture.only(119, "m")).isEqualTo(2);
    assertThat(fixture.vector(120, "m")).isEmpty();
    assertThat(fixture.vector(239, "m")).isEmpty();
    assertThat(fixture.only(240, "m")).isEqualTo(5);
  }

  @Test
  void aRangeExcludesItsStartAndIncludesItsEnd() {
    fixture.load(60, metric("m"), 1, 1, 1, 1, 1);
    assertThat(fixture.only(240, "count_over_time(m[2m])")).isEqualTo(2);
  }

  @Test
  void staleMarkersAreNotPartOfARange() {
    fixture.load(60, metric("m"), 1, Staleness.MARKER, 3);
    assertThat(fixture.only(120, "count_over_time(m[10m])")).isEqualTo(2);
  }

  @Test
  void offsetAndAtMoveTheReferenceTime() {
    fixture.load(60, metric("m"), 0, 1, 2, 3, 4, 5);
    assertThat(fixture.only(300, "m offset 2m")).isEqualTo(3);
    assertThat(fixture.only(0, "m offset -2m")).isEqualTo(2);
    assertThat(fixture.only(300, "m @ 60")).isEqualTo(1);
    assertThat(fixture.only(300, "m @ 180 offset 1m")).isEqualTo(2);
  }

  @Test
  void anAtModifierGivesTheSameValueAtEveryStep() {
    fixture.load(60, metric("m"), 0, 1, 2, 3, 4, 5);
    MatrixSeries series = fixture.matrix(0, 300, 60, "m @ end()").getFirst();
    assertThat(series.size()).isEqualTo(6);
    assertThat(series.value(0)).isEqualTo(5);
    assertThat(series.value(5)).isEqualTo(5);
  }

  @Test
  void aSubqueryIsEvaluatedAtMultiplesOfItsStep() {
    fixture.load(10, metric("m"), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    // At 65 s: steps 30 and 60 lie in (5 s, 65 s].
    assertThat(fixture.only(65, "sum_over_time(m[1m:30s])")).isEqualTo(3 + 6);
  }

  @Test
  void farApartStepsAreReadOneByOne() {
    double[] values = new double[24 * 60];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    fixture.load(60, metric("m"), values);
    MatrixSeries instant = fixture.matrix(0, 82_800, 3600, "m").getFirst();
    assertThat(instant.size()).isEqualTo(24);
    assertThat(instant.value(23)).isEqualTo(23 * 60);
    MatrixSeries windows = fixture.matrix(3600, 82_800, 3600, "sum_over_time(m[2m])").getFirst();
    assertThat(windows.value(0)).isEqualTo(59 + 60);
  }

  @Test
  void rateExtrapolatesToTheEndsOfTheWindow() {
    fixture.load(60, metric("m_total"), 0, 60, 120, 180, 240, 300);
    // Samples at 60..300 s in (0 s, 300 s]: 240 over 240 s, extrapolated over 300 s.
    assertThat(fixture.only(300, "increase(m_total[5m])")).isCloseTo(300, within(1e-9));
    assertThat(fixture.only(300, "rate(m_total[5m])")).isCloseTo(1, within(1e-12));
  }

  @Test
  void rateDoesNotExtrapolateToBeforeTheCounterWasZero() {
    fixture.load(60, metric("m_total"), Double.NaN, Double.NaN, 0, 10, 20);
    // The first sample is 0 at 120 s: nothing is added before it.
    assertThat(fixture.only(240, "increase(m_total[4m])")).isCloseTo(20, within(1e-9));
  }

  @Test
  void rateAddsWhatWasCountedBeforeAReset() {
    fixture.load(60, metric("m_total"), 0, 50, 100, 10, 20, 30);
    // 100 + 30 between 0 s and 300 s, extrapolated to the window by 300.001/300.
    assertThat(fixture.only(300, "increase(m_total[301s])")).isCloseTo(130, within(0.5));
    assertThat(fixture.only(300, "resets(m_total[10m])")).isEqualTo(1);
  }

  @Test
  void anchoredAndSmoothedRangesNeedNoExtrapolation() {
    fixture.load(60, metric("m_total"), 0, 10, 20, 30, 40);
    assertThat(fixture.only(150, "increase(m_total[1m] anchored)")).isEqualTo(10);
    assertThat(fixture.only(150, "increase(m_total[1m] smoothed)")).isCloseTo(10, within(1e-9));
    assertThat(fixture.only(90, "m_total smoothed")).isCloseTo(15, within(1e-9));
  }

  @Test
  void kahanSummationKeepsSmallValuesBesideHugeOnes() {
    fixture.load(10, metric("m"), 1e100, 1, -1e100, 2);
    assertThat(fixture.only(30, "sum_over_time(m[1m])")).isEqualTo(3);
  }

  @Test
  void anAverageOfHugeValuesDoesNotOverflow() {
    fixture.load(10, metric("m"), Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE);
    assertThat(fixture.only(20, "avg_over_time(m[1m])")).isCloseTo(Double.MAX_VALUE, within(1e300));
  }
}
