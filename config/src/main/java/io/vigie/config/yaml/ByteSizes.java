package io.vigie.config.yaml;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// Sizes in bytes as Prometheus writes them: numbers with units, `10MB`, `1GiB512MiB`, `0`. Units
/// are powers of 1024, with and without the `i`.
public final class ByteSizes {
  private static final String PREFIXES = "KMGTPE";
  private static final List<String> SYMBOLS =
      List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

  private ByteSizes() {}

  /// @throws IllegalArgumentException with a message fit for the user if the text is no size
  public static long parse(String text) {
    boolean negative = text.startsWith("-");
    String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
    if (unsigned.equals("0")) {
      return 0;
    }
    if (unsigned.isEmpty()) {
      throw invalid(text);
    }
    BigDecimal bytes = BigDecimal.ZERO;
    int at = 0;
    while (at < unsigned.length()) {
      int numberEnd = skip(unsigned, at, true);
      int unitEnd = skip(unsigned, numberEnd, false);
      BigDecimal number = number(unsigned.substring(at, numberEnd), text);
      bytes = bytes.add(number.multiply(unit(unsigned.substring(numberEnd, unitEnd), text)));
      at = unitEnd;
    }
    return toLong(negative ? bytes.negate() : bytes, text);
  }

  private static int skip(String text, int from, boolean number) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == '.' || isDigit(text.charAt(at))) == number) {
      at++;
    }
    return at;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static BigDecimal number(String digits, String text) {
    if (digits.length() > 40) {
      throw invalid(text);
    }
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException _) {
      throw invalid(text);
    }
  }

  private static BigDecimal unit(String symbol, String text) {
    int power = power(symbol);
    if (power < 0) {
      throw new IllegalArgumentException("units: unknown unit " + symbol + " in " + text);
    }
    return BigDecimal.valueOf(1L << (10 * power));
  }

  private static int power(String symbol) {
    if (symbol.equals("B")) {
      return 0;
    }
    boolean wellFormed = symbol.length() >= 2 && List.of("B", "iB").contains(symbol.substring(1));
    int prefix = wellFormed ? PREFIXES.indexOf(symbol.charAt(0)) : -1;
    return prefix < 0 ? -1 : prefix + 1;
  }

  private static long toLong(BigDecimal bytes, String text) {
    try {
      return bytes.setScale(0, RoundingMode.DOWN).longValueExact();
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("units: " + text + " is too large");
    }
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("units: invalid " + text);
  }

  /// The size with the largest units first, `15MiB`, `1GiB1KiB`.
  public static String format(long sizeBytes) {
    if (sizeBytes == 0) {
      return "0B";
    }
    StringBuilder text = new StringBuilder(sizeBytes < 0 ? "-" : "");
    for (int power = SYMBOLS.size() - 1; power >= 0; power--) {
      long count = Math.abs(sizeBytes) >> (10 * power) & (power == 6 ? Long.MAX_VALUE : 1023);
      if (count > 0) {
        text.append(count).append(SYMBOLS.get(power));
      }
    }
    return text.toString();
  }
}
