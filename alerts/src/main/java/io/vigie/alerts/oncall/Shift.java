package io.vigie.alerts.oncall;

/// Somebody is on call for a while; milliseconds since the epoch.
///
/// @param user name
/// @param rotation name of the rotation, where it has one
/// @param isOverride whether somebody stands in
public record Shift(
    String user, String rotation, long startMillis, long endMillisExclusive, boolean isOverride) {
  Shift until(long endMillis) {
    return new Shift(user, rotation, startMillis, endMillis, isOverride);
  }

  public boolean contains(long timeMillis) {
    return startMillis <= timeMillis && timeMillis < endMillisExclusive;
  }
}
