package io.vigie.promql.eval;

import static io.vigie.promql.eval.EngineFixture.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.Staleness;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Trees;
import io.vigie.promql.explain.Explanation;
import io.vigie.promql.explain.LabelCounts.LabelCount;
import io.vigie.promql.explain.Matching;
import io.vigie.promql.explain.NodeExplanation;
import io.vigie.promql.explain.NodeExplanation.ValueBounds;
import io.vigie.promql.explain.Reason;
import io.vigie.promql.value.QueryStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
  private final EngineFixture fixture = new EngineFixture();

  @BeforeEach
  void twoServicesAndTheirLimits() {
    fixture
        .load(60, metric("requests_total", "instance", "a", "code", "200"), 0, 60, 120, 180)
        .load(60, metric("requests_total", "instance", "a", "code", "500"), 0, 6, 12, 18)
        .load(60, metric("requests_total", "instance", "b", "code", "200"), 0, 30, 60, 90)
        .load(60, metric("limit", "instance", "a"), 100, 100, 100, 100)
        .load(60, metric("limit", "instance", "c"), 7, 7, 7, 7)
        .load(60, metric("gone", "instance", "a"), 1, 1, Staleness.MARKER)
        .load(60, metric("early", "instance", "a"), 1)
        .load(60, metric("late", "instance", "a"), Double.NaN, Double.NaN, Double.NaN, 1);
  }

  private ExplainedQuery explain(String query) {
    return fixture.engine().explainInstant(query, 180_000, QueryOptions.defaults());
  }

  private ExplainedQuery explainRange(String query) {
    return fixture.engine().explainRange(query, 0, 180_000, 60_000, QueryOptions.defaults());
  }

  /// The nodes from the top, each before those below it, as `in>out` series.
  private static List<String> seriesCounts(Explanation explanation) {
    List<String> counts = new ArrayList<>();
    collect(explanation, explanation.tree(), counts);
    return counts;
  }

  private static void collect(Explanation explanation, Expr node, List<String> counts) {
    explanation.of(node).ifPresent(told -> counts.add(told.seriesIn() + ">" + told.seriesOut()));
    Trees.children(node).forEach(child -> collect(explanation, child, counts));
  }

  private static NodeExplanation top(ExplainedQuery query) {
    return query.explanation().of(query.explanation().tree()).orElseThrow();
  }

  private static List<Reason> allReasons(Explanation explanation) {
    List<Reason> reasons = new ArrayList<>();
    collectReasons(explanation, explanation.tree(), reasons);
    return reasons;
  }

  private static void collectReasons(Explanation explanation, Expr node, List<Reason> reasons) {
    explanation.of(node).ifPresent(told -> reasons.addAll(told.reasons()));
    Trees.children(node).forEach(child -> collectReasons(explanation, child, reasons));
  }

  private static Matching matching(ExplainedQuery query) {
    return top(query).matching().orElseThrow();
  }

  private static Reason reasonOf(ExplainedQuery query, Labels group) {
    return matching(query).groups().stream()
        .filter(candidate -> candidate.labels().equals(group))
        .findFirst()
        .flatMap(Matching.Group::reason)
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          requests_total                                              | 3>3
          sum by (instance) (rate(requests_total[2m]))                | 3>2 3>3 3>3
          sum(requests_total) / scalar(sum(limit))                    | 1>1 3>1 3>3 1>1 2>1 2>2
          requests_total{code="200"} > 100                            | 2>1 2>2
          -limit                                                      | 2>2 2>2
          (limit) + 1                                                 | 2>2 2>2 2>2
          topk(1, requests_total)                                     | 3>1 3>3
          absent(nothing)                                             | 0>1 0>0
          max_over_time(sum(limit)[2m:1m])                            | 1>1 1>1 2>1 2>2
          limit and on (instance) requests_total                      | 5>1 2>2 3>3
          timestamp(limit)                                            | 2>2 2>2
          label_replace(limit, "a", "$1", "instance", "(.*)")         | 2>2 2>2
          sum(limit @ 60)                                             | 2>1 2>2
          """)
  void everyNodeTellsItsSeries(String query, String expected) {
    assertThat(String.join(" ", seriesCounts(explain(query).explanation()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          requests_total + on (instance) group_left () limit
          sum by (instance) (rate(requests_total[2m]))
          max_over_time(sum(limit)[2m:1m])
          sum(limit @ 60) + sum(requests_total)
          histogram_quantile(0.9, limit) or limit[2m:30s] > 1 or vector(1)
          time() - timestamp(limit)
          """)
  void samplesReadAreThoseOfTheStatisticsAndTheAnswerIsTheSame(String text) {
    String query = text.replace("limit[2m:30s]", "max_over_time(limit[2m:30s])");
    QueryOptions perStep = QueryOptions.defaults().withPerStepStatistics(true);
    QueryResult plain = fixture.engine().range(query, 0, 180_000, 60_000, perStep);
    ExplainedQuery explained = fixture.engine().explainRange(query, 0, 180_000, 60_000, perStep);
    QueryResult result = explained.result().orElseThrow();
    assertThat(result.value()).hasToString(plain.value().toString());
    QueryStatistics statistics = result.statistics();
    assertThat(statistics.samplesRead()).isEqualTo(plain.statistics().samplesRead());
    assertThat(statistics.totalSamples()).isEqualTo(plain.statistics().totalSamples());
    assertThat(top(explained).samplesRead()).isEqualTo(statistics.samplesRead());
    for (int step = 0; step < 4; step++) {
      assertThat(statistics.steps().samplesRead(step))
          .isEqualTo(plain.statistics().steps().samplesRead(step));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          request_total                 | noSuchMetric       | no series is called request_total; nearest: requests_total
          requests                      | noSuchMetric       | no series is called requests; nearest: requests_total
          quite_different               | noSuchMetric       | no series is called quite_different, and no name is near it
          requests_total{code="503"}    | matcherEmpties     | code="503" matches no series of requests_total; nearest values of code: 500
          requests_total{code=~"4.."}   | matcherEmpties     | code=~"4.." matches no series of requests_total; values of code: 200, 500
          {code="x"}                    | matcherEmpties     | code="x" matches no series; values of code: 200, 500
          limit{zone="eu"}              | labelMissing       | no series of limit has a label zone, as zone="eu" wants
          requests_total{code="500", instance="b"} | matchersTogether | there are series for each of the matchers, but none for all of them together: code="500", instance="b"
          gone                          | noSamplesInTime    | series match (1), but none has a sample within 5m: the target or the series is gone; the newest is of 1970-01-01T00:01:00Z
          rate(limit[30s])              | needsTwoSamples    | rate needs at least two samples in a window of 30s, and samples are 1m apart: take a window of at least 4m
          limit > 100                   | comparisonNeverTrue | > is true of no value: the values lie between 7 and 100
          """)
  void anEmptyNodeSaysWhy(String query, String kind, String message) {
    List<Reason> reasons = allReasons(explain(query).explanation());
    assertThat(reasons).hasSize(1);
    assertThat(reasons.getFirst().message()).isEqualTo(message);
    assertThat(reasons.getFirst().kind().id()).isEqualTo(kind);
  }

  @Test
  void aMetricOfOtherTimesIsNotUnknown() {
    Reason reason =
        allReasons(
                fixture
                    .engine()
                    .explainInstant("late", 30_000, QueryOptions.defaults())
                    .explanation())
            .getFirst();
    assertThat(reason.kind()).isEqualTo(Reason.Kind.METRIC_AT_OTHER_TIMES);
    assertThat(reason.details()).containsEntry("metric", "late");
  }

  @Test
  void anOldSampleIsNamedWithItsTime() {
    Reason reason =
        allReasons(
                fixture
                    .engine()
                    .explainInstant("early", 400_000, QueryOptions.defaults())
                    .explanation())
            .getFirst();
    assertThat(reason.kind())
        .isIn(Reason.Kind.NO_SAMPLES_IN_TIME, Reason.Kind.METRIC_AT_OTHER_TIMES);
  }

  @Test
  void groupsTellBothSidesAndTheResult() {
    Matching matching = matching(explain("requests_total / on (instance) group_left () limit"));
    assertThat(matching.groupCount()).isEqualTo(3);
    assertThat(matching.matchedCount()).isEqualTo(1);
    assertThat(matching.leftOnlyCount()).isEqualTo(1);
    assertThat(matching.rightOnlyCount()).isEqualTo(1);
    assertThat(matching.truncated()).isFalse();
    Matching.Group matched =
        matching.groups().stream()
            .filter(group -> group.labels().equals(Labels.of("instance", "a")))
            .findFirst()
            .orElseThrow();
    assertThat(matched.left().count()).isEqualTo(2);
    assertThat(matched.right().series())
        .containsExactly(new Matching.Member(metric("limit", "instance", "a"), "100"));
    assertThat(matched.result()).hasValue(2);
    assertThat(matched.reason()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          requests_total{code="200"} / on (instance) limit  | b | noSuchValue | the right side has no series with instance="b"; the nearest has instance="a"
          requests_total{code="200"} / on (instance) limit  | c | noSuchValue | the left side has no series with instance="c"; the nearest has instance="a"
          limit unless on (instance) requests_total         | a | otherSideHasIt | left out, as the right side has a series of this group
          limit or on (instance) requests_total             | a | otherSideHasIt | the right side's series are left out, as the left side has one of this group
          limit and on (instance) requests_total            | c | noSuchValue | the right side has no series with instance="c"; the nearest has instance="a"
          limit == on (instance) requests_total{code="200"} | a | comparisonFalse | == is false at every step
          limit * on (instance) nothing                     | a | sideEmpty | the right side has no series at all
          """)
  void aGroupWithoutResultSaysWhy(String query, String instance, String kind, String message) {
    Reason reason = reasonOf(explain(query), Labels.of("instance", instance));
    assertThat(reason.message()).isEqualTo(message);
    assertThat(reason.kind().id()).isEqualTo(kind);
  }

  @Test
  void aLabelThatOneSideHasAloneComesWithTheClauseThatHelps() {
    Reason reason =
        reasonOf(explain("requests_total / limit"), Labels.of("instance", "a", "code", "200"));
    assertThat(reason.message())
        .isEqualTo("only the left side has code; match with ignoring (code)");
    assertThat(reason.details()).containsEntry("clause", "ignoring (code)");
  }

  @Test
  void labelsThatMeetInNoGroupTogetherAreNamedWithTheNearest() {
    fixture
        .load(60, metric("l", "x", "1", "y", "1"), 1, 1, 1, 1)
        .load(60, metric("r", "x", "1", "y", "2"), 1, 1, 1, 1)
        .load(60, metric("r", "x", "2", "y", "1"), 1, 1, 1, 1);
    Reason reason = reasonOf(explain("l + r"), Labels.of("x", "1", "y", "1"));
    assertThat(reason.message())
        .isEqualTo(
            "the right side has no series with all of these labels; the nearest has y=\"2\""
                + " instead of y=\"1\"");
  }

  @Test
  void sidesThatTakeTurnsNeverMeet() {
    fixture.load(60, metric("shift", "n", "early"), 1, Staleness.MARKER);
    fixture.load(60, metric("shift", "n", "late"), Double.NaN, Double.NaN, 1, 1);
    Reason reason =
        reasonOf(explainRange("shift{n=\"early\"} + ignoring (n) shift{n=\"late\"}"), Labels.EMPTY);
    assertThat(reason.kind()).isEqualTo(Reason.Kind.NEVER_AT_THE_SAME_TIME);
  }

  @Test
  void samplesThatAnOperatorDoesNotTakeAreNamed() {
    fixture.load(
        60,
        metric("h", "instance", "a"),
        new Histogram[] {histogram(), histogram(), histogram(), histogram()});
    Reason reason = reasonOf(explain("limit - on (instance) h"), Labels.of("instance", "a"));
    assertThat(reason.kind()).isEqualTo(Reason.Kind.INCOMPATIBLE_SAMPLES);
  }

  private static Histogram histogram() {
    return new Histogram(
        Histogram.ResetHint.UNKNOWN,
        0,
        false,
        0,
        0,
        1,
        1,
        List.of(new Histogram.Span(0, 1)),
        new double[] {1},
        List.of(),
        new double[0],
        new double[0]);
  }

  @Test
  void aQueryThatFailsInAMatchIsExplainedAsFarAsItCame() {
    ExplainedQuery explained = explain("limit / on (instance) requests_total");
    assertThat(explained.result()).isEmpty();
    assertThat(explained.failure().orElseThrow())
        .hasMessageContaining("found duplicate series for the match group");
    assertThat(reasonOf(explained, Labels.of("instance", "a")).message())
        .isEqualTo(
            "2 series on the right side, where one is allowed; they differ in code. Write"
                + " group_right, match on these labels too, or aggregate them away");
    assertThat(matching(explained).groups().getFirst().result()).isEmpty();
  }

  @Test
  void whatNeverRanBecauseOfAFailureSaysNothing() {
    ExplainedQuery explained = explain("(limit / on (instance) requests_total) + nothing");
    assertThat(allReasons(explained.explanation()))
        .extracting(Reason::kind)
        .containsExactly(Reason.Kind.NO_SUCH_METRIC);
  }

  @Test
  void wrongQueriesAreRefusedAsEver() {
    assertThatThrownBy(() -> explain("sum("))
        .isInstanceOf(QueryException.class)
        .satisfies(
            e -> assertThat(((QueryException) e).kind()).isEqualTo(QueryException.Kind.BAD_DATA));
    assertThatThrownBy(() -> explainRange("limit[5m]")).hasMessageContaining("range query");
  }

  @Test
  void aStoppedQueryIsNotExplained() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    assertThatThrownBy(() ->
            fixture
                .engine()
                .explainInstant("limit", 0, QueryOptions.defaults().withCancellation(cancellation)))
        .hasMessageContaining("canceled");
  }

  @Test
  void valuesAndLabelsOfWhatCameOutAreSummedUp() {
    NodeExplanation told = top(explain("requests_total"));
    assertThat(told.values()).contains(new ValueBounds(18, 180));
    assertThat(told.labels().labels())
        .containsExactly(
            new LabelCount("code", 2),
            new LabelCount("instance", 2),
            new LabelCount("__name__", 1));
  }

  @Test
  void whatIsTheSameAtEveryStepIsEvaluatedOnce() {
    assertThat(top(explainRange("limit @ 60")).steps()).isEqualTo(1);
    assertThat(top(explainRange("limit")).steps()).isEqualTo(4);
  }

  @Test
  void timesOfTheNodesBelowAreInTheTotal() {
    ExplainedQuery explained = explainRange("sum(rate(requests_total[2m]))");
    NodeExplanation sum = top(explained);
    Expr rate = Trees.children(explained.explanation().tree()).getFirst();
    NodeExplanation below = explained.explanation().of(rate).orElseThrow();
    assertThat(sum.ownNanos()).isPositive();
    assertThat(below.ownNanos()).isPositive();
    assertThat(sum.totalNanos()).isEqualTo(sum.ownNanos() + below.totalNanos());
  }

  @Test
  void manyGroupsAreCountedButNotAllShown() {
    for (int i = 0; i < 300; i++) {
      fixture.load(60, metric("many", "i", "" + i), 1, 1, 1, 1);
      fixture.load(60, metric("other", "i", "" + (i + 1)), 1, 1, 1, 1);
    }
    String query =
        String.join(
            " or ",
            IntStream.range(0, 10).mapToObj(i -> "(many * " + (i + 1) + " + other)").toList());
    Matching matching = matching(explain("many + other"));
    assertThat(matching.groupCount()).isEqualTo(301);
    assertThat(matching.groups()).hasSize(50);
    assertThat(matching.truncated()).isTrue();
    assertThat(matching.groups().get(0).reason()).isPresent();
    assertThat(matching.groups().get(1).reason()).isPresent();
    assertThat(matching.groups().get(2).reason()).isEmpty();
    assertThat(shownGroups(explain(query).explanation())).isLessThanOrEqualTo(250);
  }

  private static int shownGroups(Explanation explanation) {
    return shownGroups(explanation, explanation.tree());
  }

  private static int shownGroups(Explanation explanation, Expr node) {
    int shown =
        explanation
            .of(node)
            .flatMap(NodeExplanation::matching)
            .map(m -> m.groups().size())
            .orElse(0);
    for (Expr child : Trees.children(node)) {
      shown += shownGroups(explanation, child);
    }
    return shown;
  }

  @Test
  void aSideWithManySeriesShowsTheFirst() {
    for (int i = 0; i < 9; i++) {
      fixture.load(60, metric("m", "i", "" + i), 1, 1, 1, 1);
    }
    fixture.load(60, metric("one"), 1, 1, 1, 1);
    Matching.Side left =
        matching(explain("m + on () group_left () one")).groups().getFirst().left();
    assertThat(left.count()).isEqualTo(9);
    assertThat(left.series()).hasSize(5);
    assertThat(left.truncated()).isTrue();
  }

  @Test
  void aLookbackOfTheQueryCounts() {
    ExplainedQuery explained =
        fixture
            .engine()
            .explainInstant(
                "gone", 180_000, QueryOptions.defaults().withLookbackDelta(Duration.ofMinutes(4)));
    assertThat(allReasons(explained.explanation()).getFirst().details())
        .containsEntry("lookbackMillis", 240_000L)
        .containsEntry("ended", true);
    assertThat(Optional.of(top(explained).seriesIn())).contains(1L);
  }
}
