package io.vigie.alerts.message;

/// The first letter of each word in upper case, the others in lower case. Apostrophes and dots
/// between letters do not end a word.
final class TitleCase {
  private TitleCase() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetter(c) || Character.isSurrogate(c)) {
        out.append(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
        inWord = true;
      } else {
        out.append(c);
        inWord = inWord && (isWord(c) || (isMiddle(c) && isLetterAt(text, i + 1)));
      }
    }
    return out.toString();
  }

  private static boolean isWord(char c) {
    return Character.isDigit(c) || c == '_' || Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean isMiddle(char c) {
    return c == '\'' || c == '.' || c == ':' || c == '’' || c == '·';
  }

  private static boolean isLetterAt(String text, int index) {
    return index < text.length() && Character.isLetter(text.charAt(index));
  }
}
