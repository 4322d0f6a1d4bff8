package io.vigie.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vigie.model.time.Ticker;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A day at fifteen seconds of more series than fit into the budget of a query.
/// `-Dlarge.series=100000` for as many as one asks for at most.
@Timeout(600)
class LargeQueryTest {
  private static final int SERIES = Integer.getInteger("large.series", 1000);
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /// A byte for what would take hundreds.
  private static final long BUDGET_BYTES = 16 << 20;

  /// The machine may be busy with something else: the best of these counts.
  private static final int ATTEMPTS = 10;

  private static final String ENDLESS = "quantile_over_time(0.9, m[12h])";

  private final PromqlEngine engine =
      new PromqlEngine(
          new EndlessStore(SERIES),
          EngineOptions.defaults().withMaxBytes(BUDGET_BYTES),
          Ticker.system());

  @Test
  void whatIsAggregatedIsLetGoAndFitsIntoTheBudget() {
    List<MatrixSeries> sum = day("sum(rate(m[5m]))", QueryOptions.defaults());
    assertThat(sum).hasSize(1);
    assertThat(sum.getFirst().size()).isEqualTo(1441);
    assertThat(sum.getFirst().value(700))
        .isCloseTo(SERIES / 15.0, org.assertj.core.data.Percentage.withPercentage(1e-9));
  }

  @Test
  void whatDoesNotFitIsRefusedWithAWayOutWhileOtherQueriesGoOn() throws InterruptedException {
    AtomicBoolean others = new AtomicBoolean(true);
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 50; i++) {
                others.compareAndSet(
                    true, day("m{i=\"000001\"}", QueryOptions.defaults()).size() == 1);
              }
            });
    for (String query : List.of("m", "m + m", "sort(m)", "quantile by (i) (0.5, m)")) {
      assertThatThrownBy(() -> day(query + " + 0 * " + query, QueryOptions.defaults()))
          .isInstanceOfSatisfying(
              QueryException.class,
              e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.TOO_MANY_SAMPLES))
          .hasMessageContaining("select fewer series, a shorter range or a longer step");
    }
    other.join();
    assertThat(others).isTrue();
    assertThat(engine.activeQueries().list()).isEmpty();
  }

  @Test
  void aQueryEndsWithinATenthOfASecondOfItsCancellation() {
    assertThat(best(this::nanosFromCancellationToEnd)).isLessThan(Duration.ofMillis(100).toNanos());
  }

  private long nanosFromCancellationToEnd() {
    Cancellation cancellation = new Cancellation();
    long[] canceledNanos = new long[1];
    Thread canceler =
        Thread.ofPlatform()
            .start(() -> {
              while (engine.activeQueries().list().stream()
                  .allMatch(query -> query.samplesRead() == 0)) {
                Thread.onSpinWait();
              }
              canceledNanos[0] = System.nanoTime();
              cancellation.cancel();
            });
    QueryException failure = failure(QueryOptions.defaults().withCancellation(cancellation));
    long endedNanos = System.nanoTime();
    try {
      canceler.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(failure.kind()).isEqualTo(QueryException.Kind.CANCELED);
    return endedNanos - canceledNanos[0];
  }

  @Test
  void aQueryEndsWithinATenthOfASecondOfItsDeadline() {
    assertThat(best(this::nanosFromDeadlineToEnd)).isLessThan(Duration.ofMillis(100).toNanos());
  }

  private long nanosFromDeadlineToEnd() {
    Duration timeout = Duration.ofMillis(150);
    long begunNanos = System.nanoTime();
    QueryException failure = failure(QueryOptions.defaults().withTimeout(timeout));
    long endedNanos = System.nanoTime();
    assertThat(failure.kind()).isEqualTo(QueryException.Kind.TIMEOUT);
    return endedNanos - begunNanos - timeout.toNanos();
  }

  private QueryException failure(QueryOptions options) {
    return catchThrowableOfType(QueryException.class, () -> day("sum(" + ENDLESS + ")", options));
  }

  private static long best(LongSupplier measurement) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && best > Duration.ofMillis(100).toNanos(); i++) {
      best = Math.min(best, measurement.getAsLong());
    }
    return best;
  }

  private List<MatrixSeries> day(String query, QueryOptions options) {
    return ((Value.Matrix) engine.range(query, DAY_MILLIS, 2 * DAY_MILLIS, 60_000, options).value())
        .series();
  }
}
