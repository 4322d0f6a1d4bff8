package io.vigie.ingest.collect.cloudwatch;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.config.yaml.MappingReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which values of dimensions are wanted, as the keys `aws_dimension_select` and
/// `aws_dimension_select_regex` say it. A dimension that is not mentioned may have any value.
///
/// @param values allowed ones by dimension
/// @param expressions (RE2) by dimension, of which one must match the whole value
record DimensionSelection(
    Map<String, List<String>> values, Map<String, List<Pattern>> expressions) {
  static final DimensionSelection ALL = new DimensionSelection(Map.of(), Map.of());

  DimensionSelection {
    values = Map.copyOf(values);
    expressions = Map.copyOf(expressions);
  }

  static DimensionSelection read(MappingReader reader, List<String> dimensions) {
    Map<String, List<String>> values = reader.stringListMap("aws_dimension_select");
    Map<String, List<String>> texts = reader.stringListMap("aws_dimension_select_regex");
    requireKnown(reader, "aws_dimension_select", values, dimensions);
    requireKnown(reader, "aws_dimension_select_regex", texts, dimensions);
    Map<String, List<Pattern>> expressions = new HashMap<>();
    texts.forEach((dimension, each) ->
        expressions.put(dimension, each.stream().map(text -> compile(reader, text)).toList()));
    return new DimensionSelection(values, expressions);
  }

  private static void requireKnown(
      MappingReader reader, String key, Map<String, ?> selection, List<String> dimensions) {
    selection.keySet().stream()
        .filter(name -> !dimensions.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw reader.error(key, key + ": " + name + " is not one of aws_dimensions");
        });
  }

  private static Pattern compile(MappingReader reader, String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw reader.error(
          "aws_dimension_select_regex", "aws_dimension_select_regex: " + e.getMessage());
    }
  }

  boolean accepts(String dimension, String value) {
    List<String> allowed = values.get(dimension);
    List<Pattern> patterns = expressions.get(dimension);
    return (allowed == null || allowed.contains(value))
        && (patterns == null || patterns.stream().anyMatch(pattern -> pattern.matches(value)));
  }
}
