package io.vigie.tsdb.index;

import io.vigie.model.metric.Labels;
import it.unimi.dsi.fastutil.ints.IntArrays;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.Arrays;
import java.util.List;

/// The distinct texts of some label sets in ascending order, and the sets as positions among them:
/// so label sets are sorted and grouped by comparing small numbers, and each text is compared with
/// others once.
final class SymbolTable {
  private final String[] texts;

  /// Of every set in turn: name, value, name, value …
  private final int[] symbols;

  /// Where each set starts in [#symbols], and the end of the last.
  private final int[] starts;

  SymbolTable(List<Labels> sets) {
    starts = new int[sets.size() + 1];
    for (int i = 0; i < sets.size(); i++) {
      starts[i + 1] = starts[i] + 2 * sets.get(i).size();
    }
    symbols = new int[starts[sets.size()]];
    Object2IntOpenHashMap<String> numbers = new Object2IntOpenHashMap<>();
    numbers.defaultReturnValue(-1);
    int at = 0;
    for (Labels labels : sets) {
      for (int i = 0; i < labels.size(); i++) {
        symbols[at++] = numberOf(labels.name(i), numbers);
        symbols[at++] = numberOf(labels.value(i), numbers);
      }
    }
    texts = new String[numbers.size()];
    numbers.object2IntEntrySet().fastForEach(entry -> texts[entry.getIntValue()] = entry.getKey());
    sortTexts();
  }

  private static int numberOf(String text, Object2IntOpenHashMap<String> numbers) {
    int known = numbers.getInt(text);
    if (known >= 0) {
      return known;
    }
    numbers.put(text, numbers.size());
    return numbers.size() - 1;
  }

  /// Numbers so far are those of first use; from now on they are positions in ascending order.
  private void sortTexts() {
    int[] order = identity(texts.length);
    IntArrays.quickSort(order, (a, b) -> texts[a].compareTo(texts[b]));
    int[] positions = new int[texts.length];
    String[] sorted = new String[texts.length];
    for (int i = 0; i < order.length; i++) {
      positions[order[i]] = i;
      sorted[i] = texts[order[i]];
    }
    System.arraycopy(sorted, 0, texts, 0, sorted.length);
    for (int i = 0; i < symbols.length; i++) {
      symbols[i] = positions[symbols[i]];
    }
  }

  private static int[] identity(int length) {
    int[] numbers = new int[length];
    Arrays.setAll(numbers, i -> i);
    return numbers;
  }

  /// All texts, ascending.
  String[] texts() {
    return texts;
  }

  /// The symbols of all sets; see [#start].
  int[] symbols() {
    return symbols;
  }

  /// Where the symbols of a set start; that of the set after the last is the end of all.
  int start(int set) {
    return starts[set];
  }

  /// Numbers of the sets in the order of their labels.
  int[] order() {
    int[] order = identity(starts.length - 1);
    IntArrays.quickSort(
        order,
        (a, b) ->
            Arrays.compare(symbols, starts[a], starts[a + 1], symbols, starts[b], starts[b + 1]));
    return order;
  }
}
