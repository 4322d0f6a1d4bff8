package io.vigie.rules.template;

import com.google.re2j.Matcher;

/// `$1`, `${name}` and `$$` in replacements, by Go's rules: a name without braces is as long as it
/// can be, and a group that there is not is empty.
final class GroupReferences {
  private GroupReferences() {}

  static void fillIn(String replacement, Matcher match, StringBuilder into) {
    int at = 0;
    while (at < replacement.length()) {
      int dollar = replacement.indexOf('$', at);
      if (dollar < 0) {
        into.append(replacement, at, replacement.length());
        return;
      }
      into.append(replacement, at, dollar);
      at = reference(replacement, dollar + 1, match, into);
    }
  }

  /// @return where the text goes on
  private static int reference(String text, int start, Matcher match, StringBuilder into) {
    if (start < text.length() && text.charAt(start) == '$') {
      into.append('$');
      return start + 1;
    }
    boolean braces = start < text.length() && text.charAt(start) == '{';
    int nameStart = braces ? start + 1 : start;
    int end = nameStart;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    boolean complete = !braces || (end < text.length() && text.charAt(end) == '}');
    if (end == nameStart || !complete) {
      into.append('$');
      return start;
    }
    into.append(group(match, text.substring(nameStart, end)));
    return braces ? end + 1 : end;
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static String group(Matcher match, String name) {
    try {
      String group =
          name.chars().allMatch(c -> c >= '0' && c <= '9')
              ? match.group(Integer.parseInt(name))
              : match.group(name);
      return group == null ? "" : group;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return "";
    }
  }
}
