package io.vigie.tsdb.index;

import io.vigie.model.metric.Labels;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.ImmutableFileWriter;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Writes an index segment, as [IndexFormat] draws it.
public final class IndexWriter {
  private final int firstSeries;
  private final List<Labels> series;
  private final String[] symbols;
  private final Object2IntOpenHashMap<String> symbolNumbers = new Object2IntOpenHashMap<>();
  private final ByteWriter bytes = new ByteWriter(1 << 16);
  private final long[] sections = new long[IndexFormat.SECTIONS];
  private int nameCount;

  private IndexWriter(int firstSeries, List<Labels> series) {
    this.firstSeries = firstSeries;
    this.series = series;
    for (Labels labels : series) {
      for (int i = 0; i < labels.size(); i++) {
        symbolNumbers.put(labels.name(i), 0);
        symbolNumbers.put(labels.value(i), 0);
      }
    }
    this.symbols = symbolNumbers.keySet().toArray(String[]::new);
    Arrays.sort(symbols);
    for (int i = 0; i < symbols.length; i++) {
      symbolNumbers.put(symbols[i], i);
    }
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
      bytes.writeInt(symbols.length);
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
    for (String symbol : symbols) {
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
    for (Labels labels : series) {
      bytes.writeInt(entries.size());
      for (int i = 0; i < labels.size(); i++) {
        entries.writeVarint(symbolNumbers.getInt(labels.name(i)));
        entries.writeVarint(symbolNumbers.getInt(labels.value(i)));
      }
    }
    bytes.writeInt(entries.size());
    flush(file);
    section(IndexFormat.SERIES, file);
    file.write(entries);
  }

  private void writeHashes(ImmutableFileWriter file) throws IOException {
    section(IndexFormat.HASHES, file);
    record Hashed(long hash, int number) {}
    Hashed[] hashes = new Hashed[series.size()];
    Arrays.setAll(hashes, i -> new Hashed(LabelsHash.of(series.get(i)), firstSeries + i));
    Arrays.sort(hashes, Comparator.comparingLong(Hashed::hash));
    for (Hashed entry : hashes) {
      bytes.writeLong(entry.hash());
      bytes.writeInt(entry.number());
    }
    flush(file);
  }

  private void writeLabels(ImmutableFileWriter file) throws IOException {
    Map<String, Map<String, MutableRoaringBitmap>> postings = postingsByLabel();
    nameCount = postings.size();
    ByteWriter names = new ByteWriter(1024);
    ByteWriter values = new ByteWriter(1 << 16);
    ByteWriter bitmaps = new ByteWriter(1 << 16);
    int valueCount = 0;
    for (var label : postings.entrySet()) {
      MutableRoaringBitmap present = new MutableRoaringBitmap();
      label.getValue().values().forEach(present::or);
      names.writeInt(symbolNumbers.getInt(label.getKey()));
      names.writeInt(valueCount);
      names.writeInt(label.getValue().size());
      writeBitmap(present, names, bitmaps);
      for (var value : label.getValue().entrySet()) {
        values.writeInt(symbolNumbers.getInt(value.getKey()));
        writeBitmap(value.getValue(), values, bitmaps);
      }
      valueCount += label.getValue().size();
    }
    section(IndexFormat.NAMES, file);
    file.write(names);
    section(IndexFormat.VALUES, file);
    file.write(values);
    section(IndexFormat.POSTINGS, file);
    file.write(bitmaps);
  }

  private Map<String, Map<String, MutableRoaringBitmap>> postingsByLabel() {
    Map<String, Map<String, MutableRoaringBitmap>> postings = new TreeMap<>();
    for (int i = 0; i < series.size(); i++) {
      Labels labels = series.get(i);
      for (int label = 0; label < labels.size(); label++) {
        postings
            .computeIfAbsent(labels.name(label), _ -> new TreeMap<>())
            .computeIfAbsent(labels.value(label), _ -> new MutableRoaringBitmap())
            .add(firstSeries + i);
      }
    }
    return postings;
  }

  private static void writeBitmap(
      MutableRoaringBitmap bitmap, ByteWriter entry, ByteWriter bitmaps) {
    bitmap.runOptimize();
    ByteBuffer serialized = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
    bitmap.serialize(serialized);
    entry.writeInt(bitmaps.size());
    entry.writeInt(serialized.capacity());
    bitmaps.writeBytes(serialized.array(), 0, serialized.capacity());
  }
}
