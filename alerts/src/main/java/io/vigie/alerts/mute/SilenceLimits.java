package io.vigie.alerts.mute;

/// @param maxSilences at most that many, expired ones included; 0 for any number
/// @param maxSizeBytes of one silence; 0 for any size
public record SilenceLimits(long maxSilences, long maxSizeBytes) {
  public static final SilenceLimits NONE = new SilenceLimits(0, 0);
}
