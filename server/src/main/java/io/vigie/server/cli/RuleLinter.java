package io.vigie.server.cli;

import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.check.Linter;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.lint.Destinations;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.RuleLint;
import io.vigie.rules.lint.SaidMetrics;
import io.vigie.rules.lint.Surroundings;
import io.vigie.rules.schedule.RuleSet;
import io.vigie.server.http.v1.FindingJson;
import io.vigie.server.lint.RoutedDestinations;
import io.vigie.server.lint.RuleLinting;
import io.vigie.tsdb.Tsdb;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What `vigie check rules --explain` asks: the text of the rules alone, the samples of a data
/// directory, or a running server; and an `alertmanager.yml`, if there is one.
record RuleLinter(Linter linter, Closeable store) implements Closeable {
  /// Of groups that name none, where no configuration says otherwise.
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  /// What is asked beside the rules; what is null is not.
  ///
  /// @param url of a running server, which knows samples, metadata and routing
  /// @param directory of data that no server uses
  /// @param alertmanager the file that says who is told
  /// @param metadata a server or a file that says of which type and unit metrics are
  record Sources(
      @Nullable String url,
      @Nullable Path directory,
      @Nullable Path alertmanager,
      @Nullable String metadata) {
    boolean isEmpty() {
      return url == null && directory == null && alertmanager == null && metadata == null;
    }
  }

  /// @throws IOException if a file, a server or the store cannot be read
  static RuleLinter of(Sources sources) throws IOException {
    if (sources.url() != null && sources.directory() != null) {
      throw new UsageException("--url and --storage.tsdb.path: give one of them");
    }
    if (sources.url() != null && sources.metadata() != null) {
      throw new UsageException("--url and --metadata: the server of --url knows metadata itself");
    }
    if (sources.url() != null) {
      String url = sources.url();
      Optional<String> routing =
          sources.alertmanager() == null
              ? Optional.empty()
              : Optional.of(Files.readString(sources.alertmanager()));
      return new RuleLinter(files -> ask(url, files, routing), () -> {});
    }
    Destinations destinations = destinations(sources.alertmanager());
    Function<String, Optional<MetricMetadata>> said =
        sources.metadata() == null
            ? _ -> Optional.empty()
            : MetadataSource.read(sources.metadata())::of;
    return sources.directory() == null
        ? new RuleLinter(files -> byText(files, said, destinations), () -> {})
        : over(OfflineStore.toRead(sources.directory()), said, destinations);
  }

  private static Destinations destinations(@Nullable Path alertmanager) throws IOException {
    return alertmanager == null
        ? Destinations.UNKNOWN
        : new RoutedDestinations(
            new AlertmanagerConfigReader(MatcherSyntax.FALLBACK).read(alertmanager));
  }

  private static List<Finding> byText(
      List<RuleFile> files,
      Function<String, Optional<MetricMetadata>> said,
      Destinations destinations) {
    return RuleLint.check(
        files,
        Surroundings.textOnly(DEFAULT_INTERVAL)
            .withMetrics(new SaidMetrics(said))
            .withDestinations(destinations));
  }

  private static RuleLinter over(
      Tsdb store, Function<String, Optional<MetricMetadata>> said, Destinations destinations)
      throws IOException {
    Instant newest = Instant.ofEpochMilli(newestMillis(store));
    RuleLinting linting =
        new RuleLinting(
            store,
            new PromqlEngine(store, EngineOptions.defaults(), Ticker.system()),
            said,
            () -> SeverityScale.DEFAULT,
            () -> newest);
    return new RuleLinter(
        files -> linting.look(new RuleSet(files, DEFAULT_INTERVAL, Duration.ZERO), destinations),
        store::close);
  }

  /// Of a store that nothing is added to any more, now is when the last sample came.
  private static long newestMillis(Tsdb store) throws IOException {
    long onDisk = store.parts().stream().mapToLong(part -> part.maxMillis()).max().orElse(0);
    return Math.max(onDisk, store.headStatistics(1).maxMillis());
  }

  private static List<Finding> ask(String url, List<RuleFile> files, Optional<String> routing)
      throws IOException {
    try (ApiClient api = new ApiClient(url)) {
      for (RuleFile file : files) {
        api.with("name", file.name()).with("rules", Files.readString(Path.of(file.name())));
      }
      routing.ifPresent(text -> api.with("alertmanager", text));
      return FindingJson.read(api.post("rules/lint"));
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
