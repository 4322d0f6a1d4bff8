package io.vigie.promql.eval;

import static io.vigie.promql.eval.EngineFixture.metric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.MatrixSeries;
import org.junit.jupiter.api.Test;

class OperatorEvaluationTest {
  private final EngineFixture fixture = new EngineFixture();

  @Test
  void severalPartnersOnTheOneSideAreRefusedWithBothNames() {
    fixture.load(60, metric("a", "x", "1"), 1);
    fixture.load(60, metric("b", "x", "1", "y", "1"), 1);
    fixture.load(60, metric("b", "x", "1", "y", "2"), 1);
    assertThatThrownBy(() -> fixture.at(0, "a * on (x) b"))
        .isInstanceOf(QueryException.class)
        .hasMessage(
            "found duplicate series for the match group {x=\"1\"} on the right hand-side of the"
                + " operation: [{__name__=\"b\", x=\"1\", y=\"1\"}, {__name__=\"b\", x=\"1\","
                + " y=\"2\"}];many-to-many matching not allowed: matching labels must be unique on"
                + " one side");
  }

  @Test
  void severalPartnersAreRefusedEvenWhereNothingMatchesThem() {
    fixture.load(60, metric("a", "x", "other"), 1);
    fixture.load(60, metric("b", "x", "1", "y", "1"), 1);
    fixture.load(60, metric("b", "x", "1", "y", "2"), 1);
    assertThatThrownBy(() -> fixture.at(0, "a * on (x) b"))
        .hasMessageContaining("found duplicate series for the match group {x=\"1\"}");
    assertThat(fixture.vector(0, "nothing * on (x) b")).isEmpty();
  }

  @Test
  void manyOnTheLeftMustBeAskedFor() {
    fixture.load(60, metric("a", "x", "1", "y", "1"), 1);
    fixture.load(60, metric("a", "x", "1", "y", "2"), 2);
    fixture.load(60, metric("b", "x", "1"), 10);
    assertThatThrownBy(() -> fixture.at(0, "a * on (x) b"))
        .hasMessage(
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)");
    assertThat(fixture.vector(0, "a * on (x) group_left () b")).hasSize(2);
    assertThat(fixture.vector(0, "b - on (x) group_right () a"))
        .extracting(element -> element.value())
        .containsExactlyInAnyOrder(9.0, 8.0);
  }

  @Test
  void seriesThatTakeTurnsUnderOneKeyAreNoDuplicates() {
    fixture.load(600, metric("a"), 1, 1, 1);
    fixture.load(600, metric("b", "v", "1"), 10);
    fixture.load(600, metric("b", "v", "2"), Double.NaN, Double.NaN, 20);
    MatrixSeries product = fixture.matrix(0, 1200, 600, "a * ignoring (v) b").getFirst();
    assertThat(product.size()).isEqualTo(2);
    assertThat(product.value(1)).isEqualTo(20);
  }

  @Test
  void comparisonsFilterOrGiveTruth() {
    fixture.load(60, metric("m", "x", "1"), 1);
    fixture.load(60, metric("m", "x", "2"), 2);
    assertThat(fixture.vector(0, "m > 1"))
        .singleElement()
        .satisfies(element -> {
          assertThat(element.value()).isEqualTo(2);
          assertThat(element.labels().metricName()).isEqualTo("m");
        });
    assertThat(fixture.vector(0, "m > bool 1"))
        .extracting(element -> element.value())
        .containsExactlyInAnyOrder(0.0, 1.0);
    assertThat(fixture.only(0, "1 < m")).isEqualTo(2);
  }

  @Test
  void setOperatorsGoByKeyStepByStep() {
    fixture.load(300, metric("a", "x", "1"), 1, 1);
    fixture.load(300, metric("b", "x", "1"), Double.NaN, 2);
    assertThat(fixture.matrix(0, 300, 300, "a and b").getFirst().size()).isEqualTo(1);
    assertThat(fixture.matrix(0, 300, 300, "a unless b").getFirst().timestampMillis(0)).isZero();
    assertThat(fixture.matrix(0, 300, 300, "b or a")).hasSize(2);
  }

  @Test
  void fillValuesStandInForMissingPartners() {
    fixture.load(60, metric("a", "x", "1"), 1);
    fixture.load(60, metric("b", "x", "2"), 5);
    assertThat(fixture.vector(0, "a + fill (100) b"))
        .extracting(element -> element.labels().get("x") + "=" + element.value())
        .containsExactlyInAnyOrder("1=101.0", "2=105.0");
  }

  @Test
  void namesThatAreDroppedMustNotMakeSeriesEqual() {
    fixture.load(60, metric("a", "x", "1"), -1);
    fixture.load(60, metric("b", "x", "1"), -2);
    assertThatThrownBy(() -> fixture.at(0, "abs({x=\"1\"})"))
        .hasMessage("vector cannot contain metrics with the same labelset");
  }

  @Test
  void groupsHoldTheLabelsAskedFor() {
    fixture.load(60, metric("m", "a", "1", "b", "1"), 1);
    fixture.load(60, metric("m", "a", "1", "b", "2"), 2);
    assertThat(fixture.vector(0, "sum by (a) (m)"))
        .singleElement()
        .satisfies(element -> {
          assertThat(element.labels()).isEqualTo(Labels.of("a", "1"));
          assertThat(element.value()).isEqualTo(3);
        });
    assertThat(fixture.vector(0, "max without (b) (m)").getFirst().value()).isEqualTo(2);
  }

  @Test
  void topElementsComeInOrderWithTheirNames() {
    for (int i = 0; i < 20; i++) {
      fixture.load(60, metric("m", "i", "" + i), (i * 7) % 20);
    }
    assertThat(fixture.vector(0, "topk(3, m)"))
        .extracting(element -> element.value())
        .containsExactly(19.0, 18.0, 17.0);
    assertThat(fixture.vector(0, "bottomk(2, m)"))
        .extracting(element -> element.value())
        .containsExactly(0.0, 1.0);
    assertThat(fixture.vector(0, "limitk(4, m)")).hasSize(4);
  }

  @Test
  void ratiosOfOppositeSignChooseEverySeriesOnce() {
    for (int i = 0; i < 50; i++) {
      fixture.load(60, metric("m", "i", "" + i), i);
    }
    int chosen = fixture.vector(0, "limit_ratio(0.3, m)").size();
    assertThat(chosen).isBetween(1, 49);
    assertThat(fixture.vector(0, "limit_ratio(-0.7, m)")).hasSize(50 - chosen);
  }
}
