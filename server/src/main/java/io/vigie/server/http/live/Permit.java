package io.vigie.server.http.live;

import io.vigie.model.time.Ticker;
import io.vigie.server.http.StreamCaller;
import java.time.Duration;

/// Whether a listener may still listen: who was let in may be shut out later, or the credential may
/// expire. Looked at again every minute. Belongs to one thread.
final class Permit {
  private static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private final StreamCaller caller;
  private final Ticker ticker;
  private long lookedAtNanos;
  private boolean holds = true;

  Permit(StreamCaller caller, Ticker ticker) {
    this.caller = caller;
    this.ticker = ticker;
    this.lookedAtNanos = ticker.readNanos();
  }

  boolean holds() {
    long now = ticker.readNanos();
    if (holds && now - lookedAtNanos > GOOD_FOR.toNanos()) {
      lookedAtNanos = now;
      holds = caller.mayRead();
    }
    return holds;
  }
}
