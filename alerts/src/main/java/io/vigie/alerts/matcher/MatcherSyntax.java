package io.vigie.alerts.matcher;

import io.vigie.model.metric.MetricNames;
import java.util.Optional;

/// How matchers are written and which label names are allowed. Alertmanager has two grammars: the
/// classic one, lenient about quotes, with ASCII label names; and the newer one that knows every
/// label name, after the grammar of PromQL.
public enum MatcherSyntax {
  /// The older grammar only.
  CLASSIC {
    @Override
    public Matchers parse(String text) {
      return new ClassicMatcherParser().parseList(text);
    }

    @Override
    public Matcher parseOne(String text) {
      return new ClassicMatcherParser().parseOne(text);
    }

    @Override
    public boolean isValidLabelName(String name) {
      return MetricNames.isLegacyLabelName(name);
    }
  },
  /// The newer grammar only.
  UTF8_STRICT {
    @Override
    public Matchers parse(String text) {
      return new Utf8MatcherParser(text).parseList();
    }

    @Override
    public Matcher parseOne(String text) {
      refuseBraces(text);
      return new Utf8MatcherParser(text).parseOne();
    }
  },
  /// The newer grammar; the older one where only that can read the text, or where the two disagree.
  /// The default.
  FALLBACK {
    @Override
    public Matchers parse(String text) {
      return either(() -> UTF8_STRICT.parse(text), () -> CLASSIC.parse(text));
    }

    @Override
    public Matcher parseOne(String text) {
      refuseBraces(text);
      return either(() -> UTF8_STRICT.parseOne(text), () -> CLASSIC.parseOne(text));
    }
  };

  /// Reads matchers separated by commas, in braces or not.
  ///
  /// @throws MatcherException if the text is none
  public abstract Matchers parse(String text);

  /// Reads exactly one matcher.
  ///
  /// @throws MatcherException if the text is none
  public abstract Matcher parseOne(String text);

  /// Whether a label may have this name.
  public boolean isValidLabelName(String name) {
    return MetricNames.isUtf8Name(name);
  }

  @FunctionalInterface
  private interface Parsing<T> {
    T parse();
  }

  private static <T> T either(Parsing<T> newer, Parsing<T> older) {
    Optional<T> classic;
    MatcherException problem = new MatcherException("");
    try {
      classic = Optional.of(older.parse());
    } catch (MatcherException e) {
      classic = Optional.empty();
      problem = e;
    }
    try {
      T strict = newer.parse();
      return classic.filter(other -> !other.equals(strict)).orElse(strict);
    } catch (MatcherException _) {
      MatcherException both = problem;
      return classic.orElseThrow(() -> both);
    }
  }

  private static void refuseBraces(String text) {
    if (text.startsWith("{") || text.endsWith("}")) {
      throw new MatcherException("unexpected open or close brace: " + text);
    }
  }
}
