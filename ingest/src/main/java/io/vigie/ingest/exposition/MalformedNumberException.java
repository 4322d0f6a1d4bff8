package io.vigie.ingest.exposition;

/// Text that stands where a number must and is none. The message is the one that Go's `strconv`
/// gives, because tools show it.
final class MalformedNumberException extends Exception {
  private MalformedNumberException(String message) {
    super(message);
  }

  static MalformedNumberException invalidSyntax(String function, byte[] text, int start, int end) {
    return of(function, text, start, end, "invalid syntax");
  }

  static MalformedNumberException outOfRange(String function, byte[] text, int start, int end) {
    return of(function, text, start, end, "value out of range");
  }

  static MalformedNumberException unsupportedCharacter() {
    return new MalformedNumberException("unsupported character in float");
  }

  private static MalformedNumberException of(
      String function, byte[] text, int start, int end, String problem) {
    String quoted = GoText.quote(text, start, end);
    return new MalformedNumberException(
        "strconv." + function + ": parsing " + quoted + ": " + problem);
  }
}
