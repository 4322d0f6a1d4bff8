package io.vigie.server.alerting;

import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.AlertSink;
import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.Optional;

/// Prepares alerts as the configuration wants them, and passes them on. Thread-safe.
public final class AlertRelay implements AlertSink {
  private final List<AlertSink> sinks;
  private volatile Preparation preparation = new Preparation(Labels.EMPTY, Relabelling.NONE);

  private record Preparation(Labels externalLabels, Relabelling relabelling) {
    Optional<Alert> apply(Alert alert) {
      Labels.Builder labels = alert.labels().toBuilder();
      externalLabels.forEach((name, value) -> {
        if (labels.get(name).isEmpty()) {
          labels.set(name, value);
        }
      });
      return relabelling.apply(labels.build()).map(relabelled -> with(alert, relabelled));
    }
  }

  /// @param sinks whom alerts are passed to, in this order
  public AlertRelay(List<AlertSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  static Alert with(Alert alert, Labels labels) {
    return new Alert(
        labels,
        alert.annotations(),
        alert.startsAtMillis(),
        alert.endsAtMillis(),
        alert.generatorUrl(),
        alert.sampledAtMillis());
  }

  /// From now on alerts get these labels, unless they have them, and are relabelled so.
  public void prepareWith(Labels externalLabels, Relabelling relabelling) {
    preparation = new Preparation(externalLabels, relabelling);
  }

  /// An alert as others get it; empty if it is dropped.
  public Optional<Alert> prepared(Alert alert) {
    return preparation.apply(alert);
  }

  @Override
  public void send(List<Alert> alerts) {
    Preparation current = preparation;
    List<Alert> prepared = alerts.stream().flatMap(alert -> current.apply(alert).stream()).toList();
    if (!prepared.isEmpty()) {
      sinks.forEach(sink -> sink.send(prepared));
    }
  }
}
