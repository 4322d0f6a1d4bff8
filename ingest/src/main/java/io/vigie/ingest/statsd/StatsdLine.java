package io.vigie.ingest.statsd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One line: `name:value|type`, with a sample rate (`|@0.1`), tags as DogStatsD has them
/// (`|#tag:value,other:value`) or behind the name (`name,tag=value`), and several values
/// (`name:1:2|ms`).
///
/// @param values as written
/// @param rate of sampling, from above 0 to 1
record StatsdLine(
    String name, List<String> values, Type type, double rate, Map<String, String> tags) {
  /// What a value means.
  enum Type {
    COUNTER,
    GAUGE,
    /// In milliseconds.
    TIMER,
    /// In whatever unit.
    HISTOGRAM,
    SET
  }

  StatsdLine {
    values = List.copyOf(values);
    tags = Map.copyOf(tags);
  }

  /// @throws IllegalArgumentException if it is no such line
  static StatsdLine parse(String line) {
    if (line.startsWith("_e{") || line.startsWith("_sc|")) {
      throw new IllegalArgumentException("events and service checks are not taken");
    }
    int bar = line.indexOf('|');
    int colon = line.indexOf(':');
    if (colon <= 0 || bar < colon) {
      throw new IllegalArgumentException("it is not NAME:VALUE|TYPE");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    String name = name(line.substring(0, colon), tags);
    String[] sections = line.substring(bar + 1).split("\\|", -1);
    double rate = 1;
    for (int i = 1; i < sections.length; i++) {
      String section = sections[i];
      if (section.startsWith("@")) {
        rate = rate(section.substring(1));
      } else if (section.startsWith("#")) {
        addTags(section.substring(1), ':', tags);
      }
      // Other sections, as DogStatsD's container and timestamp, change nothing here.
    }
    List<String> values = new ArrayList<>(List.of(line.substring(colon + 1, bar).split(":", -1)));
    return new StatsdLine(name, values, type(sections[0]), rate, tags);
  }

  private static String name(String text, Map<String, String> tags) {
    int comma = text.indexOf(',');
    if (comma > 0) {
      addTags(text.substring(comma + 1), '=', tags);
      return text.substring(0, comma);
    }
    return text;
  }

  private static void addTags(String text, char separator, Map<String, String> tags) {
    for (String tag : text.split(",", -1)) {
      int at = tag.indexOf(separator);
      if (at > 0) {
        tags.put(tag.substring(0, at), tag.substring(at + 1));
      } else if (!tag.isEmpty()) {
        throw new IllegalArgumentException("the tag \"" + tag + "\" has no value");
      }
    }
  }

  private static double rate(String text) {
    double rate = number(text);
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException(
          "the sample rate " + text + " is not above 0 and at most 1");
    }
    return rate;
  }

  private static Type type(String text) {
    return switch (text) {
      case "c" -> Type.COUNTER;
      case "g" -> Type.GAUGE;
      case "ms" -> Type.TIMER;
      case "h", "d" -> Type.HISTOGRAM;
      case "s" -> Type.SET;
      default ->
          throw new IllegalArgumentException(
              "the type \"" + text + "\" is not c, g, ms, h, d or s");
    };
  }

  static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new IllegalArgumentException("\"" + text + "\" is not a number");
  }
}
