package io.vigie.server.cli;

import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.time.Ticker;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.PromqlEngine;
import io.vigie.rules.check.Linter;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.lint.Destinations;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.RuleLint;
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
import org.jspecify.annotations.Nullable;

/// What `vigie check rules --explain` asks: the text of the rules alone, the samples of a data
/// directory, or a running server; and an `alertmanager.yml`, if there is one.
record RuleLinter(Linter linter, Closeable store) implements Closeable {
  /// Of groups that name none, where no configuration says otherwise.
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  /// @param url of a running server
  /// @param directory of data that no server uses
  /// @param alertmanager the file that says who is told
  /// @throws IOException if a file or the store cannot be read
  static RuleLinter of(@Nullable String url, @Nullable Path directory, @Nullable Path alertmanager)
      throws IOException {
    if (url != null && directory != null) {
      throw new UsageException("--url and --storage.tsdb.path: give one of them");
    }
    if (url != null) {
      Optional<String> routing =
          alertmanager == null ? Optional.empty() : Optional.of(Files.readString(alertmanager));
      return new RuleLinter(file -> ask(url, file, routing), () -> {});
    }
    Destinations destinations = destinations(alertmanager);
    return directory == null
        ? new RuleLinter(file -> byText(file, destinations), () -> {})
        : over(OfflineStore.toRead(directory), destinations);
  }

  private static Destinations destinations(@Nullable Path alertmanager) throws IOException {
    return alertmanager == null
        ? Destinations.UNKNOWN
        : new RoutedDestinations(
            new AlertmanagerConfigReader(MatcherSyntax.FALLBACK).read(alertmanager));
  }

  private static List<Finding> byText(RuleFile file, Destinations destinations) {
    return RuleLint.check(
        List.of(file), Surroundings.textOnly(DEFAULT_INTERVAL).withDestinations(destinations));
  }

  private static RuleLinter over(Tsdb store, Destinations destinations) throws IOException {
    Instant newest = Instant.ofEpochMilli(newestMillis(store));
    RuleLinting linting =
        new RuleLinting(
            store,
            new PromqlEngine(store, EngineOptions.defaults(), Ticker.system()),
            _ -> Optional.empty(),
            () -> SeverityScale.DEFAULT,
            () -> newest);
    return new RuleLinter(file -> linting.look(alone(file), destinations), store::close);
  }

  /// Of a store that nothing is added to any more, now is when the last sample came.
  private static long newestMillis(Tsdb store) throws IOException {
    long onDisk = store.parts().stream().mapToLong(part -> part.maxMillis()).max().orElse(0);
    return Math.max(onDisk, store.headStatistics(1).maxMillis());
  }

  private static RuleSet alone(RuleFile file) {
    return new RuleSet(List.of(file), DEFAULT_INTERVAL, Duration.ZERO);
  }

  private static List<Finding> ask(String url, RuleFile file, Optional<String> routing)
      throws IOException {
    try (ApiClient api = new ApiClient(url)) {
      api.with("name", file.name()).with("rules", Files.readString(Path.of(file.name())));
      routing.ifPresent(text -> api.with("alertmanager", text));
      return FindingJson.read(api.post("rules/lint"));
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
