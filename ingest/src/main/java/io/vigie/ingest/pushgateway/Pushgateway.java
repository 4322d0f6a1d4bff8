package io.vigie.ingest.pushgateway;

import io.vigie.ingest.intake.ContentCoding;
import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushIntake;
import io.vigie.ingest.intake.PushReply;
import io.vigie.ingest.intake.PushResult;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.PushedMetadata;
import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.ingest.pushgateway.PushedFamily.PushedSeries;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Staleness;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What jobs push that end before anybody could scrape them, with the semantics of Pushgateway 1.x:
/// a group keeps its values until it is replaced or deleted. A push can be queried at once;
/// [#refresh] writes everything again, so that it does not become stale. Thread-safe.
///
/// A push is answered when its group is durable, and only then its samples are written: if that
/// fails, the next [#refresh] does it.
public final class Pushgateway {
  private static final Logger LOG = LoggerFactory.getLogger(Pushgateway.class);
  private static final int MAX_BODY_BYTES = 16 << 20;

  private final PushIntake intake;
  private final GroupState state;
  private final InstantSource clock;
  private final Supplier<PushRules> rules;
  private final PushedMetadata metadata = new PushedMetadata();
  private final PushedGroups groups = new PushedGroups();
  private long lastMillis;
  private boolean loaded;

  /// @param rules asked for at each push
  public Pushgateway(
      MetricStore store,
      StateStore state,
      InstantSource clock,
      Supplier<PushRules> rules,
      Meters meters) {
    this.intake = new PushIntake(store, clock, rules, meters, "pushgateway");
    this.state = new GroupState(state);
    this.clock = clock;
    this.rules = rules;
    meters.gaugeOf("vigie_pushgateway_groups", "Groups of pushed metrics.", this::groupCount);
    meters.gaugeOf(
        "vigie_pushgateway_series", "Series in groups of pushed metrics.", this::seriesCount);
    PushedGroup.HELP.forEach(
        (name, help) -> metadata.put(name, new MetricMetadata(PushedGroup.TIME_TYPE, help, "")));
  }

  private synchronized double groupCount() {
    return groups.size();
  }

  private synchronized double seriesCount() {
    return groups.seriesCount();
  }

  /// What pushed bodies say about their metrics.
  public PushedMetadata metadata() {
    return metadata;
  }

  /// Takes up what was pushed before a restart. Has no effect if called again.
  ///
  /// @throws IOException if it cannot be read
  public synchronized void load() throws IOException {
    if (!loaded) {
      state.load().values().forEach(groups::put);
      groups.all().forEach(group -> describe(group.families()));
      loaded = true;
    }
  }

  /// Takes a push.
  ///
  /// @param path what follows `/metrics/`, percent signs and all
  /// @param contentType says whether the body is protobuf or OpenMetrics; anything else is text
  /// @param replace whether the whole group is replaced (`PUT`) or only metrics of the same names
  /// @throws IOException if the body cannot be read
  public PushReply push(
      String path, String contentType, String contentEncoding, InputStream body, boolean replace)
      throws IOException {
    try {
      Labels key = GroupingKey.parse(path);
      byte[] bytes = ContentCoding.read(contentEncoding, body, MAX_BODY_BYTES);
      return accept(key, contentType, bytes, replace);
    } catch (RefusedPushException e) {
      return PushReply.refused(e);
    }
  }

  private synchronized PushReply accept(
      Labels key, String contentType, byte[] bytes, boolean replace) throws RefusedPushException {
    PushedGroup before = groups.find(key).orElseGet(() -> PushedGroup.empty(key));
    PushedGroup after;
    try {
      Map<String, PushedFamily> families = FamilyReader.read(contentType, bytes, key);
      after = before.with(contentType, new BodyText(bytes), families, replace, clock.millis());
      check(after);
      describe(families);
    } catch (RefusedPushException e) {
      rememberFailure(before);
      throw e;
    }
    try {
      state.put(after);
    } catch (IOException e) {
      LOG.error("the pushed group {} could not be kept: {}", key, e.getMessage());
      return PushReply.text(500, "the group could not be kept: " + e.getMessage());
    }
    groups.put(after);
    return written(after.series(), ended(before, after))
        .filter(result -> !result.isComplete())
        .map(result ->
            PushReply.text(
                400,
                "the group is kept, but not everything of it can be stored: "
                    + String.join("\n", result.problems())))
        .orElse(PushReply.of(200));
  }

