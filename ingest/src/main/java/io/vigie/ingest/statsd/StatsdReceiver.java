package io.vigie.ingest.statsd;

import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushIntake;
import io.vigie.ingest.intake.PushResult;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.listen.LineSink;
import io.vigie.ingest.listen.NameMapping;
import io.vigie.ingest.listen.RefusalLog;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.FloatText;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects StatsD lines in memory and writes every series at every [#flush], so that none goes
/// stale, with the names that statsd_exporter gives them: counters are totals, gauges their last
/// value, timers histograms in seconds, sets the number of different values since the last flush.
/// Thread-safe. What cannot be taken is counted, and said in the log.
public final class StatsdReceiver implements LineSink {
  private static final Logger LOG = LoggerFactory.getLogger(StatsdReceiver.class);
  static final int MAX_SERIES = 100_000;
  private static final int MAX_PROBLEMS = 10;

  private final PushIntake intake;
  private final InstantSource clock;
  private final Supplier<NameMapping> mapping;
  private final Supplier<List<Double>> buckets;
  private final RefusalLog refusals = new RefusalLog(LOG, "statsd");
  private final Map<Labels, Collected> collected = new LinkedHashMap<>();

  /// @param rules asked for at each flush
  /// @param mapping asked for at each line
  /// @param buckets upper bounds, ascending; asked for at each new timer
  public StatsdReceiver(
      MetricStore store,
      InstantSource clock,
      Supplier<PushRules> rules,
      Supplier<NameMapping> mapping,
      Supplier<List<Double>> buckets,
      Meters meters) {
    this.intake = new PushIntake(store, clock, rules, meters, "statsd");
    this.clock = clock;
    this.mapping = mapping;
    this.buckets = buckets;
  }

  @Override
  public void take(byte[] bytes, int length) {
    List<String> problems = new ArrayList<>();
    for (String line : new String(bytes, 0, length, StandardCharsets.UTF_8).split("\n", -1)) {
      String stripped = line.strip();
      if (!stripped.isEmpty()) {
        try {
          take(StatsdLine.parse(stripped));
        } catch (IllegalArgumentException e) {
          problems.add("\"" + shortened(stripped) + "\": " + e.getMessage());
        }
      }
    }
    if (!problems.isEmpty()) {
      refuse("malformed", problems);
    }
  }

  private static String shortened(String line) {
    return line.length() <= 100 ? line : line.substring(0, 100) + "…";
  }

  private synchronized void take(StatsdLine line) {
    Optional<Labels> series = mapping.get().apply(line.name(), line.tags());
    if (series.isEmpty()) {
      return;
    }
    Collected known = collected.get(series.get());
    if (known == null) {
      if (collected.size() >= MAX_SERIES) {
        throw new IllegalArgumentException("there are " + MAX_SERIES + " series already");
      }
      known = create(line.type());
    } else if (known.type() != line.type()) {
      throw new IllegalArgumentException(
          "the series came as " + known.type() + " before, not as " + line.type());
    }
    for (String value : line.values()) {
      known.add(value, line.rate());
    }
    collected.put(series.get(), known);
  }

  private Collected create(StatsdLine.Type type) {
    return switch (type) {
      case COUNTER -> new Collected.Counter();
      case GAUGE -> new Collected.Gauge();
      case TIMER, HISTOGRAM -> new Collected.Timer(type, buckets.get());
      case SET -> new Collected.Distinct();
    };
  }

  @Override
  public void refuse(String reason, String problem) {
    refuse(reason, List.of(problem));
  }

  private void refuse(String reason, List<String> problems) {
    try (PushBatch batch = intake.open()) {
      problems.forEach(problem -> batch.refuse(reason, problem));
    }
    refusals.tell(problems.subList(0, Math.min(MAX_PROBLEMS, problems.size())));
  }

  /// Writes every series with the time of now. To be called at every interval.
  public synchronized void flush() {
    if (collected.isEmpty()) {
      return;
    }
    try (PushBatch batch = intake.open()) {
      long nowMillis = clock.millis();
      for (Map.Entry<Labels, Collected> one : collected.entrySet()) {
        append(one.getKey(), one.getValue(), nowMillis, batch);
      }
      PushResult result = batch.commit();
      refusals.tell(result.problems());
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("labels are made before the series is named", e);
    } catch (IOException e) {
      LOG.error("values collected by statsd could not be stored this time: {}", e.getMessage());
    }
  }

  private static void append(Labels series, Collected what, long atMillis, PushBatch batch)
      throws MalformedMessageException {
    switch (what) {
      case Collected.Counter counter -> append(series, counter.total(), atMillis, batch);
      case Collected.Gauge gauge -> append(series, gauge.value(), atMillis, batch);
      case Collected.Distinct distinct -> append(series, distinct.takeSize(), atMillis, batch);
      case Collected.Timer timer -> {
        for (int i = 0; i < timer.bounds().length; i++) {
          Labels bucket = part(series, "_bucket").with("le", bound(timer.bounds()[i]));
          append(bucket, timer.countUpTo(i), atMillis, batch);
        }
        append(part(series, "_bucket").with("le", "+Inf"), timer.count(), atMillis, batch);
        append(part(series, "_sum"), timer.sum(), atMillis, batch);
        append(part(series, "_count"), timer.count(), atMillis, batch);
      }
    }
  }

  /// As Prometheus writes it: `5.0`.
  private static String bound(double value) {
    String text = FloatText.plain(value);
    return text.matches("-?[0-9]+") ? text + ".0" : text;
  }

  private static Labels part(Labels series, String suffix) {
    return series.with(Labels.METRIC_NAME, series.metricName() + suffix);
  }

  private static void append(Labels series, double value, long atMillis, PushBatch batch)
      throws MalformedMessageException {
    batch.series(series);
    batch.append(atMillis, value);
  }
}
