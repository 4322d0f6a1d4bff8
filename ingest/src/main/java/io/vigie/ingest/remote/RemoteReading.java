package io.vigie.ingest.remote;

import io.vigie.model.metric.Appender;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.StoreChanges;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A store that looks for samples in other servers too, as `remote_read` says. A server that does
/// not answer costs a warning, not the answer. Label names and values are those of the local store
/// alone, as in Prometheus. Thread-safe.
public final class RemoteReading implements MetricStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteReading.class);

  private final MetricStore local;
  private final LongSupplier oldestMillis;
  private final OutboundClients clients;
  private final Meters.Counter queries;
  private volatile List<RemoteReader> readers = List.of();

  /// @param oldestMillis from when on the local store holds samples
  public RemoteReading(
      MetricStore local, LongSupplier oldestMillis, OutboundClients clients, Meters meters) {
    this.local = local;
    this.oldestMillis = oldestMillis;
    this.clients = clients;
    this.queries =
        meters.counter(
            "vigie_remote_read_queries_total",
            "Selections for which another server was asked.",
            "remote_name",
            "outcome");
  }

  /// Asks these servers from now on.
  public synchronized void apply(List<RemoteReadConfig> configs, Labels externalLabels) {
    List<RemoteReader> before = readers;
    readers =
        configs.stream()
            .map(config -> new RemoteReader(config, clients.open(config.http()), externalLabels))
            .toList();
    before.forEach(RemoteReader::close);
  }

  @Override
  public Selection select(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    List<RemoteReader> current = readers;
    Selection here = local.select(range, matchers);
    if (current.isEmpty()) {
      return here;
    }
    try {
      List<Series> all = new ArrayList<>(here.series());
      List<String> warnings = new ArrayList<>();
      for (RemoteReader reader : current) {
        Optional<TimeRange> wanted = reader.wanted(range, matchers, oldestMillis.getAsLong());
        wanted.ifPresent(part -> ask(reader, part, matchers, all, warnings));
      }
      return all.size() == here.series().size() && warnings.isEmpty()
          ? here
          : new Merged(here, merged(all), warnings);
    } catch (RuntimeException e) {
      here.close();
      throw e;
    }
  }

  private void ask(
      RemoteReader reader,
      TimeRange range,
      List<LabelMatcher> matchers,
      List<Series> into,
      List<String> warnings) {
    try {
      into.addAll(reader.read(range, matchers));
      queries.increment(reader.name(), "success");
    } catch (IOException e) {
      queries.increment(reader.name(), "failure");
      LOG.warn("remote_read {}: {}", reader.name(), e.getMessage());
      warnings.add("remote_read " + reader.name() + ": " + e.getMessage());
    }
  }

  private static List<Series> merged(List<Series> all) {
    Map<Labels, List<Series>> byLabels = new TreeMap<>();
    for (Series series : all) {
      byLabels.computeIfAbsent(series.labels(), _ -> new ArrayList<>()).add(series);
    }
    List<Series> merged = new ArrayList<>(byLabels.size());
    byLabels.forEach((labels, sources) ->
        merged.add(sources.size() == 1 ? sources.getFirst() : new MergedSeries(labels, sources)));
    return merged;
  }

  private record Merged(Selection local, List<Series> series, List<String> warnings)
      implements Selection {
    Merged {
      series = List.copyOf(series);
      warnings = List.copyOf(warnings);
    }

    @Override
    public void close() {
      local.close();
    }
  }

  @Override
  public List<String> labelNames(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    return local.labelNames(range, matchers);
  }

  @Override
  public List<String> labelValues(String labelName, TimeRange range, List<LabelMatcher> matchers)
      throws IOException {
    return local.labelValues(labelName, range, matchers);
  }

  @Override
  public Appender appender() {
    return local.appender();
  }

  /// Nobody tells what changes elsewhere.
  @Override
  public StoreChanges changes() {
    return readers.isEmpty() ? local.changes() : StoreChanges.untracked();
  }

  @Override
  public void close() {
    readers.forEach(RemoteReader::close);
  }
}
