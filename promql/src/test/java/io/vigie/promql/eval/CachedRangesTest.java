package io.vigie.promql.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.promql.cache.RangeCache;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CachedRangesTest {
  private final EngineFixture fixture =
      new EngineFixture()
          .load(
              10,
              EngineFixture.metric("queue_length", "k", "v"),
              IntStream.range(0, 100).mapToDouble(i -> i).toArray());

  @Test
  void anAnswerPinnedToItsWindowIsGivenAgainAndTakesThePlaceOfTheOneBefore() {
    QueryResult first = fixture.range(0, 300, 15, "queue_length - queue_length @ end()");
    QueryResult again = fixture.range(0, 300, 15, "queue_length - queue_length @ end()");
    assertThat(again.value()).isEqualTo(first.value());
    assertThat(counts().stepsReused()).isEqualTo(21);

    fixture.range(15, 315, 15, "queue_length - queue_length @ end()");
    assertThat(counts().stepsReused()).isEqualTo(21);
    assertThat(counts().entries()).isEqualTo(1);
  }

  @Test
  void anEndBehindTheLastStepIsPartOfTheQuestion() {
    fixture.range(0, 300, 60, "queue_length @ end()");
    QueryResult later = fixture.range(0, 330, 60, "queue_length @ end()");
    assertThat(counts().stepsReused()).isZero();
    assertThat(later.value()).hasToString("Matrix[series=[" + repeated(33) + "]]");
  }

  private static String repeated(int value) {
    StringBuilder text = new StringBuilder("{__name__=\"queue_length\", k=\"v\"}");
    for (int second = 0; second <= 300; second += 60) {
      text.append(' ').append((double) value).append(" @").append(second * 1000);
    }
    return text.toString();
  }

  @Test
  void remarksComeWithTheStepsTheyAreAbout() {
    QueryResult first = fixture.range(0, 300, 15, "rate(queue_length[1m])");
    QueryResult again = fixture.range(0, 300, 15, "rate(queue_length[1m])");
    assertThat(again.annotations()).isEqualTo(first.annotations());
    assertThat(again.annotations().infos()).singleElement().asString().endsWith("(1:6)");
    assertThat(counts().stepsReused()).isEqualTo(21);
    // Behind the last sample nothing is left to remark on.
    assertThat(fixture.range(2000, 2300, 15, "rate(queue_length[1m])").annotations().isEmpty())
        .isTrue();
  }

  @Test
  void whatIsAskedAboutEveryWindowAnewIsNotKept() {
    for (String query :
        new String[] {
          "sort(queue_length)",
          "{__name__=~\"queue_.*\"}",
          "limitk(1, queue_length)",
          "max_over_time(queue_length[10s:5s])",
          "quantile(scalar(queue_length), queue_length)"
        }) {
      fixture.range(0, 300, 15, query);
      fixture.range(0, 300, 15, query);
    }
    assertThat(counts().stepsReused()).isZero();
    assertThat(counts().entries()).isZero();
  }

  private RangeCache.Counts counts() {
    return fixture.engine().cacheCounts();
  }
}
