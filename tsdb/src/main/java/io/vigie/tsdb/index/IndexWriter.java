package io.vigie.tsdb.index;

import io.vigie.model.metric.Labels;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.ImmutableFileWriter;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Writes an index segment, as [IndexFormat] draws it.
public final class IndexWriter {
  private final int firstSeries;
  private final List<Labels> series;
  private final SymbolTable table;
  private final ByteWriter bytes = new ByteWriter(1 << 16);
  private final long[] sections = new long[IndexFormat.SECTIONS];
  private int nameCount;

  private IndexWriter(int firstSeries, List<Labels> series) {
    this.firstSeries = firstSeries;
    this.series = series;
    this.table = new SymbolTable(series);
  }

  /// Writes and publishes a segment.
  ///
  /// @param series labels of the series numbered from `firstSeries` on
  public static void write(Disk disk, Path path, int firstSeries, List<Labels> series)
      throws IOException {
    new IndexWriter(firstSeries, series).write(disk, path);
  }

  private void write(Disk disk, Path path) throws IOException {
    try (ImmutableFileWriter file = new ImmutableFileWriter(disk, path, FileKind.INDEX)) {
      writeSymbols(file);
      writeSeries(file);
      writeHashes(file);
      writeLabels(file);
      section(IndexFormat.COUNTS, file);
      bytes.writeInt(firstSeries);
      bytes.writeInt(series.size());
      bytes.writeInt(table.texts().length);
      bytes.writeInt(nameCount);
      flush(file);
      file.publish(sections);
    }
  }

  private void section(int section, ImmutableFileWriter file) {
    sections[section] = file.position();
  }

  private void flush(ImmutableFileWriter file) throws IOException {
    file.write(bytes);
    bytes.clear();
  }

  private void writeSymbols(ImmutableFileWriter file) throws IOException {
    section(IndexFormat.SYMBOL_OFFSETS, file);
    ByteWriter texts = new ByteWriter(1 << 16);
    for (String symbol : table.texts()) {
      bytes.writeInt(texts.size());
      byte[] utf8 = symbol.getBytes(StandardCharsets.UTF_8);
      texts.writeBytes(utf8, 0, utf8.length);
    }
    bytes.writeInt(texts.size());
    flush(file);
    section(IndexFormat.SYMBOLS, file);
    file.write(texts);
  }

  private void writeSeries(ImmutableFileWriter file) throws IOException {
    section(IndexFormat.SERIES_OFFSETS, file);
    ByteWriter entries = new ByteWriter(1 << 16);
    int[] symbols = table.symbols();
    for (int set = 0; set < series.size(); set++) {
      bytes.writeInt(entries.size());
      for (int i = table.start(set); i < table.start(set + 1); i++) {
        entries.writeVarint(symbols[i]);
      }
    }
    bytes.writeInt(entries.size());
    flush(file);
    section(IndexFormat.SERIES, file);
    file.write(entries);
  }

  private void writeHashes(ImmutableFileWriter file) throws IOException {
    section(IndexFormat.HASHES, file);
    int[] hashes = new int[series.size()];
    int[] order = new int[hashes.length];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = LabelsHash.of(series.get(i));
      order[i] = i;
    }
    IntArrays.radixSortIndirect(order, hashes, true);
    for (int i : order) {
      bytes.writeInt(hashes[i]);
      bytes.writeInt(firstSeries + i);
    }
    flush(file);
  }

  private void writeLabels(ImmutableFileWriter file) throws IOException {
    PostingsLists lists = new PostingsLists(table, series.size(), firstSeries);
    ByteWriter names = new ByteWriter(1024);
    ByteWriter values = new ByteWriter(1 << 16);
    ByteWriter bitmaps = new ByteWriter(1 << 16);
    int valueCount = 0;
    for (int list = 0; list < lists.size(); ) {
      int end = endOfName(lists, list);
      names.writeInt(lists.nameOf(list));
      names.writeInt(valueCount);
      names.writeInt(end - list - 1);
      writeBitmap(lists, list, names, bitmaps);
      for (int value = list + 1; value < end; value++) {
        values.writeInt(lists.valueOf(value));
        writeBitmap(lists, value, values, bitmaps);
      }
      valueCount += end - list - 1;
      nameCount++;
      list = end;
    }
    section(IndexFormat.NAMES, file);
    file.write(names);
    section(IndexFormat.VALUES, file);
    file.write(values);
    section(IndexFormat.POSTINGS, file);
    file.write(bitmaps);
  }

  private static int endOfName(PostingsLists lists, int ofName) {
    int end = ofName + 1;
    while (end < lists.size() && !lists.isOfName(end)) {
      end++;
    }
    return end;
  }

  private static void writeBitmap(
      PostingsLists lists, int list, ByteWriter entry, ByteWriter bitmaps) {
    MutableRoaringBitmap bitmap = new MutableRoaringBitmap();
    bitmap.addN(lists.series(), lists.start(list), lists.start(list + 1) - lists.start(list));
    bitmap.runOptimize();
    ByteBuffer serialized = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
    bitmap.serialize(serialized);
    entry.writeInt(bitmaps.size());
    entry.writeInt(serialized.capacity());
    bitmaps.writeBytes(serialized.array(), 0, serialized.capacity());
  }
}
