package io.vigie.config.yaml;

import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Scalar;
import io.vigie.config.yaml.YamlNode.Sequence;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Free-form parts of a file, whose values have the type that YAML 1.1 gives them.
public final class YamlValues {
  private YamlValues() {}

  /// The node as a text, `Boolean`, `Long`, `BigInteger`, `Double`, `List`, `Map` in the order
  /// written, or [Optional#empty] for null. Values in lists and maps are of these types, too.
  public static Object of(YamlNode node) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Sequence sequence -> sequence.items().stream().map(YamlValues::of).toList();
      case Mapping mapping -> mapping(mapping);
    };
  }

  private static Map<String, Object> mapping(Mapping mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      values.put(entry.key().text(), of(entry.value()));
    }
    return values;
  }

  private static Object scalar(Scalar scalar) {
    if (scalar.isNull()) {
      return Optional.empty();
    }
    String text = scalar.text();
    return scalar.plain()
        ? Scalars.bool(text)
            .<Object>map(value -> value)
            .or(() -> Scalars.wholeNumber(text).map(YamlValues::whole))
            .or(() -> Scalars.number(text))
            .orElse(text)
        : text;
  }

  private static Object whole(BigInteger number) {
    return number.bitLength() < 64 ? (Object) number.longValue() : number;
  }

  /// What [#of] gave, in the form in which [EffectiveMapping] notes it.
  public static Object noted(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        EffectiveMapping mapping = new EffectiveMapping();
        map.forEach((key, item) -> mapping.put(String.valueOf(key), noted(item), true));
        yield mapping;
      }
      case List<?> list -> list.stream().map(YamlValues::noted).toList();
      case Optional<?> _ -> "";
      default -> value;
    };
  }
}
