package io.vigie.promql.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.telemetry.Meters;
import io.vigie.promql.ast.Span;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RangeCacheTest {
  private static final long STEP = 1000;

  private final RangeCache cache = new RangeCache(1 << 20, Meters.NONE);
  private final StoreChanges changes = new StoreChanges();
  private final List<StepGrid> computed = new ArrayList<>();
  private IntPredicate isRemarkedOn = _ -> false;
  private boolean isOfExtremes;
  private List<String> storeWarnings = List.of();
  private IntPredicate isHistogram = _ -> false;
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
    Reach ahead = new Reach(3000, Reach.NOTHING_FIXED);
    cache.answer(question("q", steps(0, 10), ahead), changes, this::evaluate);
    changes.changed(8_000);
    cache.answer(question("q", steps(0, 10), ahead), changes, this::evaluate);
    assertThat(computed.getLast()).isEqualTo(steps(5, 10));
  }

  @Test
  void computesAllAgainAfterAChangeOfWhatMattersToEveryStep() {
    Reach fixed = new Reach(0, 12_000);
    cache.answer(question("q", steps(0, 10), fixed), changes, this::evaluate);
    changes.changed(13_000);
    cache.answer(question("q", steps(0, 10), fixed), changes, this::evaluate);
    assertThat(computed).containsExactly(steps(0, 10));
    changes.changed(12_000);
    cache.answer(question("q", steps(0, 10), fixed), changes, this::evaluate);
    assertThat(computed).containsExactly(steps(0, 10), steps(0, 10));
  }

  @Test
  void computesAgainWhatChangedWhileItWasComputed() {
    cache.answer(
        question("q", steps(0, 10), Reach.BACK),
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
  void histogramsAreKeptAmongFloats() {
    isHistogram = step -> step % 3 == 1;
    ask("q", 0, 10);
    ask("q", 4, 14);
    ask("q", 5, 14);
    assertThat(computed).containsExactly(steps(0, 10), steps(10, 14));
  }

  @Test
  void remarksAreGivenAgainAsLongAsTheirStepsAreThere() {
    isRemarkedOn = step -> step == 11;
    ask("q", 0, 10);
    ask("q", 2, 12);
    ask("q", 2, 12);
    ask("q", 5, 15);
    ask("q", 10, 18);
    ask("q", 12, 18);
    assertThat(computed).containsExactly(steps(0, 10), steps(10, 12), steps(12, 15), steps(15, 18));
  }

  @Test
  void stepsThatWereRemarkedOnTogetherAreComputedAgainInHalvesWhenTheWindowCutsThem() {
    isRemarkedOn = step -> step == 1 || step == 30;
    ask("q", 0, 32);
    ask("q", 2, 34);
    assertThat(computed).containsExactly(steps(0, 32), steps(2, 17), steps(17, 32), steps(32, 34));
    computed.clear();
    ask("q", 4, 36);
    ask("q", 20, 36);
    assertThat(computed).containsExactly(steps(34, 36), steps(20, 26), steps(26, 32));
  }

  @Test
  void stepsThatWereRemarkedOnTogetherAreComputedAgainInHalvesWhenAChangeCutsThem() {
    isRemarkedOn = _ -> true;
    ask("q", 0, 32);
    changes.changed(31_000);
    ask("q", 0, 32);
    computed.clear();
    changes.changed(31_000);
    ask("q", 0, 32);
    assertThat(computed).containsExactly(steps(16, 24), steps(24, 32));
  }

  @Test
  void aWindowThatMovesOnStepByStepComputesEachRemarkedStepAFewTimes() {
    isRemarkedOn = step -> step % 7 == 0;
    int refreshes = 200;
    for (int i = 0; i < refreshes; i++) {
      changes.changed((i + 98) * STEP);
      ask("q", i, i + 100);
    }
    int steps = computed.stream().mapToInt(StepGrid::steps).sum();
    assertThat(steps).isLessThan(refreshes * 12);
  }

  @Test
  void answersWithWarningsOfTheStoreAreNotKept() {
    storeWarnings = List.of("a shard did not answer");
    ask("q", 0, 10);
    ask("q", 0, 10);
    assertThat(computed).hasSize(2);
    assertThat(cache.counts().entries()).isZero();
  }

  @Test
  void answersWithRemarksOnTheExtremesOfAllStepsAreNotKept() {
    isOfExtremes = true;
    isRemarkedOn = step -> step >= 10;
    ask("q", 0, 10);
    ask("q", 2, 12);
    assertThat(computed).containsExactly(steps(0, 10), steps(10, 12), steps(2, 12));
    assertThat(cache.counts().entries()).isZero();
  }

  @Test
  void countsAreNotPutTogetherWhereStepsShareWhatIsCounted() {
    isRemarkedOn = _ -> true;
    StepGrid grid = steps(0, 10);
    RangeCache.Question apart = question("q", grid, Reach.BACK);
    RangeCache.Question shared = new RangeCache.Question(apart.key(), "", grid, Reach.BACK, false);
    cache.answer(shared, changes, this::evaluate);
    assertThat(cache.counts().entries()).isZero();
    cache.answer(apart, changes, this::evaluate);
    assertThat(cache.counts().entries()).isEqualTo(1);
  }

  @Test
  void answersPinnedToTheirWindowAreKeptForThatWindowAlone() {
    cache.answer(pinned("0 to 10"), changes, this::evaluate);
    cache.answer(pinned("0 to 10"), changes, this::evaluate);
    assertThat(computed).hasSize(1);
    cache.answer(pinned("0 to 11"), changes, this::evaluate);
    assertThat(computed).hasSize(2);
    assertThat(cache.counts().entries()).isEqualTo(1);
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
  void histogramsAndRemarksTakeRoom() {
    ask("floats", 0, 20);
    long floats = cache.counts().bytes();
    isHistogram = _ -> true;
    ask("histograms", 0, 20);
    long histograms = cache.counts().bytes() - floats;
    assertThat(histograms).isGreaterThan(floats + 20 * 168);
    isRemarkedOn = _ -> true;
    ask("remarks...", 0, 20);
    assertThat(cache.counts().bytes() - floats - histograms).isGreaterThan(histograms + 200);
  }

  @Test
  void answersTooLargeAreNotKept() {
    series = 2000;
    ask("q", 0, 20);
    assertThat(cache.counts().bytes()).isZero();
  }

  private void ask(String query, int from, int toExclusive) {
    StepGrid grid = steps(from, toExclusive);
    RangeCache.Answer answer =
        cache.answer(question(query, grid, Reach.BACK), changes, this::evaluate);
    assertThat(answer.matrix()).isEqualTo(matrix(grid));
    assertThat(answer.remarks().toAnnotations("")).isEqualTo(remarks(grid).toAnnotations(""));
    assertThat(answer.storeWarnings()).isEqualTo(storeWarnings);
  }

  private RangeCache.Answer evaluate(StepGrid grid) {
    computed.add(grid);
    return new RangeCache.Answer(matrix(grid), remarks(grid), storeWarnings, QueryStatistics.NONE);
  }

  private Remarks remarks(StepGrid grid) {
    Remarks remarks = new Remarks();
    for (int i = 0; i < grid.steps(); i++) {
      if (isRemarkedOn.test(step(grid, i)) && isOfExtremes) {
        remarks.furthestQuantile(step(grid, i), Span.NONE);
      } else if (isRemarkedOn.test(step(grid, i))) {
        remarks.forcedMonotonicity("", grid.timestampMillis(i), 1, 2, 3, Span.NONE);
      }
    }
    return remarks;
  }

  /// The value of every sample says of which series and step it is.
  private Value.Matrix matrix(StepGrid grid) {
    return new Value.Matrix(
        IntStream.range(0, series).mapToObj(i -> series("%04d".formatted(i), grid)).toList());
  }

  private MatrixSeries series(String name, StepGrid grid) {
    long[] times = IntStream.range(0, grid.steps()).mapToLong(grid::timestampMillis).toArray();
    double[] values = new double[times.length];
    Histogram[] histograms = new Histogram[times.length];
    boolean anyHistogram = false;
    for (int i = 0; i < values.length; i++) {
      double value = times[i] + Integer.parseInt(name) / 1e6;
      if (isHistogram.test(step(grid, i))) {
        histograms[i] = histogram(value);
        anyHistogram = true;
      } else {
        values[i] = value;
      }
    }
    Labels labels = Labels.of("i", name);
    return anyHistogram
        ? MatrixSeries.of(labels, times, values, histograms)
        : MatrixSeries.of(labels, times, values);
  }

  private static Histogram histogram(double sum) {
    return new Histogram(
        ResetHint.UNKNOWN,
        0,
        false,
        0,
        0,
        1,
        sum,
        List.of(new Histogram.Span(0, 1)),
        new double[] {1},
        List.of(),
        new double[0],
        new double[0]);
  }

  private static int step(StepGrid grid, int index) {
    return (int) (grid.timestampMillis(index) / STEP);
  }

  private static StepGrid steps(int from, int toExclusive) {
    return new StepGrid(from * STEP, STEP, toExclusive - from);
  }

  private static RangeCache.Question question(String query, StepGrid grid, Reach reach) {
    return new RangeCache.Question(
        new RangeCache.Key(query, query, STEP, 0, 0, 0), "", grid, reach, true);
  }

  private static RangeCache.Question pinned(String window) {
    return new RangeCache.Question(
        new RangeCache.Key("q", "q", STEP, 0, 0, 0), window, steps(0, 10), Reach.BACK, true);
  }
}
