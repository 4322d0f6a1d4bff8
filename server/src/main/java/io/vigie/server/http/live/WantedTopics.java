package io.vigie.server.http.live;

import io.vigie.server.http.Problem;
import io.vigie.server.live.Topic;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Reads the parameter `type` of streams.
final class WantedTopics {
  private WantedTopics() {}

  /// @param types each a type, or several with commas between them
  /// @return what is to be heard; empty for everything
  /// @throws Problem if there is no such type
  static Set<Topic> of(List<String> types) {
    EnumSet<Topic> heard = EnumSet.noneOf(Topic.class);
    types.stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(type -> !type.isEmpty())
        .forEach(type ->
            heard.addAll(
                Topic.heardBy(type).orElseThrow(() -> new Problem(400, Topic.unknown(type)))));
    return heard;
  }
}
