package io.vigie.server.security;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes guessing passwords slow: after a few wrong ones from an address, or for a user, the next
/// try must wait, each time twice as long. Thread-safe.
///
/// A user's wait is short at its longest, since anybody can cause it who knows the name.
final class LoginThrottle {
  private static final int FREE_FAILURES = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  static final Duration LONGEST_FOR_ADDRESS = Duration.ofMinutes(5);
  static final Duration LONGEST_FOR_USER = Duration.ofSeconds(10);
  private static final Duration FORGIVEN_AFTER = Duration.ofMinutes(15);

  /// What is beyond forgets who failed longest ago.
  private static final int MAX_REMEMBERED = 20_000;

  private record Failures(int count, long lastMillis) {}

  private final InstantSource clock;

  /// In the order of the last failure.
  private final Map<String, Failures> failures = new LinkedHashMap<>();

  LoginThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /// How long the next try has to wait; zero if it need not.
  synchronized Duration wait(String address, String user) {
    Duration byAddress = wait(addressKey(address), LONGEST_FOR_ADDRESS);
    Duration byUser = wait(userKey(user), LONGEST_FOR_USER);
    return byAddress.compareTo(byUser) > 0 ? byAddress : byUser;
  }

  private Duration wait(String key, Duration longest) {
    Failures known = failures.get(key);
    if (known == null || known.count < FREE_FAILURES) {
      return Duration.ZERO;
    }
    int doublings = Math.min(known.count - FREE_FAILURES, 20);
    long waitMillis = Math.min(FIRST_WAIT.toMillis() << doublings, longest.toMillis());
    long leftMillis = known.lastMillis + waitMillis - clock.millis();
    return Duration.ofMillis(Math.max(0, leftMillis));
  }

  synchronized void failed(String address, String user) {
    fail(addressKey(address));
    fail(userKey(user));
  }

  private void fail(String key) {
    long now = clock.millis();
    Failures known = failures.remove(key);
    int before =
        known == null || now - known.lastMillis > FORGIVEN_AFTER.toMillis() ? 0 : known.count;
    failures.put(key, new Failures(before + 1, now));
    if (failures.size() > MAX_REMEMBERED) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  /// The user is let in: what was wrong before does not matter.
  synchronized void succeeded(String address, String user) {
    failures.remove(addressKey(address));
    failures.remove(userKey(user));
  }

  private static String addressKey(String address) {
    return "a " + address;
  }

  private static String userKey(String user) {
    return "u " + user;
  }
}
