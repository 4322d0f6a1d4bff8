package io.vigie.model.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final Labels UP = Labels.of("job", "api", "__name__", "up", "instance", "a:80");

  @Test
  void areSortedByNameHoweverTheyWereGiven() {
    assertThat(UP.name(0)).isEqualTo("__name__");
    assertThat(UP.name(1)).isEqualTo("instance");
    assertThat(UP.name(2)).isEqualTo("job");
    assertThat(UP).isEqualTo(Labels.of(Map.of("instance", "a:80", "__name__", "up", "job", "api")));
    assertThat(UP).hasSameHashCodeAs(Labels.of("instance", "a:80", "__name__", "up", "job", "api"));
  }

  @Test
  void anEmptyValueIsTheSameAsNoLabel() {
    assertThat(Labels.of("a", "", "b", "1")).isEqualTo(Labels.of("b", "1"));
    assertThat(UP.with("job", "").has("job")).isFalse();
    assertThat(Labels.of("a", "")).isSameAs(Labels.EMPTY);
  }

  @Test
  void anAbsentLabelReadsAsTheEmptyText() {
    assertThat(UP.get("nothing")).isEmpty();
    assertThat(UP.metricName()).isEqualTo("up");
  }

  @Test
  void keepOrDropByName() {
    assertThat(UP.only(Set.of("job", "zone"))).isEqualTo(Labels.of("job", "api"));
    assertThat(UP.without(List.of("__name__", "instance"))).isEqualTo(Labels.of("job", "api"));
    assertThat(UP.without(Set.of("zone"))).isSameAs(UP);
  }

  @Test
  void orderIsByNameThenValueThenLength() {
    assertThat(
            List.of(
                Labels.of("b", "1"),
                Labels.of("a", "2"),
                Labels.of("a", "1", "b", "1"),
                Labels.of("a", "1"),
                Labels.EMPTY))
        .isSortedAccordingTo((left, right) -> right.compareTo(left));
  }

  @Test
  void aNameGivenTwiceIsRefusedByName() {
    assertThatThrownBy(() -> Labels.of("a", "1", "a", "2"))
        .hasMessage("label \"a\" is given twice");
    assertThatThrownBy(() -> Labels.ofSortedPairs(new String[] {"b", "1", "a", "2"}))
        .hasMessage("label names are not ascending at \"a\"");
  }

  @Test
  void printLikeASelector() {
    assertThat(Labels.of("a.b", "x\"y\n", "c", "\\"))
        .hasToString("{\"a.b\"=\"x\\\"y\\n\", c=\"\\\\\"}");
  }
}
