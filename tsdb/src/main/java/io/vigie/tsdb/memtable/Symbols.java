package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Labels;
import java.util.HashMap;
import java.util.Map;

/// Every label name and value in use, once. Guarded by its [SeriesTable].
final class Symbols {
  /// A text in use.
  static final class Symbol {
    final String text;
    int uses;

    /// The journal segment in which this text has a number, and that number.
    long journalSegment;

    int journalNumber;

    Symbol(String text) {
      this.text = text;
    }
  }

  private final Map<String, Symbol> byText = new HashMap<>();

  /// The same labels, made of the texts that are kept here.
  Labels intern(Labels labels) {
    String[] pairs = new String[labels.size() * 2];
    for (int i = 0; i < labels.size(); i++) {
      pairs[2 * i] = intern(labels.name(i));
      pairs[2 * i + 1] = intern(labels.value(i));
    }
    return Labels.ofSortedPairs(pairs);
  }

  private String intern(String text) {
    Symbol symbol = byText.computeIfAbsent(text, Symbol::new);
    symbol.uses++;
    return symbol.text;
  }

  void release(Labels labels) {
    labels.forEach((name, value) -> {
      release(name);
      release(value);
    });
  }

  private void release(String text) {
    byText.computeIfPresent(text, (_, symbol) -> --symbol.uses == 0 ? null : symbol);
  }

  Symbol get(String text) {
    return byText.computeIfAbsent(text, Symbol::new);
  }
}
