package io.vigie.server.dashboard.lint;

import io.vigie.promql.ast.Expr;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A query of a dashboard with something in the place of each variable, so that it can be parsed
/// without knowing what is chosen: a word, a number or a duration, each used once, so that the
/// variables can be put back into what is printed. Made anew for each try.
final class QueryVariables {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{[A-Za-z_][^}]*\\}|\\$[A-Za-z_]\\w*|\\[\\[[A-Za-z_][^\\]]*\\]\\]");

  /// After these a number follows rather than the name of a metric.
  private static final Pattern WANTS_NUMBER =
      Pattern.compile(
          ".*([-+*/%^<>=]|\\bbool|\\b(topk|bottomk|limitk|limit_ratio|quantile|histogram_quantile)"
              + "\\s*(by\\s*\\([^)]*\\)\\s*)?\\()\\s*",
          Pattern.DOTALL);

  private static final Pattern WANTS_DURATION =
      Pattern.compile(".*\\boffset\\s+-?\\s*", Pattern.DOTALL);

  private static final Pattern UNIT = Pattern.compile("ms|[smhdwy]");
  private static final Pattern IN_WORD = Pattern.compile("[\\w:\\[{(]");
  private static final Pattern IN_NUMBER = Pattern.compile("(^|\\W)\\d+\\.?$");

  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.DEFAULT);

  /// What stands in for a variable that is neither in quotes nor in brackets.
  private enum Otherwise {
    BY_CONTEXT,
    WORD,
    NUMBER
  }

  private final String query;
  private final Otherwise otherwise;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private QueryVariables(String query, Otherwise otherwise) {
    this.query = query;
    this.otherwise = otherwise;
  }

  /// A query that could be parsed.
  record Parsed(Expr tree, QueryVariables variables) {}

  /// Whether there are any.
  static boolean areIn(String query) {
    return VARIABLE.matcher(query).find();
  }

  /// @throws PromqlParseException if it is not PromQL, whatever the variables stand for
  static Parsed parse(String query) throws PromqlParseException {
    try {
      return new QueryVariables(query, Otherwise.BY_CONTEXT).parsed();
    } catch (PromqlParseException e) {
      for (Otherwise otherwise : List.of(Otherwise.WORD, Otherwise.NUMBER)) {
        try {
          return new QueryVariables(query, otherwise).parsed();
        } catch (PromqlParseException _) {
          // What the first try says is nearest to the query.
        }
      }
      throw e;
    }
  }

  private Parsed parsed() throws PromqlParseException {
    return new Parsed(PARSER.parse(substituted()), this);
  }

  private String substituted() {
    Matcher variable = VARIABLE.matcher(query);
    StringBuilder text = new StringBuilder();
    int end = 0;
    while (variable.find()) {
      text.append(query, end, variable.start());
      end = variable.end();
      text.append(standIn(variable.group(), text.toString(), query.substring(end)));
    }
    return text.append(query, end, query.length()).toString();
  }

  private String standIn(String variable, String before, String after) {
    Place place = Place.of(before);
    if (place == Place.QUOTES) {
      return noted(word(), variable);
    }
    if (place == Place.BRACKETS || WANTS_DURATION.matcher(before).matches()) {
      Matcher unit = UNIT.matcher(after);
      // Of [${minutes}m] the number alone is missing.
      return unit.lookingAt()
          ? noted("[7" + unit.group(), "[" + variable + unit.group()).substring(1, 2)
          : noted("5m1s" + (variables.size() + 1) + "ms", variable);
    }
    if (IN_NUMBER.matcher(before).find()) {
      return noted(String.valueOf(31_001 + 2 * variables.size()), variable);
    }
    boolean wantsNumber =
        otherwise == Otherwise.NUMBER
            || (otherwise == Otherwise.BY_CONTEXT
                && WANTS_NUMBER.matcher(before).matches()
                && !IN_WORD.matcher(after).lookingAt());
    return noted(wantsNumber ? number() : word(), variable);
  }

  private String noted(String standIn, String variable) {
    variables.put(standIn, variable);
    return standIn;
  }

  private String word() {
    return "vigieVariable" + variables.size() + "_";
  }

  private String number() {
    return "7.5" + (1000 + variables.size()) + "1";
  }

  /// A text that was printed from the tree, with the variables in their places; a window that the
  /// query does not have itself is as long as rates need.
  String restored(String printed) {
    String text = query.contains("5m") ? printed : printed.replace("[5m]", "[$__rate_interval]");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace(variable.getKey(), variable.getValue());
    }
    return text;
  }

  /// What a place in a query is within.
  private enum Place {
    NOTHING,
    QUOTES,
    BRACKETS;

    static Place of(String before) {
      char quote = 0;
      int brackets = 0;
      for (int i = 0; i < before.length(); i++) {
        char c = before.charAt(i);
        if (quote != 0) {
          i += c == '\\' && quote != '`' ? 1 : 0;
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'' || c == '`') {
          quote = c;
        } else if (c == '[') {
          brackets++;
        } else if (c == ']') {
          brackets--;
        }
      }
      return quote != 0 ? QUOTES : brackets > 0 ? BRACKETS : NOTHING;
    }
  }
}
