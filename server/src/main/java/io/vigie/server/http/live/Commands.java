package io.vigie.server.http.live;

import io.vigie.server.live.Subscription;
import io.vigie.server.live.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// What clients may say: `subscribe` and `unsubscribe`, with `{"type": "system"}`, a list of types,
/// or the type alone.
final class Commands {
  private static final int MAX_TYPES = 20;

  private Commands() {}

  /// Does what is said.
  ///
  /// @return what is wrong, if something is
  static Optional<String> obey(String command, JsonNode data, Subscription subscription) {
    return switch (command) {
      case "subscribe" -> each(data, subscription::subscribe);
      case "unsubscribe" -> each(data, subscription::unsubscribe);
      default -> Optional.of("unknown event; there are: subscribe, unsubscribe");
    };
  }

  private static Optional<String> each(JsonNode data, Predicate<String> known) {
    List<String> types = types(data.isObject() ? data.path("type") : data);
    if (types.isEmpty() || types.size() > MAX_TYPES) {
      return Optional.of("type: a text, or a list of at most " + MAX_TYPES + ", must be there");
    }
    return types.stream().filter(known.negate()).map(Topic::unknown).findFirst();
  }

  private static List<String> types(JsonNode node) {
    List<String> types = new ArrayList<>();
    if (node.isString()) {
      types.add(node.asString());
    } else if (node.isArray()) {
      node.forEach(item -> types.add(item.asString("")));
    }
    return types;
  }
}
