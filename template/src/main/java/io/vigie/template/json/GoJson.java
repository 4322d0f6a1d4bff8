package io.vigie.template.json;

import io.vigie.template.fmt.FloatText;
import io.vigie.template.time.TimeLayout;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoValue;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/// Writes a value as Go's `json.Marshal` does: keys of maps sorted, nil lists and maps as `null`,
/// `<`, `>` and `&` escaped.
public final class GoJson {
  private final StringBuilder out = new StringBuilder();

  private GoJson() {}

  public static String write(GoValue value) {
    GoJson json = new GoJson();
    json.value(value);
    return json.out.toString();
  }

  private void value(GoValue value) {
    switch (value) {
      case GoValue.Nil _ -> out.append("null");
      case GoValue.Bool bool -> out.append(bool.value());
      case GoValue.Int number -> out.append(number.value());
      case GoValue.Uint number -> out.append(Long.toUnsignedString(number.value()));
      case GoValue.Real number -> out.append(number(number.value()));
      case GoValue.Text text -> string(text.value());
      case GoValue.Sequence list -> list(list);
      case GoValue.Mapping map -> map(map);
      case GoValue.Struct struct -> struct(struct);
      case GoValue.Opaque opaque when opaque.value() instanceof ZonedDateTime time ->
          string(TimeLayout.format(time, TimeLayout.RFC3339_NANO));
      case GoValue.Complex _, GoValue.Opaque _, GoValue.Callable _ ->
          throw new FunctionFailure("json: unsupported type: " + value.type());
    }
  }

  private static String number(double number) {
    if (!Double.isFinite(number)) {
      throw new FunctionFailure(
          "json: unsupported value: " + FloatText.format(number, 'g', FloatText.SHORTEST));
    }
    double magnitude = Math.abs(number);
    boolean exponential = magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21);
    String text = FloatText.format(number, exponential ? 'e' : 'f', FloatText.SHORTEST);
    return exponential ? text.replaceFirst("e([+-])0(\\d)$", "e$1$2") : text;
  }

  private void list(GoValue.Sequence list) {
    if (list.isNil()) {
      out.append("null");
      return;
    }
    String separator = "[";
    for (GoValue element : list.elements()) {
      out.append(separator);
      value(element);
      separator = ",";
    }
    out.append(list.elements().isEmpty() ? "[]" : "]");
  }

  private void map(GoValue.Mapping map) {
    if (map.isNil()) {
      out.append("null");
      return;
    }
    String separator = "{";
    for (Map.Entry<String, GoValue> entry : map.entries().entrySet()) {
      out.append(separator);
      string(entry.getKey());
      out.append(':');
      value(entry.getValue());
      separator = ",";
    }
    out.append(map.entries().isEmpty() ? "{}" : "}");
  }

  private void struct(GoValue.Struct struct) {
    List<GoValue> values = struct.values();
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? '{' : ',');
      string(struct.type().fields().get(i).json());
      out.append(':');
      value(values.get(i));
    }
    out.append(values.isEmpty() ? "{}" : "}");
  }

  private void string(String text) {
    out.append('"');
    text.codePoints().forEach(this::character);
    out.append('"');
  }

  private void character(int c) {
    switch (c) {
      case '"', '\\' -> out.append('\\').append((char) c);
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      default -> {
        boolean escaped = c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
        if (escaped) {
          out.append(String.format("\\u%04x", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
