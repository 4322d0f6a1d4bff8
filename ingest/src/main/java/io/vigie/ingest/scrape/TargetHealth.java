package io.vigie.ingest.scrape;

import java.util.Locale;

/// Whether the last scrape of a target went well.
public enum TargetHealth {
  /// Not scraped yet.
  UNKNOWN,
  UP,
  DOWN;

  /// As the API says it: `up`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
