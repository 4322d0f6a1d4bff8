package io.vigie.outbound.redis;

import java.util.List;

/// What a Redis server answers to one command.
public sealed interface RedisReply {
  /// A text, or bytes read as UTF-8.
  record Text(String value) implements RedisReply {}

  /// A whole number.
  record Whole(long value) implements RedisReply {}

  /// The command was refused.
  ///
  /// @param message begins with the kind, such as `NOPERM`
  record Refused(String message) implements RedisReply {}

  /// Several answers in one.
  record Several(List<RedisReply> items) implements RedisReply {
    public Several {
      items = List.copyOf(items);
    }
  }

  /// There is no such thing.
  record Nothing() implements RedisReply {}

  /// The text of a text or of a number; empty for everything else.
  default String text() {
    return switch (this) {
      case Text(String value) -> value;
      case Whole(long value) -> Long.toString(value);
      case Refused _, Several _, Nothing _ -> "";
    };
  }

  /// The items of several answers; none for everything else.
  default List<RedisReply> list() {
    return this instanceof Several(List<RedisReply> items) ? items : List.of();
  }
}
