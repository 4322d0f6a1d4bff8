package io.vigie.ingest.scrape;

import io.vigie.config.yaml.Durations;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Makes targets of what was discovered: adds the job's defaults as labels, relabels, checks.
/// Immutable and thread-safe.
final class TargetAssembly {
  private static final String ADDRESS = "__address__";
  private static final String SCHEME = "__scheme__";
  private static final String METRICS_PATH = "__metrics_path__";
  private static final String SCRAPE_INTERVAL = "__scrape_interval__";
  private static final String SCRAPE_TIMEOUT = "__scrape_timeout__";
  private static final String PARAM_PREFIX = "__param_";
  private static final String META_PREFIX = "__meta_";
  private static final String UNIX_SOCKET = "__unix_socket__";
  private static final String CONVERT_CLASSIC = "__convert_classic_histograms_to_nhcb__";
  private static final String ALWAYS_CLASSIC = "__always_scrape_classic_histograms__";
  private static final String SCRAPE_NATIVE = "__scrape_native_histograms__";

  private final ScrapeConfig config;
  private final Relabelling relabelling;

  /// What became of one discovered target.
  sealed interface Outcome {
    record Kept(Target target) implements Outcome {}

    record Dropped(Labels discovered) implements Outcome {}

    /// @param reason what is wrong with its labels, and with which
    record Invalid(Labels discovered, String reason) implements Outcome {}
  }

  TargetAssembly(ScrapeConfig config) {
    this.config = config;
    this.relabelling = Relabelling.of(config.relabelRules());
  }

  Relabelling relabelling() {
    return relabelling;
  }

  /// The labels that relabelling begins with. A target's own labels win over its group's, and both
  /// over the job's.
  Labels discovered(Labels targetLabels, Labels groupLabels) {
    Labels.Builder labels = groupLabels.toBuilder();
    targetLabels.forEach(labels::set);
    setIfAbsent(labels, "job", config.jobName());
    setIfAbsent(labels, SCRAPE_INTERVAL, Durations.format(config.scrapeInterval()));
    setIfAbsent(labels, SCRAPE_TIMEOUT, Durations.format(config.scrapeTimeout()));
    setIfAbsent(labels, METRICS_PATH, config.metricsPath());
    setIfAbsent(labels, SCHEME, config.scheme());
    ScrapeHistograms histograms = config.histograms();
    setIfAbsent(labels, CONVERT_CLASSIC, String.valueOf(histograms.convertClassicToNhcb()));
    setIfAbsent(labels, ALWAYS_CLASSIC, String.valueOf(histograms.alwaysScrapeClassic()));
    setIfAbsent(labels, SCRAPE_NATIVE, String.valueOf(histograms.scrapeNative()));
    config
        .params()
        .forEach((name, values) -> {
          if (!values.isEmpty()) {
            setIfAbsent(labels, PARAM_PREFIX + name, values.getFirst());
          }
        });
    return labels.build();
  }

  private static void setIfAbsent(Labels.Builder labels, String name, String value) {
    if (labels.get(name).isEmpty()) {
      labels.set(name, value);
    }
  }

  Outcome assemble(Labels targetLabels, Labels groupLabels) {
    Labels discovered = discovered(targetLabels, groupLabels);
    Optional<Labels> relabelled = relabelling.apply(discovered);
    if (relabelled.isEmpty()) {
      return new Outcome.Dropped(discovered);
    }
    try {
      return new Outcome.Kept(target(discovered, relabelled.get()));
    } catch (IllegalArgumentException e) {
      return new Outcome.Invalid(discovered, String.valueOf(e.getMessage()));
    }
  }

  private Target target(Labels discovered, Labels relabelled) {
    String address = relabelled.get(ADDRESS);
    String unixSocket = relabelled.get(UNIX_SOCKET);
    if (address.isEmpty()) {
      throw new IllegalArgumentException("no address");
    }
    if (address.indexOf('/') >= 0) {
      throw new IllegalArgumentException("\"" + address + "\" is not a valid hostname");
    }
    Duration interval = duration(relabelled, SCRAPE_INTERVAL, "scrape interval");
    Duration timeout = duration(relabelled, SCRAPE_TIMEOUT, "scrape timeout");
    if (timeout.compareTo(interval) > 0) {
      throw new IllegalArgumentException(
          "scrape timeout cannot be greater than scrape interval (\"%s\" > \"%s\")"
              .formatted(relabelled.get(SCRAPE_TIMEOUT), relabelled.get(SCRAPE_INTERVAL)));
    }
    Labels labels = finalLabels(relabelled, address);
    return new Target(
        labels,
        publicLabels(labels),
        discovered,
        url(labels, address),
        unixSocket.isEmpty() ? Optional.empty() : Optional.of(Path.of(unixSocket)),
        interval,
        timeout,
        histograms(labels));
  }

  private static Duration duration(Labels labels, String name, String meaning) {
    Duration duration;
    try {
      duration = Durations.parse(labels.get(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("error parsing " + meaning + ": " + e.getMessage(), e);
    }
    if (duration.isZero()) {
      throw new IllegalArgumentException(meaning + " cannot be 0");
    }
    return duration;
  }

  private static Labels finalLabels(Labels relabelled, String address) {
    Labels.Builder labels = relabelled.toBuilder();
    relabelled.forEach((name, _) -> {
      if (name.startsWith(META_PREFIX)) {
        labels.remove(name);
      }
    });
    setIfAbsent(labels, "instance", address);
    return labels.build();
  }

  private static Labels publicLabels(Labels labels) {
    Labels.Builder visible = labels.toBuilder();
    labels.forEach((name, _) -> {
      if (name.startsWith("__")) {
        visible.remove(name);
      }
    });
    return visible.build();
  }

  private ScrapeHistograms histograms(Labels labels) {
    ScrapeHistograms defaults = config.histograms();
    return new ScrapeHistograms(
        flag(labels, SCRAPE_NATIVE, "scrape native histograms", defaults.scrapeNative()),
        flag(
            labels,
            ALWAYS_CLASSIC,
            "always scrape classic histograms",
            defaults.alwaysScrapeClassic()),
        flag(
            labels,
            CONVERT_CLASSIC,
            "convert classic histograms to nhcb",
            defaults.convertClassicToNhcb()),
        defaults.nativeMinBucketFactor());
  }

  /// As Go's `strconv.ParseBool`.
  private static boolean flag(Labels labels, String name, String meaning, boolean fallback) {
    return switch (labels.get(name)) {
      case "" -> fallback;
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default ->
          throw new IllegalArgumentException(
              "error parsing %s: \"%s\" is neither true nor false"
                  .formatted(meaning, labels.get(name)));
    };
  }

  private URI url(Labels labels, String address) {
    String query = ScrapeQuery.encode(config.params(), labels, PARAM_PREFIX);
    String text =
        labels.get(SCHEME)
            + "://"
            + address
            + ScrapeQuery.encodePath(labels.get(METRICS_PATH))
            + (query.isEmpty() ? "" : "?" + query);
    try {
      // Refuses what could never be asked, such as a port that is no number.
      return OutboundRequest.get(new URI(text)).uri();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("\"" + address + "\" is not a valid hostname", e);
    }
  }
}
