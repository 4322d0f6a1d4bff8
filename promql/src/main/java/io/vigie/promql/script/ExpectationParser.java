package io.vigie.promql.script;

import com.google.re2j.PatternSyntaxException;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects the lines below an `eval`.
final class ExpectationParser {
  private static final Pattern EXPECT =
      Pattern.compile(
          "expect\\s+(ordered|fail|warn|no_warn|info|no_info)(?:\\s+(regex|msg):(.+))?");
  private static final Pattern EXPECT_RANGE =
      Pattern.compile("expect range vector\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+(\\S+)");
  private static final Pattern OLD_FAILURE =
      Pattern.compile("expected_fail_(message|regexp)\\s+(.*)");
  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.DEFAULT);

  private final boolean instant;
  private final List<SeriesLine> series = new ArrayList<>();
  private final List<TextPattern> warnings = new ArrayList<>();
  private final List<TextPattern> infos = new ArrayList<>();
  private OptionalDouble scalar = OptionalDouble.empty();
  private Optional<String> text = Optional.empty();
  private Optional<EvalTimes.Steps> samplesAt = Optional.empty();
  private Optional<TextPattern> failure = Optional.empty();
  private boolean ordered;
  private boolean noWarnings;
  private boolean noInfos;

  /// @param instant whether the lines stand below an instant query
  /// @param oldMode what stands behind `eval_`, or empty
  ExpectationParser(boolean instant, String oldMode) {
    this.instant = instant;
    switch (oldMode) {
      case "fail" -> failure = Optional.of(new TextPattern.Anything());
      case "warn" -> warnings.add(new TextPattern.Anything());
      case "info" -> infos.add(new TextPattern.Anything());
      case "ordered" -> ordered = true;
      default -> {}
    }
  }

  /// Takes in a line.
  ///
  /// @return whether more lines may follow
  boolean read(String line) throws ScriptException {
    Matcher oldFailure = OLD_FAILURE.matcher(line);
    if (failure.isPresent() && oldFailure.matches()) {
      failure =
          Optional.of(
              pattern(
                  oldFailure.group(1).equals("message") ? "msg" : "regex", oldFailure.group(2)));
      return false;
    }
    if (line.startsWith("expect ") || line.equals("expect")) {
      readExpect(line);
      return true;
    }
    scalar = number(line);
    if (scalar.isPresent()) {
      return false;
    }
    readSeries(line);
    return true;
  }

  private void readExpect(String line) throws ScriptException {
    if (line.startsWith("expect range vector")) {
      samplesAt = Optional.of(range(line));
    } else if (line.startsWith("expect string")) {
      text = Optional.of(literal(line.substring("expect string".length()).strip()));
    } else {
      readExpectWord(line);
    }
  }

  private static EvalTimes.Steps range(String line) throws ScriptException {
    Matcher matcher = EXPECT_RANGE.matcher(line);
    if (!matcher.matches()) {
      throw new ScriptException("invalid range vector definition \"" + line + "\"");
    }
    return ScriptParser.steps(matcher.group(1), matcher.group(2), matcher.group(3));
  }

  private static String literal(String quoted) throws ScriptException {
    try {
      if (PARSER.parse(quoted) instanceof Expr.StringLiteral(String value, _)) {
        return value;
      }
    } catch (PromqlParseException _) {
      // The same complaint as for text that is no string.
    }
    throw new ScriptException(
        "expected string literal not valid - check that the string is correctly quoted");
  }

  private void readExpectWord(String line) throws ScriptException {
    Matcher matcher = EXPECT.matcher(line);
    if (!matcher.matches()) {
      throw new ScriptException(
          "invalid expect statement, must match `expect <type> <match_type>: <string>` format");
    }
    TextPattern pattern = pattern(matcher.group(2), matcher.group(3));
    switch (matcher.group(1)) {
      case "ordered" -> ordered = true;
      case "fail" -> setFailure(pattern);
      case "warn" -> warnings.add(pattern);
      case "info" -> infos.add(pattern);
      case "no_warn" -> noWarnings = true;
      default -> noInfos = true;
    }
    if ((noWarnings && !warnings.isEmpty()) || (noInfos && !infos.isEmpty())) {
      String kind = noWarnings && !warnings.isEmpty() ? "warn" : "info";
      throw new ScriptException(
          "invalid expect lines, " + kind + " and no_" + kind + " cannot be used together");
    }
  }

  private void setFailure(TextPattern pattern) throws ScriptException {
    if (failure.isPresent()) {
      throw new ScriptException("invalid expect lines, multiple expect fail lines are not allowed");
    }
    failure = Optional.of(pattern);
  }

  private static TextPattern pattern(@Nullable String kind, @Nullable String text)
      throws ScriptException {
    try {
      return TextPattern.of(Optional.ofNullable(kind), text == null ? "" : text);
    } catch (PatternSyntaxException e) {
      throw new ScriptException("invalid regex: " + e.getMessage(), e);
    }
  }

  private static OptionalDouble number(String line) {
    try {
      return PARSER.parse(line) instanceof Expr.NumberLiteral(double value, _, _)
          ? OptionalDouble.of(value)
          : OptionalDouble.empty();
    } catch (PromqlParseException _) {
      return OptionalDouble.empty();
    }
  }

  private void readSeries(String line) throws ScriptException {
    SeriesLine parsed = SeriesNotation.parse(line);
    if (parsed.values().size() > 1 && instant && samplesAt.isEmpty()) {
      throw new ScriptException(
          "expecting multiple values in instant evaluation not allowed. consider using 'expect"
              + " range vector' directive to enable a range vector result for an instant query");
    }
    series.removeIf(known -> known.labels().equals(parsed.labels()));
    series.add(parsed);
  }

  Expectation build() {
    return new Expectation(
        List.copyOf(series),
        scalar,
        text,
        samplesAt,
        ordered,
        failure,
        new Expectation.Remarks(noWarnings, List.copyOf(warnings)),
        new Expectation.Remarks(noInfos, List.copyOf(infos)));
  }
}
