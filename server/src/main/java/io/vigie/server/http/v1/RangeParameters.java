package io.vigie.server.http.v1;

import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import java.time.Duration;

/// `start`, `end` and `step` of a range query, milliseconds.
record RangeParameters(long startMillis, long endMillis, long stepMillis) {
  /// Enough for a minute's resolution over a week, or an hour's over a year.
  private static final long MAX_POINTS_PER_SERIES = 11_000;

  /// @throws ApiException if they are missing, or make no range, or one with too many steps
  static RangeParameters of(ApiRequest request) {
    long startMillis = request.timeMillis("start");
    long endMillis = request.timeMillis("end");
    if (endMillis < startMillis) {
      throw ApiException.invalidParameter("end", "end timestamp must not be before start time");
    }
    long stepMillis = stepMillis(request);
    if ((endMillis - startMillis) / stepMillis > MAX_POINTS_PER_SERIES) {
      throw new ApiException(
          ErrorType.BAD_DATA,
          "exceeded maximum resolution of 11,000 points per timeseries."
              + " Try decreasing the query resolution (?step=XX)");
    }
    return new RangeParameters(startMillis, endMillis, stepMillis);
  }

  private static long stepMillis(ApiRequest request) {
    Duration step = request.duration("step");
    if (!step.isPositive()) {
      throw ApiException.invalidParameter(
          "step",
          "zero or negative query resolution step widths are not accepted."
              + " Try a positive integer");
    }
    // Steps below the resolution of timestamps would be no steps.
    return Math.max(1, step.toMillis());
  }
}
