package io.vigie.promql.parse;

import io.vigie.promql.ast.GoText;
import io.vigie.promql.ast.Span;
import java.nio.charset.StandardCharsets;

/// A word of the query.
///
/// @param text as written
record Token(TokenType type, Span span, String text) {
  private static final int LONG_BYTES = 10;

  /// How error messages name it.
  String describe() {
    return switch (type.kind()) {
      case OPERATOR -> "<op:" + text + ">";
      case AGGREGATOR -> "<aggr:" + text + ">";
      case KEYWORD -> "<" + text + ">";
      case PUNCTUATION, TIME_WORD -> quoted();
      case SPECIAL -> describeSpecial();
    };
  }

  private String describeSpecial() {
    return switch (type) {
      case EOF -> "end of input";
      case IDENTIFIER -> "identifier " + GoText.quote(text);
      case METRIC_IDENTIFIER -> "metric identifier " + GoText.quote(text);
      case NUMBER -> "number " + quoted();
      case DURATION -> "duration " + quoted();
      default -> "string " + quoted();
    };
  }

  private String quoted() {
    boolean isLong = text.getBytes(StandardCharsets.UTF_8).length > LONG_BYTES;
    return isLong ? GoText.quoteStart(text) + "..." : GoText.quote(text);
  }
}
