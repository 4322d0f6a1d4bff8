package io.vigie.server.security;

import io.vigie.config.yaml.MappingReader;
import java.time.Duration;
import java.util.Optional;

/// How much one caller may ask, `vigie.http.rate_limits`.
///
/// @param byAddress for those who are not known; empty for no limit
/// @param byToken for those who are; empty for no limit
/// @param everywhere whether the paths of Prometheus and Alertmanager count too, where scrapers,
///   dashboards and senders are busy by nature
public record RateLimits(Optional<Quota> byAddress, Optional<Quota> byToken, boolean everywhere) {
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final long MOST = 100_000_000;

  /// As without the section: far above what people and applications do.
  public static final RateLimits DEFAULT =
      new RateLimits(
          Optional.of(new Quota(6_000, Duration.ofMinutes(1))),
          Optional.of(new Quota(60_000, Duration.ofMinutes(1))),
          false);

  /// No limits.
  public static final RateLimits NONE = new RateLimits(Optional.empty(), Optional.empty(), false);

  /// So many requests in so much time; all of them at once, if one likes.
  public record Quota(long requests, Duration per) {
    public Quota {
      if (requests <= 0 || !per.isPositive()) {
        throw new IllegalArgumentException("a quota of " + requests + " per " + per);
      }
    }

    /// For each request so much time must pass, on the whole.
    long nanosEach() {
      return Math.max(1, per.toNanos() / requests);
    }
  }

  /// Reads the section `vigie.http`.
  public static RateLimits read(MappingReader http) {
    MappingReader reader = http.mapping("rate_limits");
    RateLimits limits =
        new RateLimits(
            quota(reader, "address", DEFAULT.byAddress),
            quota(reader, "token", DEFAULT.byToken),
            reader.bool("prometheus_api", DEFAULT.everywhere));
    reader.finish();
    http.finish();
    return limits;
  }

  private static Optional<Quota> quota(
      MappingReader reader, String key, Optional<Quota> otherwise) {
    if (!reader.has(key)) {
      return otherwise;
    }
    MappingReader quota = reader.mapping(key);
    long requests = quota.wholeNumber("requests", 0, 0, MOST);
    Duration per = quota.duration("per", Duration.ofMinutes(1));
    if (!per.isPositive() || per.compareTo(LONGEST) > 0) {
      throw quota.error("per", "per must be more than 0 and at most 1d");
    }
    quota.finish();
    return requests == 0 ? Optional.empty() : Optional.of(new Quota(requests, per));
  }
}
