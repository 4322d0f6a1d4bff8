package io.vigie.server.http;

import io.javalin.http.Context;
import io.vigie.model.telemetry.Meters;
import io.vigie.server.security.Principal;
import io.vigie.server.security.Principal.Means;
import io.vigie.server.security.RateLimiter;
import io.vigie.server.security.RateLimiter.Decision;
import io.vigie.server.security.RateLimits;
import io.vigie.server.security.RateLimits.Quota;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Refuses requests of those who ask too much, and tells everybody how much they may, in the
/// headers of the IETF's draft on rate limits (draft-ietf-httpapi-ratelimit-headers). Who is on
/// this machine where nobody is asked for credentials is not limited.
final class RateLimiting {
  private static final Pattern OWN =
      Pattern.compile("/(api/(?!v1/|v2/)|socket\\.io/?|ws$|ping/).*");
  private static final Pattern PROMETHEUS = Pattern.compile("/(api/|v1/|write|query|metrics/).*");

  private final Supplier<RateLimits> limits;
  private final String prefix;
  private final RateLimiter limiter;
  private final Meters.Counter refused;

  RateLimiting(Supplier<RateLimits> limits, String prefix, RateLimiter limiter, Meters meters) {
    this.limits = limits;
    this.prefix = prefix;
    this.limiter = limiter;
    this.refused =
        meters.counter(
            "vigie_http_rate_limited_total",
            "Requests refused because their caller asked too much.",
            "policy");
  }

  /// To be asked once it is tried who asks.
  ///
  /// @return whether the request may go on; if not, it is answered already
  boolean admit(Context context) {
    RateLimits current = limits.get();
    if (!isLimited(context.path(), current)) {
      return true;
    }
    Optional<Principal> principal = AccessControl.principalOf(context);
    if (principal.isPresent()) {
      Principal known = principal.get();
      return known.means() == Means.LOCAL
          || admit(context, "token", keyOf(known), current.byToken());
    }
    return admit(context, "address", ClientAddress.of(context), current.byAddress());
  }

  private boolean isLimited(String path, RateLimits current) {
    if (!path.startsWith(prefix)) {
      return false;
    }
    String own = path.substring(prefix.length());
    return OWN.matcher(own).matches()
        || (current.everywhere() && PROMETHEUS.matcher(own).matches());
  }

  private static String keyOf(Principal principal) {
    return principal.means() + " " + principal.name() + " " + principal.session().orElse("");
  }

  private boolean admit(Context context, String policy, String caller, Optional<Quota> quota) {
    if (quota.isEmpty()) {
      return true;
    }
    Decision decision = limiter.take(policy + " " + caller, quota.get());
    context.header(
        "RateLimit-Policy",
        "\"%s\";q=%d;w=%d".formatted(policy, quota.get().requests(), seconds(quota.get().per())));
    context.header(
        "RateLimit",
        "\"%s\";r=%d;t=%d".formatted(policy, decision.remaining(), seconds(decision.untilWhole())));
    if (decision.isAdmitted()) {
      return true;
    }
    refused.increment(policy);
    context.header("Retry-After", Long.toString(seconds(decision.retryAfter())));
    Refusal.write(
        context,
        429,
        "more than %d requests in %d s from one %s: wait, ask less, or raise vigie.http.rate_limits.%s"
            .formatted(quota.get().requests(), seconds(quota.get().per()), policy, policy));
    return false;
  }

  /// Rounded up, so that whoever waits so long has waited long enough.
  private static long seconds(Duration duration) {
    return duration.plusNanos(999_999_999).toSeconds();
  }
}
