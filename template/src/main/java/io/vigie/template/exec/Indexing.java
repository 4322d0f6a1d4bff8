package io.vigie.template.exec;

import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import io.vigie.template.value.Kind;
import io.vigie.template.value.Utf8;
import java.util.List;

/// `index`, `slice` and `len`. Of strings they count bytes.
final class Indexing {
  private Indexing() {}

  /// `index x 1 2` is x[1][2].
  static GoValue index(List<GoValue> arguments) {
    GoValue item = arguments.getFirst();
    if (item.isNothing()) {
      throw new FunctionFailure("index of untyped nil");
    }
    for (GoValue index : arguments.subList(1, arguments.size())) {
      item = element(item, index);
    }
    return item;
  }

  private static GoValue element(GoValue item, GoValue index) {
    return switch (item) {
      case GoValue.Sequence list -> {
        int at = position(index, list.elements().size());
        yield list.elements().get(existing(at, list.elements().size()));
      }
      case GoValue.Text text -> {
        byte[] bytes = Utf8.bytes(text.value());
        int at = existing(position(index, bytes.length), bytes.length);
        yield new GoValue.Uint(bytes[at] & 0xff, GoType.UINT8);
      }
      case GoValue.Mapping map -> entry(map, index);
      case GoValue.Nil _ -> throw new FunctionFailure("index of nil pointer");
      default -> throw new FunctionFailure("can't index item of type " + item.type());
    };
  }

  private static GoValue entry(GoValue.Mapping map, GoValue key) {
    if (key.isNothing()) {
      throw new FunctionFailure("value is nil; should be of type string");
    }
    if (!key.type().assignableTo(GoType.STRING)) {
      throw new FunctionFailure("value has type " + key.type() + "; should be string");
    }
    GoValue found = map.entries().get(key.text());
    return found != null ? found : map.type().element().orElse(GoType.ANY).zero();
  }

  private static int existing(int at, int length) {
    if (at == length) {
      throw new FunctionFailure("reflect: slice index out of range");
    }
    return at;
  }

  /// An index from 0 to the length inclusive.
  private static int position(GoValue index, int length) {
    long at =
        switch (index) {
          case GoValue.Int number -> number.value();
          case GoValue.Uint number -> number.value();
          case GoValue.Nil _ -> throw new FunctionFailure("cannot index slice/array with nil");
          default ->
              throw new FunctionFailure("cannot index slice/array with type " + index.type());
        };
    if (at < 0 || at > length) {
      throw new FunctionFailure("index out of range: " + at);
    }
    return (int) at;
  }

  /// `slice x 1 2` is x[1:2].
  static GoValue slice(List<GoValue> arguments) {
    GoValue item = arguments.getFirst();
    List<GoValue> indexes = arguments.subList(1, arguments.size());
    if (item.isNothing()) {
      throw new FunctionFailure("slice of untyped nil");
    }
    if (indexes.size() > 3) {
      throw new FunctionFailure("too many slice indexes: " + indexes.size());
    }
    if (item.kind() != Kind.SLICE && item.kind() != Kind.STRING) {
      throw new FunctionFailure("can't slice item of type " + item.type());
    }
    if (item.kind() == Kind.STRING && indexes.size() == 3) {
      throw new FunctionFailure("cannot 3-index slice a string");
    }
    int length = (int) length(item);
    int from = indexes.isEmpty() ? 0 : position(indexes.getFirst(), length);
    int to = indexes.size() < 2 ? length : position(indexes.get(1), length);
    if (from > to) {
      throw new FunctionFailure("invalid slice index: " + from + " > " + to);
    }
    if (indexes.size() == 3 && position(indexes.get(2), length) < to) {
      throw new FunctionFailure(
          "invalid slice index: " + to + " > " + position(indexes.get(2), length));
    }
    return item instanceof GoValue.Text text
        ? new GoValue.Text(Utf8.text(Utf8.bytes(text.value()), from, to), text.type())
        : GoValue.list(item.type(), item.elements().subList(from, to));
  }

  static long length(GoValue item) {
    return switch (item) {
      case GoValue.Text text -> Utf8.length(text.value());
      case GoValue.Sequence list -> list.elements().size();
      case GoValue.Mapping map -> map.entries().size();
      case GoValue.Nil _ -> throw new FunctionFailure("len of nil pointer");
      default -> throw new FunctionFailure("len of type " + item.type());
    };
  }
}
