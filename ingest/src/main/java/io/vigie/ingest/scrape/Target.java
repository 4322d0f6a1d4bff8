package io.vigie.ingest.scrape;

import io.vigie.model.metric.Labels;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// One endpoint to be scraped, after relabelling. Immutable; compares by its labels, internal ones
/// included, and its address.
///
/// @param labels all labels but `__meta_…`
/// @param publicLabels those that its series carry: without the ones that begin with `__`
/// @param discovered labels before relabelling
/// @param url what is fetched
/// @param unixSocket where to connect to instead of the URL's host
record Target(
    Labels labels,
    Labels publicLabels,
    Labels discovered,
    URI url,
    Optional<Path> unixSocket,
    Duration interval,
    Duration timeout,
    ScrapeHistograms histograms) {
  /// Scheme of targets that live in this process and are read without HTTP.
  static final String IN_PROCESS_SCHEME = "inprocess";

  /// What makes two discovered targets the same one.
  record Key(Labels labels, URI url) {}

  Key key() {
    return new Key(labels, url);
  }

  boolean isInProcess() {
    return IN_PROCESS_SCHEME.equals(url.getScheme());
  }

  /// A number that belongs to the target and spreads targets evenly.
  long spread() {
    return mix(labels.hashCode() * 0x9e3779b97f4a7c15L + url.hashCode());
  }

  private static long mix(long x) {
    long y = (x ^ (x >>> 32)) * 0xd6e8feb86659fd93L;
    y = (y ^ (y >>> 32)) * 0xd6e8feb86659fd93L;
    return y ^ (y >>> 32);
  }
}
