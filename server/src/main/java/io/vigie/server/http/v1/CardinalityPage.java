package io.vigie.server.http.v1;

import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Which part of a list of names is wanted, and in which order.
record CardinalityPage(int limit, int offset, String search, Order order) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;

  /// What comes first; of all but names it is the most.
  enum Order {
    SERIES,
    SAMPLES,
    BYTES,
    NAME;

    static Order of(String word) {
      return Arrays.stream(values())
          .filter(order -> order.word().equals(word))
          .findFirst()
          .orElseThrow(() ->
              new ApiException(
                  ErrorType.BAD_DATA,
                  "sort must be one of "
                      + Arrays.stream(values()).map(Order::word).collect(Collectors.joining(", "))
                      + ", not \""
                      + word
                      + "\""));
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static CardinalityPage of(ApiRequest request) {
    int limit = request.number("limit").orElse(DEFAULT_LIMIT);
    int offset = request.number("offset").orElse(0);
    String sort = request.parameter("sort");
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ApiException(
          ErrorType.BAD_DATA, "limit must be from 1 to " + MAX_LIMIT + ", not " + limit);
    }
    if (offset < 0) {
      throw new ApiException(ErrorType.BAD_DATA, "offset must not be negative");
    }
    return new CardinalityPage(
        limit,
        offset,
        request.parameter("search").toLowerCase(Locale.ROOT),
        sort.isEmpty() ? Order.SERIES : Order.of(sort));
  }

  /// Whether it is what somebody sees who looks in for the first time.
  boolean isFirst() {
    return offset == 0 && search.isEmpty();
  }

  /// All that are searched for, by name.
  List<Map.Entry<String, Long>> byName(Map<String, Long> series) {
    return sorted(series, Map.Entry.comparingByKey());
  }

  /// All that are searched for, those that cost most first.
  ///
  /// @param cost by name; 0 of those that are not in it
  List<Map.Entry<String, Long>> mostFirst(
      Map<String, Long> series, Map<String, ? extends Number> cost) {
    Comparator<Map.Entry<String, Long>> most =
        Comparator.comparingDouble(entry -> -costOf(entry.getKey(), cost));
    return sorted(series, most.thenComparing(Map.Entry.comparingByKey()));
  }

  private static double costOf(String name, Map<String, ? extends Number> cost) {
    Number known = cost.get(name);
    return known == null ? 0 : known.doubleValue();
  }

  private List<Map.Entry<String, Long>> sorted(
      Map<String, Long> series, Comparator<Map.Entry<String, Long>> order) {
    return series.entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).contains(search))
        .sorted(order)
        .toList();
  }

  /// Those on this page.
  List<Map.Entry<String, Long>> of(List<Map.Entry<String, Long>> found) {
    int from = Math.min(offset, found.size());
    return found.subList(from, Math.min(found.size(), from + limit));
  }

  void describe(List<Map.Entry<String, Long>> found, JsonWriter json) throws IOException {
    json.name("total").number(found.size());
    json.name("offset").number(offset).name("limit").number(limit);
  }
}
