package io.vigie.rules.schedule;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// When a group is due: at multiples of its interval plus an offset that its name gives, so that
/// groups spread over the interval and keep their place over restarts. Times are milliseconds since
/// the epoch.
///
/// @param offsetMillis from 0 to less than the interval
public record EvaluationTimes(long intervalMillis, long offsetMillis) {
  /// @param key of the group
  public static EvaluationTimes of(String key, long intervalMillis) {
    return new EvaluationTimes(intervalMillis, Long.remainderUnsigned(hash(key), intervalMillis));
  }

  private static long hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /// The last due time at or before an instant.
  public long at(long nowMillis) {
    long shifted = nowMillis - offsetMillis;
    return shifted - Math.floorMod(shifted, intervalMillis) + offsetMillis;
  }

  /// The first due time after an instant.
  public long after(long nowMillis) {
    return at(nowMillis) + intervalMillis;
  }

  /// How many evaluations were due after one and should have begun by now, without the next one.
  long missed(long dueMillis, long nowMillis) {
    return Math.max(0, (nowMillis - dueMillis) / intervalMillis - 1);
  }
}
