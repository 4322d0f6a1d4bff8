package io.vigie.tsdb.index;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;

/// Which series carry which label, as one ascending list of numbers per label name, and one per
/// name and value, laid out one after the other.
final class PostingsLists {
  /// Name in the upper half; in the lower one the value plus one, or 0 for the name's own list.
  private final long[] keys;

  private final int[] starts;
  private final int[] series;

  /// @param firstSeries number of the first set of the table
  PostingsLists(SymbolTable table, int count, int firstSeries) {
    Long2IntOpenHashMap counts = new Long2IntOpenHashMap();
    int[] symbols = table.symbols();
    for (int i = 0; i < symbols.length; i += 2) {
      counts.addTo(key(symbols[i], 0), 1);
      counts.addTo(key(symbols[i], symbols[i + 1] + 1), 1);
    }
    keys = counts.keySet().toLongArray();
    Arrays.sort(keys);
    starts = new int[keys.length + 1];
    Long2IntOpenHashMap next = counts;
    for (int i = 0; i < keys.length; i++) {
      starts[i + 1] = starts[i] + counts.get(keys[i]);
      next.put(keys[i], starts[i]);
    }
    series = new int[symbols.length];
    for (int set = 0; set < count; set++) {
      for (int i = table.start(set); i < table.start(set + 1); i += 2) {
        series[next.addTo(key(symbols[i], 0), 1)] = firstSeries + set;
        series[next.addTo(key(symbols[i], symbols[i + 1] + 1), 1)] = firstSeries + set;
      }
    }
  }

  private static long key(int name, int value) {
    return (long) name << Integer.SIZE | value;
  }

  /// Number of lists: ascending by name, each name's own before those of its values.
  int size() {
    return keys.length;
  }

  int nameOf(int list) {
    return (int) (keys[list] >>> Integer.SIZE);
  }

  /// Whether the list is that of a name, whatever the value.
  boolean isOfName(int list) {
    return (int) keys[list] == 0;
  }

  int valueOf(int list) {
    return (int) keys[list] - 1;
  }

  /// The numbers of all lists; those of one from [#start] to the start of the next.
  int[] series() {
    return series;
  }

  int start(int list) {
    return starts[list];
  }
}
