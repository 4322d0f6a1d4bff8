package io.vigie.ingest.collect;

import io.vigie.model.metric.Labels;
import java.time.Duration;

/// One collector as configured. Immutable; compares by value.
///
/// @param labels that its series get beside `job` and `instance`
/// @param interval between collections; zero means that of the scrape jobs
/// @param timeout of one collection; zero means [#USUAL_TIMEOUT], or the interval if that is
///   shorter
public record CollectorConfig(
    String job,
    String instance,
    Labels labels,
    Duration interval,
    Duration timeout,
    CollectorSource source) {
  /// What one collection may take.
  public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);

  /// The same with everything that was left open filled in.
  CollectorConfig within(Duration usualInterval) {
    Duration every = interval.isZero() ? usualInterval : interval;
    Duration patience = timeout.isZero() ? USUAL_TIMEOUT : timeout;
    return new CollectorConfig(
        job, instance, labels, every, patience.compareTo(every) > 0 ? every : patience, source);
  }

  /// The name by which the scrape job finds it: a valid host, unlike that of any other collector
  /// with another job or instance.
  public String address() {
    return (source.kind() + "-" + job + "-" + instance)
        .replaceAll("[^A-Za-z0-9]+", "-")
        .replaceAll("-$", "");
  }
}
