package io.vigie.tsdb.index;

import io.vigie.model.metric.Labels;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.CorruptFileException;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.MalformedBytesException;
import io.vigie.tsdb.format.MappedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// A mapped index segment, as [IndexFormat] draws it. Texts are kept once they were asked for.
/// Whoever reads it holds [#file]. Thread-safe.
public final class IndexReader implements LabelIndex {
  private static final ImmutableRoaringBitmap NONE = new MutableRoaringBitmap();

  private final MappedFile file;
  private final int firstSeries;
  private final int seriesCount;
  private final int symbolCount;
  private final int nameCount;

  /// Texts and labels asked for, as long as somebody does and there is memory to keep them; racing
  /// readers may both make some, either is right.
  private volatile SoftReference<@Nullable String[]> knownTexts = new SoftReference<>(null);

  private volatile SoftReference<@Nullable Labels[]> knownLabels = new SoftReference<>(null);

  private volatile @Nullable MemorySegment hashes;

  private IndexReader(MappedFile file, ByteReader counts) {
    this.file = file;
    this.firstSeries = counts.readInt();
    this.seriesCount = counts.readInt();
    this.symbolCount = counts.readInt();
    this.nameCount = counts.readInt();
  }

  /// @throws CorruptFileException if the file is damaged where it must be read first
  public static IndexReader open(Path path) throws IOException {
    MappedFile file = MappedFile.open(path, FileKind.INDEX);
    try {
      if (file.sections() != IndexFormat.SECTIONS) {
        throw file.corrupt(0, file.sections() + " sections");
      }
      long counts = file.sectionStart(IndexFormat.COUNTS);
      return new IndexReader(file, new ByteReader(file.read(counts, IndexFormat.COUNTS_BYTES)));
    } catch (IOException | RuntimeException e) {
      file.release();
      throw e;
    }
  }

  /// The mapped file, to be held while reading.
  public MappedFile file() {
    return file;
  }

  /// Number of the first series.
  public int firstSeries() {
    return firstSeries;
  }

  /// Number of series, numbered from the first one on.
  public int seriesCount() {
    return seriesCount;
  }

  /// Whether the series is described here.
  public boolean hasSeries(int series) {
    return series >= firstSeries && series - firstSeries < seriesCount;
  }

  @Override
  public Labels labels(int series) throws IOException {
    @Nullable Labels[] known = knownLabels();
    Labels labels = known[series - firstSeries];
    if (labels == null) {
      labels = readLabels(series);
      known[series - firstSeries] = labels;
    }
    return labels;
  }

  /// Takes labels that are kept elsewhere anyway, of all series from the first one on.
  public void knowLabels(List<Labels> labels) {
    knownLabels = new SoftReference<>(labels.toArray(Labels[]::new));
  }

  private @Nullable Labels[] knownLabels() {
    @Nullable Labels[] known = knownLabels.get();
    if (known == null) {
      known = new Labels[seriesCount];
      knownLabels = new SoftReference<>(known);
    }
    return known;
  }

  private Labels readLabels(int series) throws IOException {
    int index = series - firstSeries;
    long offsets = file.sectionStart(IndexFormat.SERIES_OFFSETS) + (long) index * Integer.BYTES;
    MemorySegment bounds = file.slice(offsets, 2 * Integer.BYTES);
    int start = bounds.get(MappedFile.INT, 0);
    int end = bounds.get(MappedFile.INT, Integer.BYTES);
    long at = file.sectionStart(IndexFormat.SERIES) + start;
    ByteReader entry = new ByteReader(file.read(at, end - start));
    try {
      return labels(entry);
    } catch (MalformedBytesException | IllegalArgumentException e) {
      throw file.corrupt(at, "the labels of series " + series + ": " + e.getMessage());
    }
  }

  private Labels labels(ByteReader entry) throws IOException {
    String[] pairs = new String[entry.remaining()];
    int length = 0;
    while (entry.hasRemaining()) {
      pairs[length++] = text((int) entry.readVarint());
      pairs[length++] = text((int) entry.readVarint());
    }
    return Labels.ofSortedPairs(java.util.Arrays.copyOf(pairs, length));
  }

  /// The series with exactly these labels, or -1. Neither remembers labels nor keeps those known
  /// from being forgotten: it is asked for every new series, which mostly is not here.
  public int find(Labels labels) throws IOException {
    int hash = LabelsHash.of(labels);
    MemorySegment hashes = hashes();
    for (int i = firstHash(hashes, hash); i < seriesCount && hashAt(hashes, i) == hash; i++) {
      int series =
          hashes.get(MappedFile.INT, (long) i * IndexFormat.HASH_ENTRY_BYTES + Integer.BYTES);
      if (readLabels(series).equals(labels)) {
        return series;
      }
    }
    return -1;
  }

  private MemorySegment hashes() throws IOException {
    MemorySegment known = hashes;
    if (known == null) {
      known =
          file.slice(
              file.sectionStart(IndexFormat.HASHES),
              (long) seriesCount * IndexFormat.HASH_ENTRY_BYTES);
      hashes = known;
    }
    return known;
  }

