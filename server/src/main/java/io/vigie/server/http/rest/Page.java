package io.vigie.server.http.rest;

import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A part of a list, as `limit` and `cursor` ask for it. Items that come and go meanwhile change no
/// page but their own, as a cursor is the key of the last item before.
///
/// @param next cursor of the next page; empty if this is the last
record Page<T>(List<T> items, Optional<String> next) {
  private static final int MAX_LIMIT = 10_000;

  /// @param keyOf unique, and in the order of the list
  static <T> Page<T> of(List<T> all, Function<T, String> keyOf, ApiRequest request) {
    int limit = request.limit() == 0 ? MAX_LIMIT : Math.min(request.limit(), MAX_LIMIT);
    String cursor = request.parameter("cursor");
    if (cursor.isEmpty() && all.size() <= limit) {
      return new Page<>(all, Optional.empty());
    }
    String after = cursor.isEmpty() ? "" : decode(cursor);
    List<T> rest =
        all.stream()
            .filter(item -> cursor.isEmpty() || keyOf.apply(item).compareTo(after) > 0)
            .sorted(Comparator.comparing(keyOf))
            .toList();
    if (rest.size() <= limit) {
      return new Page<>(rest, Optional.empty());
    }
    List<T> items = rest.subList(0, limit);
    return new Page<>(items, Optional.of(encode(keyOf.apply(items.getLast()))));
  }

  /// The page's answer with a header that says where the next one is (RFC 8288).
  Reply linked(Reply reply, ApiRequest request) {
    return next.map(cursor ->
            new Reply(
                reply.status(),
                reply.body(),
                Map.of("Link", "<" + request.queryWith("cursor", cursor) + ">; rel=\"next\""),
                reply.cookies()))
        .orElse(reply);
  }

  /// So that texts follow each other as numbers do, the largest first.
  static String descending(long number) {
    return "%016x".formatted(Long.MAX_VALUE - number);
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Problem(400, "cursor: take it from the header Link of the page before");
    }
  }
}
