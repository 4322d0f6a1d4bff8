package io.vigie.ingest.scrape;

import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.model.metric.NameValidation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What scrape jobs inherit from `global` where they say nothing themselves.
///
/// @param scrapeProtocols empty means the usual ones
/// @param limits those for native histogram buckets are not inherited
/// @param histograms the smallest bucket factor is not inherited
/// @param nameEscaping empty means the one that goes with the job's name validation
public record ScrapeDefaults(
    Duration scrapeInterval,
    Duration scrapeTimeout,
    List<ScrapeProtocol> scrapeProtocols,
    ScrapeLimits limits,
    ScrapeHistograms histograms,
    NameValidation nameValidation,
    Optional<NameEscaping> nameEscaping,
    boolean extraScrapeMetrics,
    Optional<Path> scrapeFailureLogFile) {
  /// Those of an empty configuration.
  public static final ScrapeDefaults DEFAULT =
      new ScrapeDefaults(
          Duration.ofMinutes(1),
          Duration.ofSeconds(10),
          List.of(),
          ScrapeLimits.NONE,
          ScrapeHistograms.DEFAULT,
          NameValidation.UTF8,
          Optional.empty(),
          false,
          Optional.empty());

  public ScrapeDefaults {
    scrapeProtocols = List.copyOf(scrapeProtocols);
  }
}
