package io.vigie.rules.evaluation;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Selectors;
import io.vigie.promql.ast.TimeShift;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// When the samples came that an expression saw last: how long an alert was on its way is counted
/// from there. Read once, only when a rule begins to fire.
final class NewestSamples {
  private static final Logger LOG = LoggerFactory.getLogger(NewestSamples.class);
  private static final Duration LOOK_BACK = Duration.ofMinutes(5);

  /// More series are not looked at: a measurement must not cost more than what it measures.
  private static final int MAX_SERIES = 10_000;

  private record Newest(Labels labels, long timestampMillis) {}

  private final List<Newest> series = new ArrayList<>();

  /// @param atMillis the instant for which the expression was asked
  NewestSamples(MetricStore store, Expr expression, long atMillis) {
    TimeRange range = new TimeRange(atMillis - LOOK_BACK.toMillis(), atMillis);
    for (Expr.VectorSelector selector : Selectors.in(expression)) {
      if (selector.shift().equals(TimeShift.NONE)) {
        try (Selection selection = store.select(range, selector.matchers())) {
          read(selection, range);
        } catch (IOException e) {
          LOG.debug("the age of samples is not known: {}", e.toString());
        }
      }
    }
  }

  private void read(Selection selection, TimeRange range) throws IOException {
    SampleBuffer samples = new SampleBuffer();
    for (Series one : selection.series()) {
      if (series.size() >= MAX_SERIES) {
        return;
      }
      samples.clear();
      one.read(range.minMillis(), range.maxMillis(), samples);
      if (!samples.isEmpty()) {
        series.add(new Newest(one.labels(), samples.timestampsMillis()[samples.size() - 1]));
      }
    }
  }

  /// The time of the newest sample of the series that an alert can be about.
  ///
  /// @return `otherwise` if there is none
  long of(Labels alert, long otherwise) {
    return series.stream()
        .filter(newest -> agrees(newest.labels(), alert))
        .mapToLong(Newest::timestampMillis)
        .max()
        .orElse(otherwise);
  }

  private static boolean agrees(Labels series, Labels alert) {
    boolean[] agrees = {true};
    series.forEach((name, value) -> {
      String said = alert.get(name);
      agrees[0] &= said.isEmpty() || said.equals(value);
    });
    return agrees[0];
  }
}
