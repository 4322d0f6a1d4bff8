package io.vigie.tsdb.part;

import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.coding.BlockCoding;
import io.vigie.tsdb.coding.BlockCoding.Block;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.CorruptFileException;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.format.MalformedBytesException;
import io.vigie.tsdb.format.MappedFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// A mapped part, as [PartFormat] draws it: samples of many series that never change. Whoever reads
/// it holds [#file]. Thread-safe.
public final class Part {
  private final MappedFile file;
  private final FileNames.Span memtables;
  private final int seriesCount;
  private final long samples;
  private final long minMillis;
  private final long maxMillis;
  private volatile boolean damaged;
  private volatile @Nullable MemorySegment seriesNumbers;
  private volatile @Nullable ImmutableRoaringBitmap series;

  private Part(MappedFile file, FileNames.Span memtables, ByteReader counts) {
    this.file = file;
    this.memtables = memtables;
    this.seriesCount = counts.readInt();
    this.samples = counts.readLong();
    this.minMillis = counts.readLong();
    this.maxMillis = counts.readLong();
  }

  /// @throws CorruptFileException if the file is damaged where it must be read first
  static Part open(Path path) throws IOException {
    FileNames.Span memtables =
        FileNames.partSpan(path)
            .orElseThrow(() -> new IOException(path + " is not the name of a part"));
    MappedFile file = MappedFile.open(path, FileKind.PART);
    try {
      if (file.sections() != PartFormat.SECTIONS) {
        throw file.corrupt(0, file.sections() + " sections");
      }
      long counts = file.sectionStart(PartFormat.COUNTS);
      return new Part(file, memtables, new ByteReader(file.read(counts, PartFormat.COUNTS_BYTES)));
    } catch (IOException | RuntimeException e) {
      file.release();
      throw e;
    }
  }

  /// The mapped file, to be held while reading.
  public MappedFile file() {
    return file;
  }

  /// The memtables whose samples are here. What came from a lower number was committed earlier.
  public FileNames.Span memtables() {
    return memtables;
  }

  public int seriesCount() {
    return seriesCount;
  }

  public long samples() {
    return samples;
  }

  /// Oldest timestamp.
  public long minMillis() {
    return minMillis;
  }

  /// Newest timestamp.
  public long maxMillis() {
    return maxMillis;
  }

  public long sizeBytes() {
    return file.sizeBytes();
  }

  /// Whether damage was found in it since it was opened.
  public boolean isDamaged() {
    return damaged;
  }

  /// Number of the series at a position, from 0 to [#seriesCount] - 1; ascending.
  int seriesAt(int position) throws CorruptFileException {
    return seriesNumbers().get(MappedFile.INT, (long) position * Integer.BYTES);
  }

  private MemorySegment seriesNumbers() throws CorruptFileException {
    MemorySegment known = seriesNumbers;
    if (known == null) {
      known = file.slice(file.sectionStart(PartFormat.SERIES), (long) seriesCount * Integer.BYTES);
      seriesNumbers = known;
    }
    return known;
  }

  /// Numbers of all its series; not to be changed.
  public ImmutableRoaringBitmap series() throws CorruptFileException {
    ImmutableRoaringBitmap known = series;
    if (known == null) {
      MutableRoaringBitmap numbers = new MutableRoaringBitmap();
      if (lastSeries() == seriesCount - 1) {
        numbers.add(0L, seriesCount);
      } else {
        for (int position = 0; position < seriesCount; position++) {
          numbers.add(seriesAt(position));
        }
      }
      known = numbers;
      series = known;
    }
    return known;
  }

  /// The highest series number; -1 if there is no series.
  int lastSeries() throws CorruptFileException {
    return seriesCount == 0 ? -1 : seriesAt(seriesCount - 1);
  }

  /// Position of a series, or -1.
  public int position(int series) throws IOException {
    MemorySegment numbers = seriesNumbers();
    if (series < seriesCount
        && numbers.get(MappedFile.INT, (long) series * Integer.BYTES) == series) {
      // Where all series of a partition are written, positions are numbers.
      return series;
    }
    int low = 0;
    int high = seriesCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = numbers.get(MappedFile.INT, (long) middle * Integer.BYTES);
      if (found == series) {
        return middle;
      }
      if (found < series) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /// Appends the samples of the series at a position between the bounds, both included.
  ///
  /// @throws CorruptFileException if they are damaged
  public void read(int position, long wantedMin, long wantedMax, SampleBuffer into)
      throws IOException {
    long start = offset(position);
    long end = offset(position + 1);
    if (start < 0 || end < start || end - start > Integer.MAX_VALUE) {
      throw damaged(start, "blocks from there to byte " + end);
    }
    ByteReader in = new ByteReader(file.read(start, (int) (end - start)));
    try {
      while (in.hasRemaining()) {
        Block block = BlockCoding.readHeader(in, start, file::read);
        if (block.minMillis() > wantedMax) {
          return;
        }
        if (block.maxMillis() < wantedMin) {
          in.skip(block.payloadBytes());
        } else {
          BlockCoding.decode(block, in, wantedMin, wantedMax, into);
        }
      }
    } catch (MalformedBytesException e) {
      throw damaged(start + e.position(), String.valueOf(e.getMessage()));
    }
  }

  /// Timestamp of the newest sample of the series at a position.
  ///
  /// @throws CorruptFileException if that cannot be told
  public long newestMillis(int position) throws IOException {
    long start = offset(position);
    ByteReader in = new ByteReader(file.read(start, (int) (offset(position + 1) - start)));
    long newest = Long.MIN_VALUE;
    try {
      while (in.hasRemaining()) {
        Block block = BlockCoding.readHeader(in, start, file::read);
        newest = block.maxMillis();
        in.skip(block.payloadBytes());
      }
      return newest;
    } catch (MalformedBytesException e) {
      throw damaged(start + e.position(), String.valueOf(e.getMessage()));
    }
  }

  /// Bytes that the samples of the series at a position take.
  public long sizeBytes(int position) throws CorruptFileException {
    return offset(position + 1) - offset(position);
  }

  private CorruptFileException damaged(long offset, String reason) {
    damaged = true;
    return file.corrupt(offset, reason);
  }

  private long offset(int position) throws CorruptFileException {
    long at = file.sectionStart(PartFormat.OFFSETS) + (long) position * PartFormat.OFFSET_BYTES;
    MemorySegment offset = file.slice(at, PartFormat.OFFSET_BYTES);
    long low = offset.get(MappedFile.INT, 0) & 0xffff_ffffL;
    return (offset.get(ValueLayout.JAVA_BYTE, Integer.BYTES) & 0xffL) << Integer.SIZE | low;
  }

  void markDamaged() {
    damaged = true;
  }
}
