package io.vigie.server.ruleedit;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.edit.RuleEditException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What keeps a text from being a rule.
///
/// @param line of the text, from 1; 0 if the reason lies elsewhere in the file
/// @param reason in words
public record Flaw(int line, String reason) {
  private static final Pattern PLACED = Pattern.compile("(.*):(\\d+):\\d+: (.*)");

  /// Those of a file that a text was put into.
  ///
  /// @param firstLine of the text in that file, from 1
  static List<Flaw> of(ConfigException e, int firstLine, String text) {
    return String.valueOf(e.getMessage()).lines().map(line -> flaw(line, firstLine, text)).toList();
  }

  static List<Flaw> of(RuleEditException e) {
    return List.of(new Flaw(0, String.valueOf(e.getMessage())));
  }

  private static Flaw flaw(String message, int firstLine, String text) {
    Matcher placed = PLACED.matcher(message);
    if (!placed.matches()) {
      return new Flaw(0, message);
    }
    int line = Integer.parseInt(placed.group(2)) - firstLine + 1;
    boolean isInside = line >= 1 && line <= text.lines().count();
    return isInside ? new Flaw(line, placed.group(3)) : new Flaw(0, message);
  }
}
