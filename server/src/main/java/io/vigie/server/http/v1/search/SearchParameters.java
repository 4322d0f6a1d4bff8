package io.vigie.server.http.v1.search;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.time.TimeRange;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.v1.MatchParameter;
import java.time.Duration;
import java.util.List;

/// What all searches can be told.
///
/// @param selectors series of which names and values are searched; none means all
/// @param limit most results
/// @param batchSize most results of a line
record SearchParameters(
    List<List<LabelMatcher>> selectors,
    TimeRange range,
    SearchTerms terms,
    SearchOrder order,
    boolean includeScore,
    int limit,
    int batchSize) {
  /// Each term costs for each text.
  private static final int MAX_TERMS = 32;

  private static final int DEFAULT_SIZE = 100;
  private static final long DEFAULT_RANGE_MILLIS = Duration.ofHours(1).toMillis();

  /// @param maxLimit what `limit` may be at most; 0 for anything
  /// @throws ApiException if a parameter says nothing that can be
  static SearchParameters of(
      ApiRequest request, MatchParameter match, long nowMillis, int maxLimit) {
    return new SearchParameters(
        match.parse(request),
        range(request, nowMillis),
        terms(request),
        order(request),
        flag(request, "include_score", false),
        limit(request, maxLimit),
        positive(request, "batch_size", DEFAULT_SIZE));
  }

  private static TimeRange range(ApiRequest request, long nowMillis) {
    long start = request.timeMillis("start", nowMillis - DEFAULT_RANGE_MILLIS);
    long end = request.timeMillis("end", nowMillis);
    if (end < start) {
      throw refused("end timestamp must not be before start timestamp");
    }
    return new TimeRange(start, end);
  }

  private static SearchTerms terms(ApiRequest request) {
    List<String> terms = request.parameters("search[]");
    if (terms.size() > MAX_TERMS) {
      throw refused(
          "too many search[] terms: got %d, maximum is %d".formatted(terms.size(), MAX_TERMS));
    }
    return new SearchTerms(
        terms, algorithm(request), threshold(request), flag(request, "case_sensitive", true));
  }

  private static FuzzyAlgorithm algorithm(ApiRequest request) {
    String word = request.parameter("fuzz_alg");
    return word.isEmpty()
        ? FuzzyAlgorithm.SUBSEQUENCE
        : FuzzyAlgorithm.of(word)
            .orElseThrow(() ->
                refused(
                    "unsupported fuzz_alg \"%s\": must be one of [%s]"
                        .formatted(word, String.join(" ", FuzzyAlgorithm.words()))));
  }

  private static double threshold(ApiRequest request) {
    String text = request.parameter("fuzz_threshold");
    long percent = text.isEmpty() ? 0 : wholeNumber(text);
    if (percent < 0 || percent > 100) {
      throw refused("invalid fuzz_threshold \"" + text + "\": must be 0-100");
    }
    return percent / 100.0;
  }

  private static SearchOrder order(ApiRequest request) {
    String by = request.parameter("sort_by");
    String direction = request.parameter("sort_dir");
    if (!List.of("", "alpha", "score").contains(by)) {
      throw refused("invalid sort_by \"" + by + "\": must be \"alpha\" or \"score\"");
    }
    if (!List.of("", "asc", "dsc").contains(direction)) {
      throw refused("invalid sort_dir \"" + direction + "\": must be \"asc\" or \"dsc\"");
    }
    if (!direction.isEmpty() && !by.equals("alpha")) {
      throw refused(
          by.isEmpty()
              ? "sort_dir is only valid when sort_by is set"
              : "sort_dir is not supported for sort_by=score");
    }
    if (by.equals("score")) {
      return bestFirst(request);
    }
    return direction.equals("dsc") ? SearchOrder.DESCENDING : SearchOrder.ASCENDING;
  }

  private static SearchOrder bestFirst(ApiRequest request) {
    if (request.parameters("search[]").isEmpty()) {
      throw refused("sort_by=score requires search[] to be set");
    }
    return SearchOrder.BEST_FIRST;
  }

  private static int limit(ApiRequest request, int maxLimit) {
    int most = maxLimit == 0 ? Integer.MAX_VALUE - 1 : maxLimit;
    int limit = positive(request, "limit", Math.min(DEFAULT_SIZE, most));
    if (limit > most) {
      throw refused(
          "limit %s exceeds the configured maximum (%d, see --web.search.max-limit)"
              .formatted(request.parameter("limit"), most));
    }
    return limit;
  }

  /// A number from 1; one too large to count to is cut.
  private static int positive(ApiRequest request, String name, int otherwise) {
    String text = request.parameter(name);
    long number = text.isEmpty() ? otherwise : wholeNumber(text);
    if (number <= 0) {
      throw refused("invalid %s \"%s\": must be a positive integer".formatted(name, text));
    }
    return (int) Math.min(number, Integer.MAX_VALUE);
  }

  /// -1 if it is none.
  private static long wholeNumber(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /// Whether something is wanted, in the words of Go.
  static boolean flag(ApiRequest request, String name, boolean otherwise) {
    String text = request.parameter(name);
    return switch (text) {
      case "" -> otherwise;
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> throw refused("invalid %s \"%s\": must be boolean".formatted(name, text));
    };
  }

  private static ApiException refused(String reason) {
    return new ApiException(ErrorType.BAD_DATA, reason);
  }
}
