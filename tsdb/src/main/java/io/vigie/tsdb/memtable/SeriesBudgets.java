package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SeriesLimitException;
import io.vigie.tsdb.memtable.SeriesBudget.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// Counts the active series of every [SeriesBudget]. Guarded by its [SeriesTable].
final class SeriesBudgets {
  private static final class Counted {
    final SeriesBudget budget;
    long series;
    long refused;

    Counted(SeriesBudget budget) {
      this.budget = budget;
    }
  }

  private List<Counted> budgets = List.of();
  private Consumer<SeriesBudget> whenRefused = _ -> {};

  /// Takes up other budgets and counts the active series anew.
  void replace(List<SeriesBudget> replacing, Collection<Labels> active) {
    budgets = replacing.stream().map(Counted::new).toList();
    if (!budgets.isEmpty()) {
      active.forEach(labels -> count(labels, 1));
    }
  }

  void whenRefused(Consumer<SeriesBudget> action) {
    whenRefused = action;
  }

  /// @throws SeriesLimitException if a budget of the series is used up
  void refuseBeyond(Labels labels) {
    for (Counted counted : budgets) {
      SeriesBudget budget = counted.budget;
      if (counted.series >= budget.maxSeries() && budget.isAbout(labels)) {
        counted.refused++;
        whenRefused.accept(budget);
        throw new SeriesLimitException(
            "the budget of "
                + budget.maxSeries()
                + " active series for "
                + budget.selector()
                + " is used up; the new series "
                + labels
                + " is refused: raise the budget, or drop labels that take many values");
      }
    }
  }

  void added(Labels labels) {
    count(labels, 1);
  }

  void removed(Labels labels) {
    count(labels, -1);
  }

  private void count(Labels labels, int change) {
    for (Counted counted : budgets) {
      if (counted.budget.isAbout(labels)) {
        counted.series += change;
      }
    }
  }

  List<Usage> usage() {
    List<Usage> usage = new ArrayList<>();
    budgets.forEach(
        counted -> usage.add(new Usage(counted.budget, counted.series, counted.refused)));
    return usage;
  }
}
