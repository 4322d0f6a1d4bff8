package io.vigie.tsdb.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostingsTest {
  @Test
  void valuesWithAPrefixAreFoundHoweverManyThereAre() {
    for (int count = 0; count < 400; count++) {
      List<String> wanted = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        wanted.add("node_" + i);
      }
      Collections.sort(wanted);
      List<String> values = new ArrayList<>(List.of("go_goroutines", "nod"));
      values.addAll(wanted);
      values.addAll(List.of("nodf", "up"));

      assertThat(Postings.withPrefix(values, "node_")).isEqualTo(wanted);
    }
  }
}
