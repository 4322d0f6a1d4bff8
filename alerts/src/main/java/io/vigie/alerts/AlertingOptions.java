package io.vigie.alerts;

import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.mute.SilenceLimits;
import java.time.Duration;

/// What alerting is started with and cannot change while it runs.
///
/// @param retention how long ended silences and undelivered messages are kept
/// @param historyRetention how long events are kept
/// @param perAlertNameLimit at most that many alerts of a name; 0 for any number
/// @param maxGroups at most that many groups; 0 for any number
public record AlertingOptions(
    MatcherSyntax syntax,
    SilenceLimits silenceLimits,
    Duration retention,
    Duration historyRetention,
    int perAlertNameLimit,
    int maxGroups) {
  public static final AlertingOptions DEFAULT =
      new AlertingOptions(
          MatcherSyntax.FALLBACK,
          SilenceLimits.NONE,
          Duration.ofDays(5),
          Duration.ofDays(90),
          0,
          0);
}
