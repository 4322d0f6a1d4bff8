package io.vigie.ingest.scrape;

import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Meters.Counter;
import io.vigie.model.telemetry.Meters.Distribution;
import io.vigie.model.telemetry.Meters.Gauge;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// What scraping counts about itself, under the names that Prometheus gives it.
final class ScrapeMeters {
  final Counter pools;
  final Counter poolsFailed;
  final Counter poolReloads;
  final Counter poolReloadsFailed;
  final Counter exceededTargetLimit;
  final Gauge targetLimit;
  final Gauge targets;
  final Gauge discovered;
  final Counter discoveryUpdates;
  final Counter syncs;
  final Counter syncsFailed;
  final Distribution syncLength;
  final Distribution intervalLength;
  final Counter exceededBodySizeLimit;
  final Counter exceededSampleLimit;
  final Counter exceededLabelLimits;
  final Counter exceededBucketLimit;
  final Counter duplicateTimestamp;
  final Counter outOfOrder;
  final Counter outOfBounds;
  final Counter exemplarOutOfOrder;
  final Counter seriesRefused;
  final Counter commitsFailed;

  private static final long COMMIT_LOG_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  /// When a failed commit was logged last; 0 is never.
  private final AtomicLong commitLoggedNanos = new AtomicLong();

  /// A store in trouble fails every target: whether it is time to log that again.
  boolean mayLogFailedCommit(long nowNanos) {
    long last = commitLoggedNanos.get();
    return (last == 0 || nowNanos - last >= COMMIT_LOG_PAUSE_NANOS)
        && commitLoggedNanos.compareAndSet(last, nowNanos == 0 ? 1 : nowNanos);
  }

  ScrapeMeters(Meters meters) {
    String job = "scrape_job";
    pools =
        meters.counter(
            "prometheus_target_scrape_pools_total", "Scrape pools created, or tried to.");
    poolsFailed =
        meters.counter(
            "prometheus_target_scrape_pools_failed_total",
            "Scrape pools that could not be created.");
    poolReloads =
        meters.counter(
            "prometheus_target_scrape_pool_reloads_total",
            "Scrape pools reloaded with another configuration.");
    poolReloadsFailed =
        meters.counter(
            "prometheus_target_scrape_pool_reloads_failed_total",
            "Scrape pools that could not be reloaded.");
    exceededTargetLimit =
        meters.counter(
            "prometheus_target_scrape_pool_exceeded_target_limit_total",
            "How often a scrape pool had more targets than its limit.");
    targetLimit =
        meters.gauge(
            "prometheus_target_scrape_pool_target_limit",
            "Targets allowed in a scrape pool; 0 is no limit.",
            job);
    targets =
        meters.gauge("prometheus_target_scrape_pool_targets", "Targets in a scrape pool.", job);
    discovered =
        meters.gauge(
            "prometheus_sd_discovered_targets",
            "Targets discovered, dropped ones included.",
            "name",
            "config");
    discoveryUpdates =
        meters.counter(
            "prometheus_sd_received_updates_total",
            "How often discoveries told what they know.",
            "name");
    syncs =
        meters.counter(
            "prometheus_target_scrape_pool_sync_total",
            "How often a scrape pool took up what was discovered.",
            job);
    syncsFailed =
        meters.counter(
            "prometheus_target_sync_failed_total", "Discovered targets with unusable labels.", job);
    syncLength =
        meters.summary(
            "prometheus_target_sync_length_seconds",
            "How long a scrape pool took to take up what was discovered.",
            job);
    intervalLength =
        meters.summary(
            "prometheus_target_interval_length_seconds",
            "Actual time between scrapes.",
            "interval");
    exceededBodySizeLimit =
        meters.counter(
            "prometheus_target_scrapes_exceeded_body_size_limit_total",
            "Scrapes whose body was too large.");
    exceededSampleLimit =
        meters.counter(
            "prometheus_target_scrapes_exceeded_sample_limit_total",
            "Scrapes that had too many samples and were rejected.");
    exceededLabelLimits =
        meters.counter(
            "prometheus_target_scrape_pool_exceeded_label_limits_total",
            "Scrapes that had too many or too long labels and were rejected.");
    exceededBucketLimit =
        meters.counter(
            "prometheus_target_scrapes_exceeded_native_histogram_bucket_limit_total",
            "Scrapes that had a histogram with too many buckets and were rejected.");
    duplicateTimestamp =
        meters.counter(
            "prometheus_target_scrapes_sample_duplicate_timestamp_total",
            "Samples rejected because the series has another value at that time.");
    outOfOrder =
        meters.counter(
            "prometheus_target_scrapes_sample_out_of_order_total",
            "Samples rejected because they are older than what is accepted.");
    outOfBounds =
        meters.counter(
            "prometheus_target_scrapes_sample_out_of_bounds_total",
            "Samples rejected because they are too far in the future.");
    exemplarOutOfOrder =
        meters.counter(
            "prometheus_target_scrapes_exemplar_out_of_order_total",
            "Exemplars rejected because they are older than what is there.");
    seriesRefused =
        meters.counter(
            "vigie_target_scrapes_series_refused_total",
            "New series left out because a series budget is used up.");
    commitsFailed =
        meters.counter(
            "vigie_target_scrapes_commit_failed_total", "Scrapes that could not be stored.");
  }
}
