package io.vigie.template.parse;

import io.vigie.template.fmt.Quoting;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads number literals: integers in four bases, decimal and hexadecimal floats, imaginary and
/// complex numbers, characters. Underscores separate digits.
final class NumberLiteral {
  private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);
  private static final Pattern COMPLEX =
      Pattern.compile("(.*[^eEpP])?([+-][^+-]*(?:[eEpP][+-][^+-]*)?)i");

  private NumberLiteral() {}

  static Node.Numeric read(Token token) {
    String text = token.text();
    if (token.kind() == TokenKind.CHAR_CONSTANT) {
      int c =
          Unquoting.character(text)
              .orElseThrow(() -> new IllegalArgumentException("invalid syntax"));
      return number(token, Optional.of((long) c), Optional.of((long) c), (double) c);
    }
    if (text.endsWith("i")) {
      return complex(token);
    }
    Optional<BigInteger> integer = integer(text);
    Optional<Long> signed = integer.filter(n -> n.bitLength() < 64).map(BigInteger::longValue);
    Optional<Long> unsigned =
        integer
            .filter(n -> !text.startsWith("-") && !text.startsWith("+"))
            .filter(n -> n.compareTo(UNSIGNED_LIMIT) < 0)
            .map(BigInteger::longValue);
    if (signed.isPresent() || unsigned.isPresent()) {
      return number(token, signed, unsigned, integer.orElseThrow().doubleValue());
    }
    return real(token);
  }

  private static Node.Numeric real(Token token) {
    String text = token.text();
    Double value = parseReal(text);
    if (value == null || value.isInfinite()) {
      throw new IllegalArgumentException("illegal number syntax: " + Quoting.quote(text));
    }
    boolean isHexInteger =
        text.toLowerCase(java.util.Locale.ROOT).contains("0x") && !text.matches(".*[pP].*");
    if (isHexInteger || !text.matches(".*[.eEpP].*")) {
      throw new IllegalArgumentException("integer overflow: " + Quoting.quote(text));
    }
    boolean isInteger = value == Math.rint(value) && Math.abs(value) < 0x1p63;
    Optional<Long> integer = isInteger ? Optional.of(value.longValue()) : Optional.empty();
    return number(token, integer, integer.filter(n -> n >= 0), value);
  }

  private static Node.Numeric complex(Token token) {
    Matcher parts = COMPLEX.matcher(token.text());
    String realPart = "0";
    String imaginaryPart = token.text().substring(0, token.text().length() - 1);
    if (parts.matches() && parts.group(1) != null) {
      realPart = parts.group(1);
      imaginaryPart = parts.group(2);
    }
    Double real = parseReal(realPart);
    Double imaginary = parseReal(imaginaryPart);
    if (real == null || imaginary == null) {
      throw new IllegalArgumentException("illegal number syntax: " + Quoting.quote(token.text()));
    }
    return new Node.Numeric(
        token.position(),
        token.text(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new double[] {real, imaginary}));
  }

  private static Node.Numeric number(
      Token token, Optional<Long> signed, Optional<Long> unsigned, double real) {
    return new Node.Numeric(
        token.position(), token.text(), signed, unsigned, Optional.of(real), Optional.empty());
  }

  private static Optional<BigInteger> integer(String literal) {
    String text = literal.startsWith("+") ? literal.substring(1) : literal;
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    int radix = radix(digits);
    if (radix != 10 && digits.length() > 1 && Character.isLetter(digits.charAt(1))) {
      digits = digits.substring(2);
      digits = digits.startsWith("_") ? digits.substring(1) : digits;
    }
    if (digits.startsWith("_") || digits.endsWith("_") || digits.contains("__")) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigInteger((negative ? "-" : "") + digits.replace("_", ""), radix));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static int radix(String digits) {
    if (digits.length() < 2 || digits.charAt(0) != '0') {
      return 10;
    }
    return switch (digits.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static @Nullable Double parseReal(String literal) {
    String text = literal.replace("_", "");
    if (text.isEmpty()) {
      return null;
    }
    char last = text.charAt(text.length() - 1);
    boolean hexadecimal = text.contains("x") || text.contains("X");
    if (!hexadecimal && Character.isLetter(last)) {
      return null;
    }
    try {
      return Double.valueOf(hexadecimal && !text.matches(".*[pP].*") ? text + "p0" : text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
