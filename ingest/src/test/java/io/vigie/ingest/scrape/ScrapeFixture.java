package io.vigie.ingest.scrape;

import io.vigie.ingest.recognition.Stranger;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.metric.Staleness;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.model.time.TimeRange;
import io.vigie.outbound.BodyBuffers;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryMetricStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// A store, a clock that begins at second 1000, and a target that says what a test wants.
final class ScrapeFixture {
  final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1000));
  final InMemoryMetricStore store = new InMemoryMetricStore();
  final CountingMeters meters = new CountingMeters();
  ScrapeOptions options = ScrapeOptions.DEFAULT;
  Optional<Stranger> onWire = Optional.empty();
  int probes;

  ScrapeContext context() {
    return context(Map.of());
  }

  ScrapeContext context(Map<String, InProcessTarget> inProcess) {
    return new ScrapeContext(
        store,
        new ScrapeMeters(meters),
        clock,
        clock,
        Sleeper.SYSTEM,
        new BodyBuffers(),
        _ -> {
          probes++;
          return onWire;
        },
        inProcess,
        options,
        Tracer.NONE);
  }

  static Target target(ScrapeConfig config, String... labels) {
    Labels discovered = Labels.of(labels).with("__address__", "localhost:9100");
    return ((TargetAssembly.Outcome.Kept)
            new TargetAssembly(config).assemble(discovered, Labels.EMPTY))
        .target();
  }

  /// A loop whose scrapes a test starts by hand.
  final class HandLoop {
    final ScrapeLoop loop;
    private byte[] body = {};
    private String contentType = "text/plain; version=0.0.4";
    private Optional<ScrapeFailure> failure = Optional.empty();
    Optional<ScrapeFailure> forced = Optional.empty();

    HandLoop(ScrapeConfig config, String... labels) {
      Target target = target(config, labels);
      SampleLabels sampleLabels =
          new SampleLabels(
              config, Relabelling.of(config.metricRelabelRules()), target.publicLabels());
      MetadataCache metadata = new MetadataCache();
      ScrapeContext context = context();
      SampleIntake intake =
          new SampleIntake(
              config, sampleLabels, target.histograms(), context, new SeriesCache(), metadata);
      ReportSeries report = new ReportSeries(sampleLabels, config.extraScrapeMetrics());
      BodySource source =
          into -> {
            if (failure.isPresent()) {
              throw new ScrapeFailureException(failure.get());
            }
            into.append(body, 0, body.length);
            return contentType;
          };
      loop =
          new ScrapeLoop(
              new ScrapeLoop.Parts(target, config, source, intake, metadata, report),
              context,
              () -> forced,
              Optional::empty);
    }

    /// Scrapes this text ten seconds after the last scrape.
    LastScrape scrape(String text) throws Exception {
      return scrape("text/plain; version=0.0.4", text);
    }

    LastScrape scrape(String type, String text) throws Exception {
      return scrape(type, text.getBytes(StandardCharsets.UTF_8));
    }

    LastScrape scrape(String type, byte[] bytes) throws Exception {
      body = bytes;
      contentType = type;
      failure = Optional.empty();
      return step();
    }

    LastScrape fail(ScrapeFailure.Kind kind, String message) throws Exception {
      failure = Optional.of(ScrapeFailure.of(kind, message));
      return step();
    }

    private LastScrape step() throws Exception {
      clock.advance(java.time.Duration.ofSeconds(10));
      loop.scrape(clock.millis());
      return loop.last();
    }
  }

  HandLoop loop(ScrapeConfig config, String... labels) {
    return new HandLoop(config, labels);
  }

  /// The samples of a metric, series by series, as `{labels} value@second …`, stale markers as
  /// `stale`.
  List<String> samples(String metric) {
    List<String> lines = new ArrayList<>();
    try (Selection selection =
        store.select(TimeRange.ALWAYS, List.of(LabelMatcher.equal(Labels.METRIC_NAME, metric)))) {
      for (Series series : selection.series()) {
        lines.add(series.labels().without(List.of(Labels.METRIC_NAME)) + " " + values(series));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return lines;
  }

  /// The samples of a metric that has one series, without its labels.
  String only(String metric) {
    List<String> all = samples(metric);
    if (all.size() != 1) {
      throw new AssertionError(metric + ": " + all);
    }
    return all.getFirst().replaceFirst("\\{.*\\} ", "");
  }

  /// Everything that is stored of a metric, series by series.
  Map<Labels, SampleBuffer> stored(String metric) throws java.io.IOException {
    Map<Labels, SampleBuffer> all = new java.util.LinkedHashMap<>();
    try (Selection selection =
        store.select(TimeRange.ALWAYS, List.of(LabelMatcher.equal(Labels.METRIC_NAME, metric)))) {
      for (Series series : selection.series()) {
        SampleBuffer buffer = new SampleBuffer();
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, buffer);
        all.put(series.labels(), buffer);
      }
    }
    return all;
  }

  private static String values(Series series) throws java.io.IOException {
    SampleBuffer buffer = new SampleBuffer();
    series.read(Long.MIN_VALUE, Long.MAX_VALUE, buffer);
    StringJoiner values = new StringJoiner(" ");
    for (int i = 0; i < buffer.size(); i++) {
      double value = buffer.values()[i];
      String text =
          Staleness.isMarker(value)
              ? "stale"
              : value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
      values.add(text + "@" + buffer.timestampsMillis()[i] / 1000);
    }
    return values.toString();
  }

  /// Counters by name, whatever their labels.
  static final class CountingMeters implements Meters {
    final Map<String, Double> counts = new TreeMap<>();

    double count(String name) {
      return counts.getOrDefault(name, 0.0);
    }

    @Override
    public Counter counter(String name, String help, String... labelNames) {
      return (amount, _) -> {
        synchronized (counts) {
          counts.merge(name, amount, Double::sum);
        }
      };
    }

    @Override
    public Gauge gauge(String name, String help, String... labelNames) {
      return (_, _) -> {};
    }

    @Override
    public void gaugeOf(String name, String help, DoubleSupplier value) {}

    @Override
    public void gaugesOf(
        String name, String help, String labelName, Supplier<Map<String, Double>> values) {}

    @Override
    public void counterOf(String name, String help, DoubleSupplier count) {}

    @Override
    public Distribution summary(String name, String help, String... labelNames) {
      return (_, _) -> {};
    }

    @Override
    public Distribution distribution(String name, String help, String... labelNames) {
      return (_, _) -> {};
    }
  }
}
