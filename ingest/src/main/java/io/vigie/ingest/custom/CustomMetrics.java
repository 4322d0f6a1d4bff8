package io.vigie.ingest.custom;

import io.vigie.ingest.custom.CustomRegistry.Known;
import io.vigie.ingest.intake.LabelLimits;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushIntake;
import io.vigie.ingest.intake.PushResult;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.PushedMetadata;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.MetricType;
import io.vigie.model.metric.Staleness;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what applications push value by value. The store of samples is the memory: a push is
/// answered when its new total is stored, and after a restart each metric goes on from its last
/// stored value. [#refresh] writes everything again, so that it does not become stale. Thread-safe.
public final class CustomMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(CustomMetrics.class);
  static final int MAX_METRICS = 100_000;

  /// Series have one sample a millisecond at most; one that is pushed more often runs ahead of the
  /// clock, up to this.
  private static final long MAX_AHEAD_MILLIS = 2000;

  private final MetricStore store;
  private final PushIntake intake;
  private final CustomRegistry registry;
  private final InstantSource clock;
  private final Supplier<LabelLimits> limits;
  private final PushedMetadata metadata = new PushedMetadata();
  private final Map<Labels, Tracked> bySeries = new LinkedHashMap<>();
  private final Map<String, MetricType> typeByName = new HashMap<>();
  private boolean loaded;

  private record Tracked(CustomValue value, boolean business, long lastMillis) {}

  /// @param limits asked for at each push
  public CustomMetrics(
      MetricStore store,
      StateStore state,
      InstantSource clock,
      Supplier<LabelLimits> limits,
      Meters meters) {
    this.store = store;
    // Not relabelled: a metric is found again after a restart by the labels that it was pushed
    // with.
    this.intake =
        new PushIntake(
            store, clock, () -> new PushRules(Relabelling.NONE, limits.get()), meters, "custom");
    this.registry = new CustomRegistry(state);
    this.clock = clock;
    this.limits = limits;
  }

  /// What became of one value.
  public sealed interface Outcome {
    record Taken() implements Outcome {}

    /// It contradicts what is known, or exceeds a limit.
    record Refused(String problem) implements Outcome {}
  }

  /// What pushed metrics are.
  public PushedMetadata metadata() {
    return metadata;
  }

  /// Names of the metrics that were pushed as business metrics.
  public synchronized Set<String> businessNames() {
    Set<String> names = new TreeSet<>();
    bySeries.forEach((series, tracked) -> {
      if (tracked.business()) {
        names.add(series.metricName());
      }
    });
    return names;
  }

  /// Takes up what was pushed before a restart. Has no effect if called again.
  ///
  /// @throws IOException if it cannot be read
  public synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    List<Known> known = registry.load();
    Set<String> names = new LinkedHashSet<>();
    for (Known metric : known) {
      none(metric).forEach(metric.series(), (series, _) -> names.add(series.metricName()));
    }
    Map<Labels, Double> stored = LastValues.find(store, names, clock.millis());
    for (Known metric : known) {
      CustomValue value = none(metric).restored(metric.series(), stored);
      put(metric.series(), new Tracked(value, metric.business(), 0));
    }
    loaded = true;
  }

  private static CustomValue none(Known metric) {
    return CustomValue.none(metric.type(), metric.bounds());
  }

  /// Takes values, each by itself: one that is refused does not keep others out.
  ///
  /// @return what became of each, in the same order
  /// @throws IOException if what is taken cannot be stored; then nothing is
  public synchronized List<Outcome> push(List<CustomPush> pushes) throws IOException {
    load();
    long now = clock.millis();
    Map<Labels, Tracked> changed = new LinkedHashMap<>();
    Map<String, MetricType> newTypes = new HashMap<>();
    List<Known> newMetrics = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (CustomPush push : pushes) {
      Tracked before = changed.get(push.series());
      if (before == null) {
        before = bySeries.get(push.series());
      }
      Optional<String> problem = problem(push, before, newTypes, newMetrics.size(), now);
      if (problem.isPresent()) {
        outcomes.add(new Outcome.Refused(problem.get()));
        continue;
      }
      if (before == null) {
        newTypes.put(push.series().metricName(), push.type());
        newMetrics.add(new Known(push.series(), push.type(), push.bounds(), push.business()));
      }
      changed.put(push.series(), after(push, before, now));
      outcomes.add(new Outcome.Taken());
    }
    if (!newMetrics.isEmpty()) {
      registry.put(newMetrics);
    }
    return store(changed, pushes, outcomes);
  }

  private static Tracked after(CustomPush push, @Nullable Tracked before, long now) {
    CustomValue value =
        before == null ? CustomValue.none(push.type(), push.bounds()) : before.value();
    long last = before == null ? 0 : before.lastMillis();
    boolean business = before == null ? push.business() : before.business();
    return new Tracked(value.with(push.value()), business, Math.max(now, last));
  }

  private Optional<String> problem(
      CustomPush push,
      @Nullable Tracked before,
      Map<String, MetricType> newTypes,
      int newMetrics,
      long now) {
    String name = push.series().metricName();
    MetricType known = typeByName.getOrDefault(name, newTypes.getOrDefault(name, push.type()));
    if (known != push.type()) {
      return Optional.of(
          "type: \"%s\" is a %s, not a %s".formatted(name, known.word(), push.type().word()));
    }
    if (before == null) {
      return bySeries.size() + newMetrics >= MAX_METRICS
          ? Optional.of("there are " + MAX_METRICS + " pushed series already")
          : limits.get().problem(push.series());
    }
    return before.lastMillis() > now + MAX_AHEAD_MILLIS
        ? Optional.of(
            "\"" + name + "\" is pushed more than a thousand times a second: add up before sending")
        : Optional.empty();
  }

  /// What the store refuses, for instance for a budget of series, is as if it had not been pushed.
  private List<Outcome> store(
      Map<Labels, Tracked> changed, List<CustomPush> pushes, List<Outcome> outcomes)
      throws IOException {
    Map<Labels, String> refused = new HashMap<>();
    Map<Labels, Tracked> written = write(changed, refused);
    written.forEach(this::put);
    List<Outcome> all = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      String problem = refused.get(pushes.get(i).series());
      if (problem != null && outcomes.get(i) instanceof Outcome.Taken) {
        all.add(new Outcome.Refused(problem));
      } else {
        all.add(outcomes.get(i));
      }
    }
    return all;
  }

  private Map<Labels, Tracked> write(Map<Labels, Tracked> metrics, Map<Labels, String> refused)
      throws IOException {
    Map<Labels, Tracked> written = new LinkedHashMap<>();
    try (PushBatch batch = intake.open()) {
      for (Map.Entry<Labels, Tracked> metric : metrics.entrySet()) {
        Tracked known = bySeries.get(metric.getKey());
        long last = known == null ? 0 : known.lastMillis();
        long at = Math.max(metric.getValue().lastMillis(), last + 1);
        boolean whole = append(metric.getKey(), metric.getValue().value(), at, batch);
        if (whole) {
          Tracked tracked = metric.getValue();
          written.put(metric.getKey(), new Tracked(tracked.value(), tracked.business(), at));
        } else {
          refused.put(metric.getKey(), "the series is refused: a limit of series is reached");
        }
      }
      PushResult result = batch.commit();
      if (!result.isComplete()) {
        refused.replaceAll((_, _) -> String.join("; ", result.problems()));
      }
    }
    return written;
  }

  private static boolean append(Labels series, CustomValue value, long atMillis, PushBatch batch) {
    List<Labels> refused = new ArrayList<>();
    value.forEach(
        series,
        (part, number) -> {
          try {
            batch.series(part);
            if (batch.isSeriesRefused()) {
              refused.add(part);
            }
            batch.append(atMillis, number);
          } catch (MalformedMessageException e) {
            throw new IllegalStateException("labels are made before the series is named", e);
          }
        });
    return refused.isEmpty();
  }

  private void put(Labels series, Tracked tracked) {
    bySeries.put(series, tracked);
    if (typeByName.put(series.metricName(), tracked.value().type()) == null) {
      metadata.put(
          series.metricName(),
          new MetricMetadata(tracked.value().type(), "Pushed by an application.", ""));
    }
  }

  /// Ends all series of a name: queries do not see them any more from now on.
  ///
  /// @return whether there were any
  /// @throws IOException if that cannot be stored; then they go on
  public synchronized boolean remove(String name) throws IOException {
    load();
    List<Labels> theirs =
        bySeries.keySet().stream().filter(series -> series.metricName().equals(name)).toList();
    registry.remove(theirs);
    try (PushBatch batch = intake.open()) {
      for (Labels series : theirs) {
        Tracked tracked = bySeries.get(series);
        if (tracked != null) {
          long at = Math.max(clock.millis(), tracked.lastMillis() + 1);
          end(series, tracked.value(), at, batch);
        }
      }
      var _ = batch.commit();
    }
    theirs.forEach(bySeries::remove);
    typeByName.remove(name);
    return !theirs.isEmpty();
  }

  private static void end(Labels series, CustomValue value, long atMillis, PushBatch batch) {
    value.forEach(
        series,
        (part, _) -> {
          try {
            batch.series(part);
            batch.append(atMillis, Staleness.MARKER);
          } catch (MalformedMessageException e) {
            throw new IllegalStateException("labels are made before the series is named", e);
          }
        });
  }

  /// Writes every value again, with the time of now. To be called at every interval, as a scrape.
  public synchronized void refresh() {
    try {
      load();
      long now = clock.millis();
      Map<Labels, Tracked> all = new LinkedHashMap<>();
      bySeries.forEach((series, tracked) ->
          all.put(series, new Tracked(tracked.value(), tracked.business(), now)));
      if (!all.isEmpty()) {
        write(all, new HashMap<>()).forEach(bySeries::put);
      }
    } catch (IOException e) {
      LOG.error(
          "pushed metrics could not be stored, the next round tries again: {}", e.getMessage());
    }
  }
}
