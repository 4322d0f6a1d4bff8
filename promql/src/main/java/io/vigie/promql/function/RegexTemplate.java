package io.vigie.promql.function;

import com.google.re2j.Matcher;

/// Replacement texts with references to groups: `$1`, `${1}`, `$name`, `${name}`, and `$$` for a
/// dollar. A name is as long as it can be, so `$1x` is a group called `1x`; a group that does not
/// exist is empty, and a dollar without a name stands for itself.
final class RegexTemplate {
  private RegexTemplate() {}

  static String expand(String template, Matcher matcher) {
    StringBuilder text = new StringBuilder();
    int position = 0;
    while (position < template.length()) {
      char c = template.charAt(position);
      if (c != '$') {
        text.append(c);
        position++;
      } else if (template.startsWith("$$", position)) {
        text.append('$');
        position += 2;
      } else {
        position = reference(template, position, matcher, text);
      }
    }
    return text.toString();
  }

  private static int reference(String template, int dollar, Matcher matcher, StringBuilder text) {
    boolean braced = template.startsWith("${", dollar);
    int start = dollar + (braced ? 2 : 1);
    int end = start;
    while (end < template.length() && isNamePart(template.codePointAt(end))) {
      end += Character.charCount(template.codePointAt(end));
    }
    boolean closed = !braced || (end < template.length() && template.charAt(end) == '}');
    if (end == start || !closed) {
      text.append('$');
      return dollar + 1;
    }
    text.append(group(matcher, template.substring(start, end)));
    return braced ? end + 1 : end;
  }

  private static boolean isNamePart(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static String group(Matcher matcher, String name) {
    Integer index =
        name.chars().allMatch(c -> c >= '0' && c <= '9') && name.length() < 9
            ? Integer.valueOf(name)
            : matcher.pattern().namedGroups().get(name);
    if (index == null || index > matcher.groupCount()) {
      return "";
    }
    String value = matcher.group(index);
    return value == null ? "" : value;
  }
}
