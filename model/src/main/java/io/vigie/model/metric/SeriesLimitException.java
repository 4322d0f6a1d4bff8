package io.vigie.model.metric;

/// A new series was refused because a budget is used up. The message names the budget, its value
/// and the series.
public final class SeriesLimitException extends RuntimeException {
  public SeriesLimitException(String message) {
    super(message);
  }
}
