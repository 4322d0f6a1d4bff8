package io.vigie.promql.parse;

/// Finds the ends of numbers and durations. What it accepts is not yet a number, only looks like
/// one.
final class NumberScanner {
  private static final String DECIMAL = "0123456789";
  private static final String HEXADECIMAL = DECIMAL + "abcdefABCDEF";
  private static final String EXPONENT = "eE";

  private final Runes runes;
  private final String digits;
  private boolean sawDot;
  private boolean sawExponent;

  private NumberScanner(Runes runes, String digits) {
    this.runes = runes;
    this.digits = digits;
  }

  /// Steps over a number: decimal, hexadecimal, with fraction, exponent and underscores. If there
  /// is none, stops where it ceased to be one.
  static boolean acceptNumber(Runes runes) {
    int begin = runes.position();
    boolean hexadecimal = runes.accept("0") && runes.accept("xX");
    if (hexadecimal) {
      runes.accept("_");
    }
    runes.accept(".");
    NumberScanner scanner = new NumberScanner(runes, hexadecimal ? HEXADECIMAL : DECIMAL);
    runes.accept(scanner.digits);
    return scanner.acceptRest() && runes.position() > begin && !Lexer.isAlphaNumeric(runes.peek());
  }

  private boolean acceptRest() {
    while (runes.at(digits + "._" + EXPONENT)) {
      if (!acceptPart()) {
        return false;
      }
    }
    return true;
  }

  /// One dot, exponent sign, underscore, or run of digits. Each of the first three is followed by
  /// something else.
  private boolean acceptPart() {
    if (runes.accept(".")) {
      boolean wellFormed = !sawDot && !runes.accept("_.") && digits.equals(DECIMAL);
      sawDot = true;
      return wellFormed;
    }
    if (runes.accept(EXPONENT)) {
      boolean wellFormed = !sawExponent;
      sawExponent = true;
      return wellFormed && acceptExponentSign();
    }
    if (runes.accept("_")) {
      return !runes.accept("._eE") && runes.peek() != Runes.EOF;
    }
    runes.acceptRun(digits);
    return true;
  }

  private boolean acceptExponentSign() {
    runes.accept("+-");
    return !runes.accept("._eE") && runes.peek() != Runes.EOF;
  }

  /// Steps over the units and further numbers of a duration whose first number has been read. If it
  /// is none, stops behind the character that spoils it.
  static boolean acceptRestOfDuration(Runes runes) {
    if (!acceptUnit(runes, "smhdwy")) {
      return false;
    }
    while (runes.at(DECIMAL)) {
      runes.acceptRun(DECIMAL);
      if (!acceptUnit(runes, "smhdw")) {
        return false;
      }
    }
    boolean ended = !Lexer.isAlphaNumeric(runes.next());
    if (ended) {
      runes.backup();
    }
    return ended;
  }

  /// Units of one letter or two (`ms`); impossible ones such as `hs` are found when the duration is
  /// read.
  private static boolean acceptUnit(Runes runes, String firstLetters) {
    boolean accepted = runes.accept(firstLetters);
    if (accepted) {
      runes.accept("s");
    }
    return accepted;
  }
}
