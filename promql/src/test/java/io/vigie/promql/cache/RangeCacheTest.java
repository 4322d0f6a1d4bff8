package io.vigie.promql.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.telemetry.Meters;
import io.vigie.promql.value.Annotations;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RangeCacheTest {
  private static final long STEP = 1000;

  private final RangeCache cache = new RangeCache(1 << 20, Meters.NONE);
  private final StoreChanges changes = new StoreChanges();
  private final List<StepGrid> computed = new ArrayList<>();
  private Annotations annotations = Annotations.NONE;
  private int series = 1;

  @Test
  void computesOnlyTheStepsThatAreNew() {
    ask("q", 0, 10);
    ask("q", 4, 14);
    assertThat(computed).containsExactly(steps(0, 10), steps(10, 14));
  }

  @Test
  void computesAgainFromTheEarliestChangeOn() {
    ask("q", 0, 10);
    changes.changed(7_500);
    changes.changed(9_000);
    ask("q", 0, 10);
    assertThat(computed.getLast()).isEqualTo(steps(7, 10));
  }

  @Test
  void computesAgainWhatLooksAheadToAChange() {
    cache.answer(
        key("q"), steps(0, 10), new Reach(3000, Reach.NOTHING_FIXED), changes, this::evaluate);
    changes.changed(8_000);
    cache.answer(
        key("q"), steps(0, 10), new Reach(3000, Reach.NOTHING_FIXED), changes, this::evaluate);
    assertThat(computed.getLast()).isEqualTo(steps(5, 10));
  }

  @Test
  void computesAllAgainAfterAChangeOfWhatMattersToEveryStep() {
    Reach fixed = new Reach(0, 12_000);
    cache.answer(key("q"), steps(0, 10), fixed, changes, this::evaluate);
    changes.changed(13_000);
    cache.answer(key("q"), steps(0, 10), fixed, changes, this::evaluate);
    assertThat(computed).containsExactly(steps(0, 10));
    changes.changed(12_000);
    cache.answer(key("q"), steps(0, 10), fixed, changes, this::evaluate);
    assertThat(computed).containsExactly(steps(0, 10), steps(0, 10));
  }

  @Test
  void computesAgainWhatChangedWhileItWasComputed() {
    cache.answer(
        key("q"),
        steps(0, 10),
        Reach.BACK,
        changes,
        grid -> {
          changes.changed(2_000);
          return evaluate(grid);
        });
    ask("q", 0, 10);
    assertThat(computed.getLast()).isEqualTo(steps(2, 10));
  }

  @Test
  void aWindowThatBeginsEarlierIsComputedAnew() {
    ask("q", 5, 10);
    ask("q", 0, 10);
    assertThat(computed.getLast()).isEqualTo(steps(0, 10));
  }

  @Test
  void aShorterWindowDoesNotShortenWhatIsKept() {
    ask("q", 0, 10);
    ask("q", 8, 12);
    ask("q", 3, 12);
    assertThat(computed).containsExactly(steps(0, 10), steps(10, 12));
  }

  @Test
  void answersWithWarningsAreNotKept() {
    annotations = new Annotations(List.of("PromQL warning: dubious"), List.of());
    ask("q", 0, 10);
    ask("q", 0, 10);
    assertThat(computed).hasSize(2);
    assertThat(cache.counts().entries()).isZero();
  }

  @Test
  void keepsToItsRoomByLettingGoWhatWasAskedForLongestAgo() {
    series = 50;
    for (int query = 0; query < 100; query++) {
      ask("q" + query, 0, 20);
      ask("q0", 0, 20);
    }
    assertThat(cache.counts().bytes()).isBetween(1L << 19, 1L << 20);
    assertThat(cache.counts().evictions()).isPositive();
    assertThat(computed).hasSize(100);
  }

  @Test
  void answersTooLargeAreNotKept() {
    series = 2000;
    ask("q", 0, 20);
    assertThat(cache.counts().bytes()).isZero();
  }

  private void ask(String query, int from, int toExclusive) {
    StepGrid grid = steps(from, toExclusive);
    RangeCache.Answer answer = cache.answer(key(query), grid, Reach.BACK, changes, this::evaluate);
    assertThat(answer.matrix()).isEqualTo(matrix(grid));
    assertThat(answer.annotations()).isEqualTo(annotations);
  }

  private RangeCache.Answer evaluate(StepGrid grid) {
    computed.add(grid);
    return new RangeCache.Answer(matrix(grid), annotations, QueryStatistics.NONE);
  }

  /// The value of every sample says of which series and step it is.
  private Value.Matrix matrix(StepGrid grid) {
    return new Value.Matrix(
        IntStream.range(0, series)
            .mapToObj(i -> {
              long[] times =
                  IntStream.range(0, grid.steps()).mapToLong(grid::timestampMillis).toArray();
              double[] values = new double[times.length];
              for (int step = 0; step < values.length; step++) {
                values[step] = times[step] + i / 1e6;
              }
              return MatrixSeries.of(Labels.of("i", "%04d".formatted(i)), times, values);
            })
            .toList());
  }

  private static StepGrid steps(int from, int toExclusive) {
    return new StepGrid(from * STEP, STEP, toExclusive - from);
  }

  private static RangeCache.Key key(String query) {
    return new RangeCache.Key(query, query, STEP, 0, 0, 0);
  }
}
