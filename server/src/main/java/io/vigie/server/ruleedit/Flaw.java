package io.vigie.server.ruleedit;

import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.edit.RulePassage;
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
  static List<Flaw> of(ConfigException e, RulePassage passage, String text) {
    return String.valueOf(e.getMessage()).lines().map(line -> flaw(line, passage, text)).toList();
  }

  private static Flaw flaw(String message, RulePassage passage, String text) {
    Matcher placed = PLACED.matcher(message);
    if (!placed.matches()) {
      return new Flaw(0, message);
    }
    int line = Integer.parseInt(placed.group(2)) - passage.line() + 1;
    boolean isInside = line >= 1 && line <= text.lines().count();
    return isInside ? new Flaw(line, placed.group(3)) : new Flaw(0, message);
  }
}
