package io.vigie.tsdb;

import static io.vigie.tsdb.StoreOnDisk.NOW;
import static io.vigie.tsdb.StoreOnDisk.append;
import static io.vigie.tsdb.StoreOnDisk.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SeriesLimitException;
import io.vigie.tsdb.memtable.SeriesBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// New series beyond a budget are refused; those that are there go on.
class SeriesBudgetTest {
  private static final SeriesBudget THREE_OF_M =
      new SeriesBudget(List.of(LabelMatcher.equal("__name__", "m")), 3);

  @TempDir Path directory;

  private Tsdb tsdb;

  @BeforeEach
  void open() throws IOException {
    tsdb = StoreOnDisk.open(directory);
  }

  @AfterEach
  void close() throws IOException {
    tsdb.close();
  }

  @Test
  void onlyNewSeriesThatMatchAreRefusedAndTheMessageSaysWhatToDo() throws IOException {
    tsdb.limit(List.of(THREE_OF_M));
    for (int i = 0; i < 3; i++) {
      append(tsdb, series(i), NOW, i);
    }
    assertThatThrownBy(() -> append(tsdb, series(3), NOW, 3))
        .isInstanceOf(SeriesLimitException.class)
        .hasMessageContaining("budget of 3")
        .hasMessageContaining("__name__=\"m\"")
        .hasMessageContaining("n=\"3\"")
        .hasMessageContaining("raise the budget");
    assertThat(append(tsdb, series(1), NOW + 1, 1).isStored()).isTrue();
    assertThat(append(tsdb, Labels.of("__name__", "other"), NOW, 1).isStored()).isTrue();
    assertThat(tsdb.budgets()).containsExactly(new SeriesBudget.Usage(THREE_OF_M, 3, 1));
  }

  @Test
  void aBudgetThatComesLaterCountsWhatIsActive() throws IOException {
    for (int i = 0; i < 5; i++) {
      append(tsdb, series(i), NOW, i);
    }
    tsdb.limit(List.of(THREE_OF_M));
    assertThat(tsdb.budgets().getFirst().series()).isEqualTo(5);
    assertThatThrownBy(() -> append(tsdb, series(5), NOW, 3))
        .isInstanceOf(SeriesLimitException.class);
    tsdb.limit(List.of());
    assertThat(append(tsdb, series(5), NOW, 3).isStored()).isTrue();
  }
}
