package io.vigie.server.views;

import io.vigie.config.yaml.MappingReader;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Which expression answers each field of each view. A field's name may have dots, which make
/// objects within objects.
///
/// @param fields expression by field, by view
public record FieldMapping(Map<View, Map<String, String>> fields) {
  /// What applications ask for at once.
  public enum View {
    SYSTEM,
    APPLICATION,
    BUSINESS;

    /// As it is written in the configuration and in paths.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// With what is usual in the field.
  public static final FieldMapping USUAL = new FieldMapping(UsualFields.all());

  public FieldMapping {
    fields = Map.copyOf(fields);
  }

  /// The fields of a view, in their order.
  public Map<String, String> of(View view) {
    return fields.getOrDefault(view, Map.of());
  }

  /// Reads the section `vigie.metrics_api`: fields that are added to the usual ones, or replace
  /// them; without an expression, a field has no data.
  public static FieldMapping read(MappingReader reader) {
    Map<View, Map<String, String>> all = new EnumMap<>(View.class);
    for (View view : View.values()) {
      Map<String, String> fields = new LinkedHashMap<>(USUAL.of(view));
      reader
          .stringMap(view.word())
          .forEach((field, expression) -> {
            check(reader, view, field, expression);
            fields.put(field, expression);
          });
      all.put(view, fields);
    }
    reader.finish();
    return new FieldMapping(all);
  }

  private static void check(MappingReader reader, View view, String field, String expression) {
    if (expression.isBlank()) {
      return;
    }
    try {
      var _ = new PromqlParser(ParserOptions.DEFAULT).parse(expression);
    } catch (PromqlParseException e) {
      throw reader.error(
          view.word(), reader.path() + "." + view.word() + "." + field + ": " + e.getMessage());
    }
  }
}
