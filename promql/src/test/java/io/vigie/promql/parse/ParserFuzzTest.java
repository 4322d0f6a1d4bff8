package io.vigie.promql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.promql.ast.Printer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Queries that were written well and then spoilt, many times over: the parser reads or refuses
/// them, and reads what is printed of them. A second in the build; `-Dfuzz.duration=PT10M` for
/// longer, `-Dfuzz.seed=7` for others.
class ParserFuzzTest {
  private static final Duration DURATION =
      Duration.parse(System.getProperty("fuzz.duration", "PT1S"));
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

  private static final String[] FRAGMENTS = {
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "[5m",
    ":",
    ",",
    "=~",
    "!~",
    "!=",
    "==",
    " offset ",
    " @ ",
    " by ",
    " without ",
    " on ",
    " ignoring ",
    " group_left ",
    " bool ",
    "sum",
    "rate",
    "topk",
    "\"",
    "'",
    "`",
    "\\",
    "\\x",
    "\\u12",
    "#",
    "\n",
    "0x",
    "1e",
    "e9",
    "NaN",
    "Inf",
    "5m",
    "-",
    "^",
    "start()",
    "end()",
    "step()",
    "range()",
    "min_of(",
    " fill_left(",
    " smoothed",
    " anchored",
    "</",
    ">/",
    "\u0000",
    "\u00ff\u00fe",
    "\ud83d\ude00",
    "info(",
    "histogram_quantile(",
    "1_0",
    ".",
    "..",
    "é"
  };

  private final PromqlParser parser = new PromqlParser(ParserOptions.ALL_FEATURES);

  @Test
  void spoiltQueriesAreReadOrRefused() {
    long endNanos = System.nanoTime() + DURATION.toNanos();
    long read = 0;
    long refused = 0;
    for (long seed = SEED; System.nanoTime() < endNanos; seed++) {
      byte[] query = spoilt(new RandomQuery(seed).next(), new Random(seed));
      if (isRead(query, seed)) {
        read++;
      } else {
        refused++;
      }
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  private boolean isRead(byte[] query, long seed) {
    try {
      String printed = Printer.print(parser.parse(query));
      assertReadsBack(printed);
      return true;
    } catch (PromqlParseException e) {
      assertThat(e).hasMessageContaining("parse error: ");
      return false;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(
          "seed " + seed + ": " + new String(query, StandardCharsets.UTF_8), e);
    }
  }

  private void assertReadsBack(String printed) {
    try {
      assertThat(Printer.print(parser.parse(printed))).isEqualTo(printed);
    } catch (PromqlParseException e) {
      throw new AssertionError("what is printed is not read: " + printed, e);
    }
  }

  private static byte[] spoilt(String query, Random random) {
    StringBuilder text = new StringBuilder(query);
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(8));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        case 1 -> text.delete(at, end);
        case 2 -> text.replace(at, end, FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
        default -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(20)));
      }
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }
}
