package io.vigie.server.cli;

import io.vigie.config.yaml.ByteSizes;
import io.vigie.config.yaml.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the flags of one start say: given on the command line, else in the environment, else by
/// default. Immutable.
final class FlagValues {
  private final Map<String, List<String>> given;

  /// @param given values by flag name
  private FlagValues(Map<String, List<String>> given) {
    this.given = Map.copyOf(given);
  }

  /// @param arguments values by flag name, as on the command line
  /// @param environment the process' environment
  /// @throws UsageException if a value is not what its flag takes
  static FlagValues of(Map<String, List<String>> arguments, Map<String, String> environment) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (ServerFlag flag : ServerFlags.ALL) {
      List<String> values = arguments.getOrDefault(flag.name(), List.of());
      String variable = environment.getOrDefault(flag.variable(), "");
      if (!values.isEmpty()) {
        check(flag, flag.option(), values);
        given.put(flag.name(), List.copyOf(values));
      } else if (!variable.isEmpty()) {
        List<String> fromVariable =
            flag.kind() == ServerFlag.Kind.TEXTS
                ? List.of(variable.split("[,\\s]+", -1))
                : List.of(variable);
        check(flag, flag.variable(), fromVariable);
        given.put(flag.name(), fromVariable);
      }
    }
    return new FlagValues(given);
  }

  private static void check(ServerFlag flag, String source, List<String> values) {
    for (String value : values) {
      try {
        switch (flag.kind()) {
          case TEXT, TEXTS -> {}
          case SWITCH -> parseSwitch(value);
          case DURATION -> Durations.parse(value);
          case SIZE -> ByteSizes.parse(value);
          case NUMBER -> parseNumber(value);
        }
      } catch (IllegalArgumentException e) {
        throw new UsageException(source + ": " + e.getMessage());
      }
    }
    if (values.size() > 1 && flag.kind() != ServerFlag.Kind.TEXTS) {
      throw new UsageException(source + " is given " + values.size() + " times; once is enough");
    }
  }

  private static boolean parseSwitch(String value) {
    return switch (value) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw new IllegalArgumentException("\"" + value + "\" is not true or false");
    };
  }

  private static double parseNumber(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + value + "\" is not a number", e);
    }
  }

  boolean isGiven(String name) {
    return given.containsKey(known(name).name());
  }

  String text(String name) {
    return texts(name).isEmpty() ? "" : texts(name).getFirst();
  }

  /// A text that may be missing.
  Optional<String> optionalText(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  List<String> texts(String name) {
    ServerFlag flag = known(name);
    List<String> fallback =
        flag.defaultValue().isEmpty() ? List.of() : List.of(flag.defaultValue());
    return given.getOrDefault(name, fallback);
  }

  boolean isOn(String name) {
    return parseSwitch(text(name));
  }

  Duration duration(String name) {
    return Durations.parse(text(name));
  }

  Optional<Duration> optionalDuration(String name) {
    return optionalText(name).map(Durations::parse);
  }

  Optional<Long> optionalSizeBytes(String name) {
    return optionalText(name).map(ByteSizes::parse);
  }

  /// A whole number from 1.
  ///
  /// @throws UsageException if it is anything else
  int count(String name) {
    return wholeNumber(name, 1);
  }

  /// A whole number from 0, which means no limit.
  ///
  /// @throws UsageException if it is anything else
  int limit(String name) {
    return wholeNumber(name, 0);
  }

  private int wholeNumber(String name, int min) {
    double number = parseNumber(text(name));
    if (number < min || number > Integer.MAX_VALUE || number != Math.rint(number)) {
      throw new UsageException(
          "--" + name + ": " + text(name) + " is not a whole number from " + min);
    }
    return (int) number;
  }

  /// Flags that were given and have no meaning here.
  Collection<ServerFlag> ignored() {
    return ServerFlags.ALL.stream()
        .filter(flag -> flag.isIgnored() && given.containsKey(flag.name()))
        .toList();
  }

  /// Every flag with its value, as `status/flags` shows it.
  Map<String, String> toMap() {
    Map<String, String> values = new TreeMap<>();
    ServerFlags.ALL.forEach(flag -> values.put(flag.name(), String.join(",", texts(flag.name()))));
    return values;
  }

  private static ServerFlag known(String name) {
    ServerFlag flag = ServerFlags.BY_NAME.get(name);
    if (flag == null) {
      throw new IllegalArgumentException("there is no flag " + name);
    }
    return flag;
  }
}
