package io.vigie.server.http.v1;

import io.vigie.promql.eval.Cancellation;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.TimeText;
import java.time.Duration;
import java.util.Optional;

/// `timeout` and `lookback_delta` of a query.
final class QueryParameters {
  private QueryParameters() {}

  /// @throws ApiException if a value is no duration
  static QueryOptions options(ApiRequest request, Cancellation cancellation) {
    Optional<Duration> timeout = request.optionalDuration("timeout");
    if (timeout.isPresent() && !timeout.get().isPositive()) {
      throw new ApiException(ErrorType.TIMEOUT, "query timed out in query queue");
    }
    Optional<Duration> lookback = Optional.empty();
    String lookbackText = request.parameter("lookback_delta");
    if (!lookbackText.isEmpty()) {
      lookback = TimeText.parseDuration(lookbackText).filter(delta -> !delta.isNegative());
      if (lookback.isEmpty()) {
        throw new ApiException(
            ErrorType.BAD_DATA,
            "error parsing lookback delta duration: cannot parse \"%s\" to a valid duration"
                .formatted(lookbackText));
      }
    }
    return new QueryOptions(
        lookback.filter(Duration::isPositive),
        timeout,
        Optional.empty(),
        false,
        !request.parameter("nocache").equals("1"),
        cancellation,
        request.caller());
  }
}
