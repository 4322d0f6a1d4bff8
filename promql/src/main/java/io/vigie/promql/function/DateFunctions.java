package io.vigie.promql.function;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// `hour`, `month` and the like: parts of a UTC date. Without an argument, of the evaluation time.
final class DateFunctions {
  private static final long MAX_EPOCH_SECOND = 31_556_889_864_403_199L;

  private DateFunctions() {}

  static Map<String, PromqlFunction> all() {
    Map<String, PromqlFunction> all = new HashMap<>();
    put(all, "minute", LocalDateTime::getMinute);
    put(all, "hour", LocalDateTime::getHour);
    put(all, "day_of_week", date -> date.getDayOfWeek().getValue() % 7);
    put(all, "day_of_month", LocalDateTime::getDayOfMonth);
    put(all, "day_of_year", LocalDateTime::getDayOfYear);
    put(all, "days_in_month", date -> date.toLocalDate().lengthOfMonth());
    put(all, "month", LocalDateTime::getMonthValue);
    put(all, "year", LocalDateTime::getYear);
    return all;
  }

  private static void put(
      Map<String, PromqlFunction> all, String name, ToIntFunction<LocalDateTime> part) {
    all.put(name, new PromqlFunction.OverVectors(call -> evaluate(call, part)));
  }

  private static List<StepSeries> evaluate(VectorCall call, ToIntFunction<LocalDateTime> part) {
    if (call.argumentCount() == 0) {
      return List.of(new StepSeries(Labels.EMPTY, false, ofEvaluationTime(call, part)));
    }
    return call.vector(0).stream()
        .map(series ->
            new StepSeries(
                call.withoutName(series.labels()), true, ofValues(series.column(), part)))
        .toList();
  }

  private static StepColumn ofEvaluationTime(VectorCall call, ToIntFunction<LocalDateTime> part) {
    StepColumn column = StepColumn.missing(call.grid().steps());
    for (int step = 0; step < column.steps(); step++) {
      long second = Math.floorDiv(call.grid().timestampMillis(step), 1000L);
      column.set(step, part.applyAsInt(date(second)));
    }
    return column;
  }

  private static StepColumn ofValues(StepColumn values, ToIntFunction<LocalDateTime> part) {
    StepColumn column = StepColumn.missing(values.steps());
    for (int step = 0; step < column.steps(); step++) {
      if (values.isPresent(step) && !values.isHistogram(step)) {
        column.set(step, part.applyAsInt(date((long) values.value(step))));
      }
    }
    return column;
  }

  private static LocalDateTime date(long epochSecond) {
    long bounded = Math.clamp(epochSecond, -MAX_EPOCH_SECOND, MAX_EPOCH_SECOND);
    return LocalDateTime.ofEpochSecond(bounded, 0, ZoneOffset.UTC);
  }
}
