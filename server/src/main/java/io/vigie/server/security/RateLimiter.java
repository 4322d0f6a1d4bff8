package io.vigie.server.security;

import io.vigie.model.time.Ticker;
import io.vigie.server.security.RateLimits.Quota;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Says whether one more request is within a quota, by the generic cell rate algorithm (ITU-T
/// I.371): of each caller only the time is kept at which the whole quota will be there again.
/// Thread-safe.
public final class RateLimiter {
  /// What is beyond forgets who asked longest ago.
  static final int MAX_REMEMBERED = 20_000;

  private final Ticker ticker;

  /// When the quota is whole again, in nanoseconds, in the order of the last request.
  private final Map<String, Long> wholeAtNanos = new LinkedHashMap<>();

  public RateLimiter(Ticker ticker) {
    this.ticker = ticker;
  }

  /// What came of a request.
  ///
  /// @param remaining how many more could be made now
  /// @param untilWhole until the quota is there as a whole, if no more are made
  /// @param retryAfter until the next can be made; zero if this one can
  public record Decision(long remaining, Duration untilWhole, Duration retryAfter) {
    public boolean isAdmitted() {
      return retryAfter.isZero();
    }
  }

  /// Takes one request of a caller, if it is within the quota.
  public synchronized Decision take(String caller, Quota quota) {
    long now = ticker.readNanos();
    Long known = wholeAtNanos.remove(caller);
    long usedNanos = known == null ? 0 : Math.max(0, known - now);
    long per = quota.per().toNanos();
    long withThis = usedNanos + quota.nanosEach();
    boolean admitted = withThis <= per;
    long used = admitted ? withThis : usedNanos;
    wholeAtNanos.put(caller, now + used);
    forgetOne();
    return new Decision(
        (per - used) / quota.nanosEach(),
        Duration.ofNanos(used),
        admitted ? Duration.ZERO : Duration.ofNanos(withThis - per));
  }

  private void forgetOne() {
    if (wholeAtNanos.size() > MAX_REMEMBERED) {
      Iterator<String> eldest = wholeAtNanos.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}
