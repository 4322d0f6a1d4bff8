package io.vigie.rules.evaluation;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Staleness;
import io.vigie.promql.value.VectorElement;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The series that one rule wrote last, so that those that vanish from its answer end with a stale
/// marker. Guarded by the evaluation of its group.
final class RuleSeries {
  /// Of the last answer, with their references.
  private Map<Labels, Long> references = new HashMap<>();

  Set<Labels> all() {
    return references.keySet();
  }

  /// Goes on where an equal rule of an earlier configuration ended.
  void continueFrom(RuleSeries earlier) {
    references = new HashMap<>(earlier.references);
  }

  /// Writes an answer.
  ///
  /// @return what the store refused, in words; empty if nothing
  /// @throws IOException if nothing could be written
  String write(Collection<VectorElement> answer, long timestampMillis, MetricStore store)
      throws IOException {
    Map<Labels, Long> written = new HashMap<>();
    Map<AppendOutcome, Integer> refused = new EnumMap<>(AppendOutcome.class);
    try (Appender appender = store.appender()) {
      for (VectorElement element : answer) {
        AppendOutcome outcome = write(element, appender, written);
        if (!outcome.isStored()) {
          refused.merge(outcome, 1, Integer::sum);
        }
      }
      for (Map.Entry<Labels, Long> earlier : references.entrySet()) {
        if (!written.containsKey(earlier.getKey())) {
          markStale(earlier.getKey(), earlier.getValue(), timestampMillis, appender);
        }
      }
      appender.commit();
    }
    references = written;
    return describe(refused);
  }

  private AppendOutcome write(VectorElement element, Appender appender, Map<Labels, Long> written) {
    Labels labels = element.labels();
    Long known = references.get(labels);
    long reference = known == null ? appender.reference(labels) : known;
    AppendOutcome outcome = append(reference, element, appender);
    if (outcome == AppendOutcome.UNKNOWN_SERIES) {
      reference = appender.reference(labels);
      outcome = append(reference, element, appender);
    }
    if (outcome.isStored()) {
      written.put(labels, reference);
    }
    return outcome;
  }

  private static AppendOutcome append(long reference, VectorElement element, Appender appender) {
    return element.histogram().isPresent()
        ? appender.append(reference, element.timestampMillis(), element.histogram().get())
        : appender.append(reference, element.timestampMillis(), element.value());
  }

  private static void markStale(
      Labels labels, long reference, long timestampMillis, Appender appender) {
    AppendOutcome outcome = appender.append(reference, timestampMillis, Staleness.MARKER);
    if (outcome == AppendOutcome.UNKNOWN_SERIES) {
      appender.append(appender.reference(labels), timestampMillis, Staleness.MARKER);
    }
  }

  /// Ends series that no rule writes any more.
  ///
  /// @throws IOException if nothing could be written
  static void end(Collection<Labels> series, long timestampMillis, MetricStore store)
      throws IOException {
    if (series.isEmpty()) {
      return;
    }
    try (Appender appender = store.appender()) {
      for (Labels labels : series) {
        appender.append(appender.reference(labels), timestampMillis, Staleness.MARKER);
      }
      appender.commit();
    }
  }

  private static String describe(Map<AppendOutcome, Integer> refused) {
    return refused.entrySet().stream()
        .map(entry -> entry.getValue() + " samples refused: " + words(entry.getKey()))
        .collect(Collectors.joining("; "));
  }

  private static String words(AppendOutcome outcome) {
    return switch (outcome) {
      case CONFLICTING_VALUE -> "another value has the same timestamp; do two rules record it?";
      case TOO_OLD -> "older than what is kept";
      case TOO_FAR_IN_FUTURE -> "too far in the future";
      case ACCEPTED, DUPLICATE, UNKNOWN_SERIES -> outcome.name();
    };
  }
}