  private int firstHash(MemorySegment hashes, int wanted) {
    int low = 0;
    int high = seriesCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hashAt(hashes, middle) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int hashAt(MemorySegment hashes, int index) {
    return hashes.get(MappedFile.INT, (long) index * IndexFormat.HASH_ENTRY_BYTES);
  }

  private String text(int symbol) throws IOException {
    if (symbol < 0 || symbol >= symbolCount) {
      throw file.corrupt(file.sectionStart(IndexFormat.SYMBOLS), "symbol " + symbol);
    }
    @Nullable String[] known = knownTexts();
    String text = known[symbol];
    if (text == null) {
      text = readText(symbol);
      known[symbol] = text;
    }
    return text;
  }

  private @Nullable String[] knownTexts() {
    @Nullable String[] known = knownTexts.get();
    if (known == null) {
      known = new String[symbolCount];
      knownTexts = new SoftReference<>(known);
    }
    return known;
  }

  private String readText(int symbol) throws IOException {
    long offsets = file.sectionStart(IndexFormat.SYMBOL_OFFSETS) + (long) symbol * Integer.BYTES;
    MemorySegment bounds = file.slice(offsets, 2 * Integer.BYTES);
    int start = bounds.get(MappedFile.INT, 0);
    int length = bounds.get(MappedFile.INT, Integer.BYTES) - start;
    byte[] utf8 = file.read(file.sectionStart(IndexFormat.SYMBOLS) + start, length);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Override
  public ImmutableRoaringBitmap allSeries() {
    return MutableRoaringBitmap.bitmapOfRange(firstSeries, firstSeries + (long) seriesCount);
  }

  @Override
  public ImmutableRoaringBitmap seriesWith(String name) throws IOException {
    int label = Collections.binarySearch(names(), name);
    return label < 0 ? NONE : postings(nameEntry(label), 3 * Integer.BYTES);
  }

  @Override
  public ImmutableRoaringBitmap seriesWith(String name, String value) throws IOException {
    int label = Collections.binarySearch(names(), name);
    if (label < 0) {
      return NONE;
    }
    Values values = new Values(label);
    int index = Collections.binarySearch(values, value);
    return index < 0 ? NONE : postings(values.entry(index), Integer.BYTES);
  }

  @Override
  public MutableRoaringBitmap seriesWithAny(String name, String prefix, Predicate<String> wanted)
      throws IOException {
    List<ImmutableRoaringBitmap> matched = new ArrayList<>();
    int label = Collections.binarySearch(names(), name);
    if (label < 0) {
      return new MutableRoaringBitmap();
    }
    Values values = new Values(label);
    for (int i = Postings.position(values, prefix); i < values.size(); i++) {
      String value = values.get(i);
      if (!value.startsWith(prefix)) {
        break;
      }
      if (wanted.test(value)) {
        matched.add(postings(values.entry(i), Integer.BYTES));
      }
    }
    return Postings.union(matched);
  }

  private ImmutableRoaringBitmap postings(MemorySegment entry, long at) throws IOException {
    int start = entry.get(MappedFile.INT, at);
    int length = entry.get(MappedFile.INT, at + Integer.BYTES);
    return new ImmutableRoaringBitmap(
        file.slice(file.sectionStart(IndexFormat.POSTINGS) + start, length).asByteBuffer());
  }

  private MemorySegment nameEntry(int label) throws IOException {
    return file.slice(
        file.sectionStart(IndexFormat.NAMES) + (long) label * IndexFormat.NAME_ENTRY_BYTES,
        IndexFormat.NAME_ENTRY_BYTES);
  }

  @Override
  public List<String> names() {
    return new Names();
  }

  @Override
  public List<String> values(String name) throws IOException {
    int label = Collections.binarySearch(names(), name);
    return label < 0 ? List.of() : new Values(label);
  }

  /// Names, read when asked for. Damage comes out as an [UncheckedIOException].
  private final class Names extends AbstractList<String> implements RandomAccess {
    @Override
    public String get(int index) {
      try {
        return text(nameEntry(index).get(MappedFile.INT, 0));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int size() {
      return nameCount;
    }
  }

  /// Values of a name, read when asked for. Damage comes out as an [UncheckedIOException].
  private final class Values extends AbstractList<String> implements RandomAccess {
    private final int first;
    private final int count;

    Values(int label) throws IOException {
      MemorySegment entry = nameEntry(label);
      this.first = entry.get(MappedFile.INT, Integer.BYTES);
      this.count = entry.get(MappedFile.INT, 2 * Integer.BYTES);
    }

    MemorySegment entry(int index) throws IOException {
      return file.slice(
          file.sectionStart(IndexFormat.VALUES)
              + ((long) first + index) * IndexFormat.VALUE_ENTRY_BYTES,
          IndexFormat.VALUE_ENTRY_BYTES);
    }

    @Override
    public String get(int index) {
      try {
        return text(entry(index).get(MappedFile.INT, 0));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int size() {
      return count;
    }
  }
}
