package io.vigie.ingest.scrape;

import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.NameValidation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes the labels under which a sample is stored of those that the target gives it: adds the
/// target's own, renames what collides with them, relabels, checks. Immutable and thread-safe.
final class SampleLabels {
  private static final String EXPORTED_PREFIX = "exported_";

  private final Labels targetLabels;
  private final boolean honorLabels;
  private final Relabelling relabelling;
  private final NameValidation validation;
  private final ScrapeLimits limits;

  SampleLabels(ScrapeConfig config, Relabelling metricRelabelling, Labels targetLabels) {
    this.targetLabels = targetLabels;
    this.honorLabels = config.honorLabels();
    this.relabelling = metricRelabelling;
    this.validation = config.nameValidation();
    this.limits = config.limits();
  }

  /// A series breaks a rule, which fails the whole scrape.
  static final class RefusedException extends Exception {
    final boolean isLabelLimit;

    RefusedException(String message, boolean isLabelLimit) {
      super(message);
      this.isLabelLimit = isLabelLimit;
    }
  }

  /// @return the labels to store under; empty if relabelling drops the series
  /// @throws RefusedException if the labels are not allowed
  Optional<Labels> of(Labels exposed) throws RefusedException {
    Optional<Labels> kept = relabelling.apply(withTargetLabels(exposed));
    if (kept.isEmpty() || kept.get().isEmpty()) {
      return Optional.empty();
    }
    check(kept.get());
    return kept;
  }

  /// Labels of an automatic series: the target's win, whatever the job says.
  Labels ofReport(String metricName) {
    return targetLabels.with(Labels.METRIC_NAME, metricName);
  }

  private Labels withTargetLabels(Labels exposed) {
    for (int i = 0; i < targetLabels.size(); i++) {
      if (exposed.has(targetLabels.name(i))) {
        return withColliding(exposed);
      }
    }
    return merged(exposed, targetLabels);
  }

  /// Both, which have no name in common: every new series comes along here.
  private static Labels merged(Labels one, Labels other) {
    String[] pairs = new String[2 * (one.size() + other.size())];
    int i = 0;
    int j = 0;
    for (int at = 0; at < pairs.length; at += 2) {
      boolean takeOne =
          j == other.size() || (i < one.size() && one.name(i).compareTo(other.name(j)) < 0);
      Labels source = takeOne ? one : other;
      int index = takeOne ? i++ : j++;
      pairs[at] = source.name(index);
      pairs[at + 1] = source.value(index);
    }
    return Labels.ofSortedPairs(pairs);
  }

  private Labels withColliding(Labels exposed) {
    Labels.Builder labels = exposed.toBuilder();
    List<String> collisions = new ArrayList<>();
    targetLabels.forEach((name, value) -> {
      if (!exposed.has(name)) {
        labels.set(name, value);
      } else if (!honorLabels) {
        collisions.add(name);
        labels.set(name, value);
      }
    });
    collisions.sort(Comparator.comparingInt(String::length));
    for (String name : collisions) {
      labels.set(freeName(labels, name), exposed.get(name));
    }
    return labels.build();
  }

  private static String freeName(Labels.Builder labels, String name) {
    String free = EXPORTED_PREFIX + name;
    while (!labels.get(free).isEmpty()) {
      free = EXPORTED_PREFIX + free;
    }
    return free;
  }

  private void check(Labels labels) throws RefusedException {
    String metric = labels.metricName();
    if (metric.isEmpty()) {
      throw new RefusedException("missing metric name (__name__ label)", false);
    }
    boolean valid = validation.isValidMetricName(metric);
    for (int i = 0; i < labels.size() && valid; i++) {
      valid =
          labels.name(i).equals(Labels.METRIC_NAME) || validation.isValidLabelName(labels.name(i));
    }
    if (!valid) {
      throw new RefusedException("invalid metric name or label names: " + labels, false);
    }
    checkLimits(labels, metric);
  }

  private void checkLimits(Labels labels, String metric) throws RefusedException {
    if (limits.labels() > 0 && labels.size() > limits.labels()) {
      throw new RefusedException(
          "label_limit exceeded (metric: %.50s, number of labels: %d, limit: %d)"
              .formatted(metric, labels.size(), limits.labels()),
          true);
    }
    if (limits.labelNameLength() == 0 && limits.labelValueLength() == 0) {
      return;
    }
    for (int i = 0; i < labels.size(); i++) {
      checkLength(
          "label_name_length_limit",
          metric,
          labels.name(i),
          labels.name(i),
          limits.labelNameLength());
      checkLength(
          "label_value_length_limit",
          metric,
          labels.name(i),
          labels.value(i),
          limits.labelValueLength());
    }
  }

  private static void checkLength(
      String limitName, String metric, String labelName, String text, long limit)
      throws RefusedException {
    if (limit > 0 && text.length() * 3L > limit) { // a char takes at most three bytes
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      if (length > limit) {
        throw new RefusedException(
            "%s exceeded (metric: %.50s, label name: %.50s, length: %d, limit: %d)"
                .formatted(limitName, metric, labelName, length, limit),
            true);
      }
    }
  }
}
