package io.vigie.promql.script;

import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Staleness;
import io.vigie.promql.ast.GoText;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import io.vigie.promql.parse.SeriesIdentity;
import io.vigie.promql.script.SequenceValue.FloatValue;
import io.vigie.promql.script.SequenceValue.Gap;
import io.vigie.promql.script.SequenceValue.HistogramValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Reads series with their values: `up{job="api"} 1 _x3 0+5x10 {{sum:1}}`. The same notation serves
/// unit tests of rules.
public final class SeriesNotation {
  /// Values of one line at most, so that a slip of the hand in a repetition does not fill memory.
  private static final int MAX_VALUES = 1_000_000;

  private static final PromqlParser PARSER = new PromqlParser(ParserOptions.DEFAULT);

  private final NotationScanner scanner;
  private final List<SequenceValue> values = new ArrayList<>();

  private SeriesNotation(NotationScanner scanner) {
    this.scanner = scanner;
  }

  /// Reads a line.
  ///
  /// @throws ScriptException if it is not in the notation, or has more than a million values
  public static SeriesLine parse(String line) throws ScriptException {
    SeriesIdentity identity = identity(line);
    byte[] head = line.getBytes(StandardCharsets.UTF_8);
    int position = new String(head, 0, identity.end(), StandardCharsets.UTF_8).length();
    return new SeriesLine(identity.labels(), values(new NotationScanner(line, position)));
  }

  /// Reads values alone: `1 _x3 0+5x10`.
  ///
  /// @throws ScriptException as for [#parse]
  public static List<SequenceValue> parseValues(String text) throws ScriptException {
    return values(new NotationScanner(" " + text, 0));
  }

  private static SeriesIdentity identity(String line) throws ScriptException {
    try {
      return PARSER.parseSeries(line);
    } catch (PromqlParseException e) {
      throw new ScriptException(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<SequenceValue> values(NotationScanner scanner) throws ScriptException {
    SeriesNotation notation = new SeriesNotation(scanner);
    while (!scanner.atEnd()) {
      if (!scanner.takeSpaces()) {
        throw scanner.unexpected();
      }
      if (!scanner.atEnd()) {
        notation.readItem();
      }
    }
    return notation.values;
  }

  private void readItem() throws ScriptException {
    if (scanner.take("_")) {
      add(new Gap(), scanner.take("x") ? repetitions() : 1);
    } else if (scanner.take("{{")) {
      readHistograms();
    } else if (scanner.atSign() || scanner.atNumber()) {
      readFloats();
    } else {
      readStale();
    }
  }

  private int repetitions() throws ScriptException {
    return scanner.takeCount("repetition in series values");
  }

  private void add(SequenceValue value, int times) throws ScriptException {
    if (times > MAX_VALUES - values.size()) {
      throw scanner.error(
          scanner.position(), "a series may have at most " + MAX_VALUES + " values");
    }
    values.addAll(Collections.nCopies(times, value));
  }

  private void readStale() throws ScriptException {
    int start = scanner.position();
    String word = scanner.takeWord();
    if (!word.equals("stale")) {
      throw word.isEmpty()
          ? scanner.unexpected()
          : scanner.error(
              start,
              "unexpected identifier "
                  + GoText.quote(word)
                  + " in series values, expected number or \"stale\"");
    }
    add(new FloatValue(Staleness.MARKER), 1);
  }

  private void readFloats() throws ScriptException {
    double value = scanner.takeSignedNumber();
    boolean changing = scanner.atSign();
    double change = changing ? scanner.takeSignedNumber() : 0;
    if (!scanner.take("x")) {
      if (changing) {
        throw scanner.unexpected();
      }
      add(new FloatValue(value), 1);
      return;
    }
    int times = repetitions();
    for (int i = 0; i <= times; i++) {
      add(new FloatValue(value), 1);
      value += change;
    }
  }

  private void readHistograms() throws ScriptException {
    HistogramValue first = new HistogramParser(scanner).parse();
    boolean adding = scanner.take("+{{");
    if (adding || scanner.take("-{{")) {
      HistogramValue change = new HistogramParser(scanner).parse();
      if (!scanner.take("x")) {
        throw scanner.unexpected();
      }
      addChanging(first.histogram(), change, adding ? 1 : -1, repetitions());
      return;
    }
    add(first, scanner.take("x") ? repetitions() + 1 : 1);
  }

  private void addChanging(Histogram first, HistogramValue change, double sign, int times)
      throws ScriptException {
    Histogram current = first;
    add(new HistogramValue(current, change.hintStated()), 1);
    for (int i = 0; i < times; i++) {
      current = sum(current, change.histogram(), sign);
      add(new HistogramValue(current, change.hintStated()), 1);
    }
  }

  private Histogram sum(Histogram base, Histogram change, double sign) throws ScriptException {
    if (base.schema() > change.schema()) {
      throw scanner.error(
          scanner.position(),
          "error combining histograms: cannot merge from schema %d to %d"
              .formatted(change.schema(), base.schema()));
    }
    return HistogramSteps.plus(base, change, sign)
        .orElseThrow(() ->
            scanner.error(
                scanner.position(),
                "histograms of a series must have the same zero threshold and custom values"));
  }
}
