package io.vigie.alerts.oncall;

/// Somebody is on call for a while; milliseconds since the epoch.
///
/// @param user name
/// @param isOverride whether somebody stands in
public record Shift(String user, long startMillis, long endMillisExclusive, boolean isOverride) {
  public boolean contains(long timeMillis) {
    return startMillis <= timeMillis && timeMillis < endMillisExclusive;
  }
}
