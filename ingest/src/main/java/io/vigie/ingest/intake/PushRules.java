package io.vigie.ingest.intake;

import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.util.Optional;

/// What happens to the labels of every series that is pushed, whatever the protocol.
///
/// @param relabelling what is made of them; may drop a series
/// @param limits of what was made of them
public record PushRules(Relabelling relabelling, LabelLimits limits) {
  public static final PushRules NONE = new PushRules(Relabelling.NONE, LabelLimits.NONE);

  /// The series under which samples are stored; empty if they are to be dropped.
  ///
  /// @throws InvalidSeriesException if the rules leave no series
  Optional<Labels> relabelled(Labels series) throws InvalidSeriesException {
    if (relabelling.isEmpty()) {
      return Optional.of(series);
    }
    Optional<Labels> made = relabelling.apply(series);
    if (made.isPresent() && !isSeries(made.get())) {
      throw new InvalidSeriesException(
          "metric_relabel_configs make an invalid metric name or labels of "
              + series
              + ", got "
              + made.get());
    }
    return made;
  }

  private static boolean isSeries(Labels labels) {
    boolean valid = labels.has(Labels.METRIC_NAME);
    for (int i = 0; i < labels.size(); i++) {
      valid &= MetricNames.isUtf8Name(labels.name(i));
    }
    return valid;
  }

  /// Why a series could not be stored; empty if it could, or is to be dropped.
  public Optional<String> problem(Labels series) {
    try {
      return relabelled(series).flatMap(limits::problem);
    } catch (InvalidSeriesException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
