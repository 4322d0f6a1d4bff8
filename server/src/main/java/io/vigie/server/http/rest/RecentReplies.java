package io.vigie.server.http.rest;

import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What requests with an `Idempotency-Key` were answered lately. Thread-safe.
public final class RecentReplies {
  private static final int MAX_REMEMBERED = 10_000;
  private static final int MAX_KEY_LENGTH = 300;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

  private final InstantSource clock;

  /// In the order in which they came.
  private final Map<String, Answered> byKey = new LinkedHashMap<>();

  /// @param reply null while it is being worked out
  private record Answered(@Nullable Reply reply, long sinceMillis) {}

  public RecentReplies(InstantSource clock) {
    this.clock = clock;
  }

  /// The answer that a request with the same key got, or else that of `work`. One that failed is
  /// forgotten, so that it can be tried again.
  Reply of(String key, Callable<Reply> work) throws Exception {
    if (key.length() > MAX_KEY_LENGTH) {
      throw new Problem(400, "Idempotency-Key is longer than " + MAX_KEY_LENGTH + " characters");
    }
    Reply known = begin(key);
    if (known != null) {
      return known;
    }
    try {
      Reply reply = work.call();
      put(key, reply);
      return reply;
    } catch (Exception e) {
      forget(key);
      throw e;
    }
  }

  private synchronized @Nullable Reply begin(String key) {
    long now = clock.millis();
    Iterator<Answered> eldest = byKey.values().iterator();
    while (eldest.hasNext() && isOld(eldest.next(), now)) {
      eldest.remove();
    }
    Answered answered = byKey.get(key);
    if (answered == null) {
      if (byKey.size() >= MAX_REMEMBERED) {
        byKey.remove(byKey.keySet().iterator().next());
      }
      byKey.put(key, new Answered(null, now));
      return null;
    }
    if (answered.reply() == null) {
      throw new Problem(409, "a request with this Idempotency-Key is being worked on");
    }
    return answered.reply();
  }

  private static boolean isOld(Answered answered, long now) {
    return now - answered.sinceMillis() > REMEMBERED_FOR.toMillis();
  }

  private synchronized void put(String key, Reply reply) {
    byKey.put(key, new Answered(reply, clock.millis()));
  }

  private synchronized void forget(String key) {
    byKey.remove(key);
  }
}
