package io.vigie.promql.eval;

import static io.vigie.promql.eval.EngineFixture.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlowQueriesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final SlowQueries queries = new SlowQueries(nanos::get);

  private void ran(String query, int seconds) {
    nanos.addAndGet(1_000_000);
    queries.add(query, "", Duration.ofSeconds(seconds).toNanos(), 1, 1, Optional.empty());
  }

  private List<String> names() {
    return queries.list(100).stream().map(FinishedQuery::query).toList();
  }

  @Test
  void theSlowestComeFirst() {
    ran("b", 2);
    ran("c", 3);
    ran("a", 1);
    assertThat(names()).containsExactly("c", "b", "a");
    assertThat(queries.list(1)).hasSize(1);
  }

  @Test
  void manyQuickOnesDoNotCrowdOutASlowOne() {
    ran("slow", 60);
    for (int i = 0; i < 1_000; i++) {
      ran("quick", 1);
    }
    assertThat(names()).hasSize(50).startsWith("slow", "quick");
  }

  @Test
  void anHourLaterTheyAreForgottenSpanBySpan() {
    ran("early", 1);
    nanos.addAndGet(Duration.ofMinutes(30).toNanos());
    ran("late", 1);
    nanos.addAndGet(Duration.ofMinutes(31).toNanos());
    assertThat(names()).containsExactly("late");
    nanos.addAndGet(Duration.ofMinutes(30).toNanos());
    assertThat(names()).isEmpty();
  }

  @Test
  void aLongTextIsCut() {
    ran("x".repeat(100_000), 1);
    assertThat(names().getFirst()).hasSize(2_001).endsWith("…");
  }

  @Test
  void theEngineRecordsAnswersAndFailuresWithTheirCaller() {
    EngineFixture fixture = new EngineFixture(EngineFixture.ALL_FEATURES, Ticker.system());
    fixture.load(60, metric("m", "i", "1"), 1);
    fixture.load(60, metric("m", "i", "2"), 1);
    QueryOptions asAnna = QueryOptions.defaults().withCaller("anna");
    fixture.engine().instant("m", 0, asAnna);
    assertThatThrownBy(() -> fixture.engine().instant("m + on () m", 0, asAnna))
        .isInstanceOf(QueryException.class);
    List<FinishedQuery> ended = fixture.engine().slowQueries().list(10);
    assertThat(ended)
        .hasSize(2)
        .allSatisfy(query -> {
          assertThat(query.caller()).isEqualTo("anna");
          assertThat(query.duration()).isPositive();
          assertThat(query.samplesRead()).isPositive();
        });
    assertThat(ended)
        .filteredOn(query -> query.query().equals("m"))
        .singleElement()
        .satisfies(query -> assertThat(query.error()).isEmpty());
    assertThat(ended)
        .filteredOn(query -> !query.query().equals("m"))
        .singleElement()
        .satisfies(query -> assertThat(query.error().orElseThrow()).contains("duplicate series"));
  }
}