  private void check(PushedGroup group) throws RefusedPushException {
    groups.check(group);
    PushRules current = rules.get();
    Optional<String> problem =
        group.series().flatMap(series -> current.problem(series.labels()).stream()).findFirst();
    if (problem.isPresent()) {
      throw FamilyReader.inconsistent(problem.get());
    }
  }

  private void describe(Map<String, PushedFamily> families) {
    families.forEach(
        (name, family) -> metadata.put(name, new MetricMetadata(family.type(), family.help(), "")));
  }

  /// A failed push is seen in the group's own series; that is worth no second error.
  private void rememberFailure(PushedGroup before) {
    PushedGroup failed = before.failedAt(clock.millis());
    if (groups.find(before.key()).isEmpty() && groups.size() >= PushedGroups.MAX_GROUPS) {
      return;
    }
    try {
      state.put(failed);
      groups.put(failed);
      var _ = written(failed.series(), Set.of());
    } catch (IOException e) {
      LOG.warn("that a push failed could not be kept: {}", e.getMessage());
    }
  }

  /// Removes a group.
  ///
  /// @param path what follows `/metrics/`, percent signs and all
  public synchronized PushReply delete(String path) {
    try {
      Labels key = GroupingKey.parse(path);
      Optional<PushedGroup> group = groups.find(key);
      if (group.isPresent()) {
        state.remove(key);
        groups.remove(key);
        var _ = written(Stream.of(), ended(group.get(), PushedGroup.empty(Labels.EMPTY)));
      }
      return PushReply.of(202);
    } catch (RefusedPushException e) {
      return PushReply.refused(e);
    } catch (IOException e) {
      return PushReply.text(500, "the group could not be removed: " + e.getMessage());
    }
  }

  private static Set<Labels> ended(PushedGroup before, PushedGroup after) {
    Set<Labels> gone = before.series().map(PushedSeries::labels).collect(Collectors.toSet());
    gone.removeAll(after.series().map(PushedSeries::labels).collect(Collectors.toSet()));
    return gone;
  }

  /// Writes every value again, with the time of now. To be called at every interval, as a scrape.
  public synchronized void refresh() {
    if (groups.size() > 0) {
      written(groups.all().stream().flatMap(PushedGroup::series), Set.of())
          .filter(result -> !result.isComplete())
          .ifPresent(
              result -> LOG.warn("pushed metrics that cannot be stored: {}", result.problems()));
    }
  }

  /// @return what became of the samples; empty if the store failed, which is logged
  private Optional<PushResult> written(Stream<PushedSeries> series, Set<Labels> ended) {
    // Never a time that the series have already: a push may come within the millisecond of another.
    lastMillis = Math.max(clock.millis(), lastMillis + 1);
    List<PushedSeries> all = series.toList();
    try (PushBatch batch = intake.open()) {
      for (PushedSeries one : all) {
        batch.series(one.labels());
        Histogram histogram = one.histogram();
        if (histogram == null) {
          batch.append(lastMillis, one.value());
        } else {
          batch.append(lastMillis, histogram);
        }
      }
      for (Labels labels : ended) {
        batch.series(labels);
        batch.append(lastMillis, Staleness.MARKER);
      }
      return Optional.of(batch.commit());
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("labels are made before the series is named", e);
    } catch (IOException e) {
      LOG.error(
          "pushed metrics could not be stored, the next round tries again: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
