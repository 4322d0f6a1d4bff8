package io.vigie.rules.lint;

import java.util.Arrays;
import java.util.List;

/// A sentence for people, with a code and arguments by which other languages have it.
///
/// @param code stable; begins with the name of the check; empty for what is the same in all
///   languages, such as an expression
/// @param english the sentence
/// @param arguments what stands in it that is no language, in its order
public record Wording(String code, String english, List<String> arguments) {
  private static final String PLACE = "%s";

  public Wording {
    arguments = List.copyOf(arguments);
  }

  /// @param pattern with a `%s` for each argument
  static Wording of(String code, String pattern, Object... arguments) {
    List<String> texts = Arrays.stream(arguments).map(String::valueOf).toList();
    return new Wording(code, filled(pattern, texts), texts);
  }

  private static String filled(String pattern, List<String> arguments) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (String argument : arguments) {
      int place = pattern.indexOf(PLACE, from);
      text.append(pattern, from, place).append(argument);
      from = place + PLACE.length();
    }
    return text.append(pattern, from, pattern.length()).toString();
  }

  /// What is the same in all languages.
  public static Wording verbatim(String text) {
    return new Wording("", text, List.of());
  }

  public boolean isVerbatim() {
    return code.isEmpty();
  }

  /// Name of the check that says it.
  String check() {
    int dot = code.indexOf('.');
    return dot < 0 ? code : code.substring(0, dot);
  }
}
