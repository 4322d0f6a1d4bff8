package io.vigie.ingest.otlp;

/// The name of a label, from the name of an attribute.
final class LabelNaming {
  private final boolean escaping;
  private final boolean keyBeforeUnderscore;
  private final boolean keepUnderscoreRuns;

  LabelNaming(OtlpConfig config) {
    this.escaping = !config.translationStrategy().needsUtf8();
    this.keyBeforeUnderscore = config.labelNameUnderscoreSanitization();
    this.keepUnderscoreRuns = config.labelNamePreserveMultipleUnderscores();
  }

  /// @throws UntranslatableException if nothing is left of the name
  String name(String attribute) throws UntranslatableException {
    String name = escaping ? escape(attribute) : attribute;
    if (name.chars().allMatch(c -> c == '_')) {
      throw new UntranslatableException(
          "attribute name \"" + attribute + "\" has no letter or digit to make a label name of");
    }
    return name;
  }

  private String escape(String attribute) {
    String name = keepUnderscoreRuns ? replaced(attribute) : collapsed(attribute);
    if (!name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9') {
      return "key_" + name;
    }
    boolean single = name.startsWith("_") && !name.startsWith("__");
    return single && keyBeforeUnderscore ? "key" + name : name;
  }

  private static String replaced(String attribute) {
    StringBuilder text = new StringBuilder(attribute.length());
    attribute
        .codePoints()
        .forEach(c -> text.append(isLetterOrDigit(c) ? Character.toString(c) : "_"));
    return text.toString();
  }

  /// A reserved name keeps the two underscores at either end.
  private static String collapsed(String attribute) {
    boolean reserved =
        attribute.length() >= 4 && attribute.startsWith("__") && attribute.endsWith("__");
    String inner = reserved ? attribute.substring(2, attribute.length() - 2) : attribute;
    String name = replaced(inner).replaceAll("__+", "_");
    return reserved ? "__" + name + "__" : name;
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
