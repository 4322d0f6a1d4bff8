package io.vigie.health.check;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// One check.
///
/// @param name unique among checks
/// @param interval between two rounds
/// @param timeout of each attempt
/// @param retries how many more attempts a round makes before it says that something is wrong
/// @param critical whether the whole is unhealthy without it, and not just degraded
/// @param dependsOn names of checks without which this one cannot be well
/// @param byFile whether it is of the configuration; those made by API are not
public record CheckDefinition(
    String name,
    CheckTarget target,
    Duration interval,
    Duration timeout,
    int retries,
    boolean critical,
    List<String> dependsOn,
    boolean byFile) {
  public static final Duration USUAL_INTERVAL = Duration.ofSeconds(30);
  public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);
  public static final int USUAL_RETRIES = 3;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final int MAX_RETRIES = 10;

  /// @throws IllegalArgumentException if there cannot be such a check; the message says why
  public CheckDefinition {
    dependsOn = List.copyOf(dependsOn);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name: \"" + name + "\": letters, digits and . _ - , up to 100");
    }
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("interval: a second at least, not " + interval);
    }
    if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
      throw new IllegalArgumentException("timeout: positive, and not above the interval");
    }
    if (retries < 0 || retries > MAX_RETRIES) {
      throw new IllegalArgumentException("retries: from 0 to " + MAX_RETRIES);
    }
    if (dependsOn.contains(name)) {
      throw new IllegalArgumentException("depends_on: \"" + name + "\" cannot depend on itself");
    }
  }
}
