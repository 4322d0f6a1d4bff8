package io.vigie.promql.eval;

import static io.vigie.promql.eval.EngineFixture.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryLimitsTest {
  private static EngineFixture with(EngineOptions options) {
    EngineFixture fixture = new EngineFixture(options, Ticker.system());
    for (int i = 0; i < 20; i++) {
      fixture.load(15, metric("m_total", "i", "" + i), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }
    return fixture;
  }

  @Test
  void subqueriesTakeUpAnotherDefaultStep() {
    EngineFixture fixture = new EngineFixture();
    assertThat(fixture.only(600, "count_over_time(vector(1)[2m:])")).isEqualTo(2);
    fixture.engine().setDefaultSubqueryStep(Duration.ofSeconds(30));
    assertThat(fixture.only(600, "count_over_time(vector(1)[2m:])")).isEqualTo(4);
  }

  @Test
  void moreSamplesThanAllowedFailWithTheWordingOfPrometheus() {
    EngineFixture fixture = with(EngineFixture.ALL_FEATURES.withMaxSamples(100));
    assertThatThrownBy(() -> fixture.range(0, 135, 15, "m_total"))
        .isInstanceOfSatisfying(
            QueryException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(QueryException.Kind.TOO_MANY_SAMPLES);
              assertThat(e.kind().httpStatus()).isEqualTo(422);
              assertThat(e.kind().errorType()).isEqualTo("execution");
            })
        .hasMessage("query processing would load too many samples into memory in query execution");
  }

  @Test
  void aQueryMayAskForALowerLimitButNotForAHigherOne() {
    EngineFixture fixture = with(EngineFixture.ALL_FEATURES.withMaxSamples(150));
    QueryOptions higher = QueryOptions.defaults().withMaxSamples(1_000_000);
    QueryOptions lower = QueryOptions.defaults().withMaxSamples(10);
    assertThatThrownBy(() -> fixture.engine().range("m_total", 0, 135_000, 15_000, higher))
        .isInstanceOf(QueryException.class);
    assertThatThrownBy(() -> fixture.engine().instant("m_total", 0, lower))
        .isInstanceOf(QueryException.class);
  }

  @Test
  void theByteBudgetSaysWhatToDo() {
    EngineFixture fixture = with(EngineFixture.ALL_FEATURES.withMaxBytes(1000));
    assertThatThrownBy(() -> fixture.range(0, 135, 15, "m_total"))
        .hasMessageContaining("more than 1000 bytes")
        .hasMessageContaining("select fewer series");
  }

  @Test
  void anAggregationHoldsItsGroupsNotItsSeries() {
    EngineFixture fixture =
        new EngineFixture(EngineFixture.ALL_FEATURES.withMaxSamples(6_000), Ticker.system());
    for (int i = 0; i < 2_000; i++) {
      fixture.load(15, metric("m", "i", "" + i), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }
    // 20 000 samples in all, some 2 560 at a time.
    assertThat(fixture.matrix(0, 135, 15, "sum(m)")).hasSize(1);
  }

  @Test
  void whatAQueryHeldIsGivenBackOperatorByOperator() {
    EngineFixture fixture = with(EngineFixture.ALL_FEATURES.withMaxSamples(700));
    String chain = "m_total + m_total + m_total + m_total + m_total + m_total";
    assertThat(fixture.matrix(0, 135, 15, chain)).hasSize(20);
  }

  @Test
  void aDeadlineEndsAQuery() {
    AtomicLong now = new AtomicLong();
    EngineFixture fixture =
        new EngineFixture(
            EngineFixture.ALL_FEATURES, () -> now.addAndGet(Duration.ofSeconds(1).toNanos()));
    fixture.load(60, metric("m"), 1);
    QueryOptions options = QueryOptions.defaults().withTimeout(Duration.ofSeconds(1));
    assertThatThrownBy(() -> fixture.engine().instant("m", 0, options))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.TIMEOUT))
        .hasMessage("query timed out in query execution");
  }

  @Test
  void aCanceledQuerySaysSo() {
    EngineFixture fixture = with(EngineFixture.ALL_FEATURES);
    QueryOptions options = QueryOptions.defaults();
    options.cancellation().cancel();
    assertThatThrownBy(() -> fixture.engine().instant("m_total", 0, options))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.kind()).isEqualTo(QueryException.Kind.CANCELED))
        .hasMessage("query was canceled in query execution");
  }

  @Test
  void aRunningQueryIsListedAndStopsSoonAfterItIsKilled() throws Exception {
    EngineFixture fixture = new EngineFixture();
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 0.5;
    }
    fixture.load(1, metric("m"), values);
    String slow = "max(quantile_over_time(0.5, m[5h]))";
    CompletableFuture<QueryResult> query =
        CompletableFuture.supplyAsync(
            () -> fixture.engine().range(slow, 0, 20_000_000, 1_000, QueryOptions.defaults()));
    ActiveQuery active = awaitRunning(fixture.engine().activeQueries());
    assertThat(active.query()).isEqualTo(slow);
    long killed = System.nanoTime();
    assertThat(fixture.engine().activeQueries().cancel(active.id())).isTrue();
    assertThatThrownBy(query::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("query was canceled");
    // 100 ms on an idle machine; this one may be busy.
    assertThat(System.nanoTime() - killed).isLessThan(TimeUnit.SECONDS.toNanos(2));
    assertThat(fixture.engine().activeQueries().list()).isEmpty();
  }

  private static ActiveQuery awaitRunning(ActiveQueries queries) {
    while (queries.list().isEmpty() || queries.list().getFirst().waiting()) {
      Thread.onSpinWait();
    }
    return queries.list().getFirst();
  }

  @Test
  void statisticsCountSamplesPerStep() {
    EngineFixture fixture = with(EngineFixture.ALL_FEATURES);
    QueryOptions options = QueryOptions.defaults().withPerStepStatistics(true);
    QueryResult result =
        fixture.engine().range("rate(m_total[30s])", 30_000, 60_000, 15_000, options);
    assertThat(result.statistics().totalSamples()).isEqualTo(20 * 3 * 2);
    assertThat(result.statistics().samplesRead()).isEqualTo(20 * (2 + 1 + 1));
    assertThat(result.statistics().steps().size()).isEqualTo(3);
    assertThat(result.statistics().steps().samplesRead(0)).isEqualTo(40);
  }

  @Test
  void samplesPerStepAreCountedOnlyByAnEngineThatIsToldTo() {
    EngineFixture fixture = with(EngineOptions.defaults());
    QueryOptions options = QueryOptions.defaults().withPerStepStatistics(true);
    QueryResult result = fixture.engine().range("m_total", 30_000, 60_000, 15_000, options);
    assertThat(result.statistics().totalSamples()).isPositive();
    assertThat(result.statistics().steps().size()).isZero();
  }

  @Test
  void badQueriesAreTheCallersFault() {
    EngineFixture fixture = new EngineFixture();
    assertThatThrownBy(() -> fixture.at(0, "sum("))
        .isInstanceOfSatisfying(
            QueryException.class, e -> assertThat(e.kind().httpStatus()).isEqualTo(400))
        .hasMessageContaining("parse error");
    assertThatThrownBy(() -> fixture.range(0, 60, 15, "m[5m]"))
        .hasMessage(
            "invalid expression type \"range vector\" for range query, must be Scalar or instant"
                + " Vector");
  }
}
