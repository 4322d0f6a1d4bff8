package io.vigie.ingest.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/// A text with references to the groups of an expression: `$1`, `$name`, `${name}`, `$$` for a
/// dollar sign. The longest possible name counts, so `$1x` is the group named `1x`. A group that
/// does not exist is empty; a dollar sign that begins no reference stands for itself. These are the
/// rules of Go's `regexp.Expand`. Immutable and thread-safe.
final class ReplacementTemplate {
  /// Either text or, from 0, a group.
  private record Part(String text, int group) {}

  private static final int NO_GROUP = -1;

  private final List<Part> parts;

  private ReplacementTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  static ReplacementTemplate compile(String template, Pattern pattern) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      int nameStart = at + 1;
      if (c != '$') {
        text.append(c);
        at++;
      } else if (template.startsWith("$$", at)) {
        text.append('$');
        at += 2;
      } else {
        boolean braces = template.startsWith("${", at);
        nameStart += braces ? 1 : 0;
        int nameEnd = nameEnd(template, nameStart);
        if (nameEnd == nameStart || (braces && !template.startsWith("}", nameEnd))) {
          text.append('$');
          at++;
        } else {
          parts.add(new Part(text.toString(), NO_GROUP));
          text.setLength(0);
          parts.add(new Part("", group(template.substring(nameStart, nameEnd), pattern)));
          at = nameEnd + (braces ? 1 : 0);
        }
      }
    }
    parts.add(new Part(text.toString(), NO_GROUP));
    return new ReplacementTemplate(parts);
  }

  private static int nameEnd(String template, int from) {
    int at = from;
    while (at < template.length()
        && (Character.isLetterOrDigit(template.charAt(at)) || template.charAt(at) == '_')) {
      at++;
    }
    return at;
  }

  /// Index of a group; that of a group that does not exist is too large.
  private static int group(String name, Pattern pattern) {
    if (name.matches("0|[1-9][0-9]{0,7}")) {
      return Integer.parseInt(name);
    }
    return pattern.namedGroups().getOrDefault(name, Integer.MAX_VALUE);
  }

  /// Whether the text is the same whatever is matched.
  boolean isConstant() {
    return parts.stream().allMatch(part -> part.group() == NO_GROUP);
  }

  /// The text with the groups of a successful match filled in.
  String expand(Matcher match) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      if (part.group() == NO_GROUP) {
        text.append(part.text());
      } else if (part.group() <= match.groupCount()) {
        String value = match.group(part.group());
        text.append(value == null ? "" : value);
      }
    }
    return text.toString();
  }
}
