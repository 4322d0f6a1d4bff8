package io.vigie.promql.eval;

import static io.vigie.promql.eval.EngineFixture.metric;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotationsTest {
  private final EngineFixture fixture = new EngineFixture();

  @Test
  void aQuantileOutsideItsRangeIsNamedWithItsPlace() {
    fixture.load(60, metric("m"), 1);
    assertThat(fixture.at(0, "sum(m) +\n  quantile(2, m)").annotations().warnings())
        .containsExactly("PromQL warning: quantile value should be between 0 and 1, got 2 (2:12)");
  }

  @Test
  void aRateOfWhatLooksLikeNoCounterIsRemarked() {
    fixture.load(60, metric("m"), 1, 2);
    assertThat(fixture.at(60, "rate(m[5m])").annotations().infos())
        .containsExactly(
            "PromQL info: metric might not be a counter, name does not end in"
                + " _total/_sum/_count/_bucket: \"m\" (1:6)");
  }

  @Test
  void sortingARangeQueryIsRemarked() {
    fixture.load(60, metric("m"), 1, 2);
    assertThat(fixture.range(0, 60, 60, "sort(m)").annotations().warnings())
        .singleElement()
        .asString()
        .endsWith("since results are always ordered by labels (1:1)");
  }

  @Test
  void floatsAndHistogramsInOneGroupGiveNoSumButAWarning() {
    Histogram histogram =
        new Histogram(
            ResetHint.UNKNOWN,
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
    fixture.load(60, metric("m", "k", "float"), 1);
    fixture.load(60, metric("m", "k", "histogram"), histogram);
    QueryResult result = fixture.at(0, "sum(m)");
    assertThat(result.value()).hasToString("Vector[elements=[]]");
    assertThat(result.annotations().warnings())
        .containsExactly(
            "PromQL warning: encountered a mix of histograms and floats for aggregation (1:5)");
  }

  @Test
  void remarksBeyondTheLimitAreCounted() {
    io.vigie.promql.value.Annotations many =
        new io.vigie.promql.value.Annotations(List.of("a", "b", "c"), List.of("x"));
    assertThat(many.limited(2).warnings())
        .containsExactly("a", "b", "1 more warning annotations omitted");
    assertThat(many.limited(2).infos()).containsExactly("x");
  }
}
