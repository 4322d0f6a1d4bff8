package io.vigie.alerts.message;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/// Replacement as Go does it: `$name` takes as many word characters as follow, and a group that
/// does not exist is empty.
record GoRegex(Pattern pattern) {

  String replaceAll(String text, String replacement) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder out = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      out.append(text, end, matcher.start());
      expand(out, replacement, matcher);
      end = matcher.end();
    }
    return out.append(text, end, text.length()).toString();
  }

  private void expand(StringBuilder out, String replacement, Matcher matcher) {
    int at = 0;
    for (int dollar = replacement.indexOf('$');
        dollar >= 0;
        dollar = replacement.indexOf('$', at)) {
      out.append(replacement, at, dollar);
      at = dollar + 1;
      if (replacement.startsWith("$", at)) {
        out.append('$');
        at++;
        continue;
      }
      boolean braced = replacement.startsWith("{", at);
      int start = braced ? at + 1 : at;
      int end = start;
      while (end < replacement.length() && isWord(replacement.charAt(end))) {
        end++;
      }
      boolean closed = !braced || replacement.startsWith("}", end);
      if (end == start || !closed) {
        out.append('$');
        continue;
      }
      out.append(group(matcher, replacement.substring(start, end)));
      at = braced ? end + 1 : end;
    }
    out.append(replacement, at, replacement.length());
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private String group(Matcher matcher, String name) {
    Integer named = pattern.namedGroups().get(name);
    int group = named != null ? named : name.matches("\\d{1,5}") ? Integer.parseInt(name) : -1;
    if (group < 0 || group > matcher.groupCount()) {
      return "";
    }
    String found = matcher.group(group);
    return found == null ? "" : found;
  }
}
