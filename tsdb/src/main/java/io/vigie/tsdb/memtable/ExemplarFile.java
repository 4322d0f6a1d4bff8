package io.vigie.tsdb.memtable;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Labels;
import io.vigie.tsdb.format.ByteReader;
import io.vigie.tsdb.format.ByteWriter;
import io.vigie.tsdb.format.CorruptFileException;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileKind;
import io.vigie.tsdb.format.ImmutableFileWriter;
import io.vigie.tsdb.format.MalformedBytesException;
import io.vigie.tsdb.format.MappedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The exemplars whose journal is gone, because the samples beside them are in parts. It is written
/// anew whenever that happens and exemplars came meanwhile.
///
/// ```
/// header 16 │ exemplars │ checksums and footer
///
/// exemplar:  labels of the series │ timestamp, zigzag │ value, 8 │ labels
/// labels:    count │ (name │ value) …
/// ```
public final class ExemplarFile {
  /// An exemplar with its series.
  record Entry(Labels series, Exemplar exemplar) {}

  private final Path path;
  private final Disk disk;
  private long savedChanges;

  public ExemplarFile(Path path, Disk disk) {
    this.path = path;
    this.disk = disk;
  }

  /// Writes what the buffer has unless it is written already. Only for the thread that flushes.
  public void save(ExemplarBuffer buffer) throws IOException {
    long changes = buffer.changes();
    if (changes == savedChanges) {
      return;
    }
    try (ImmutableFileWriter file = new ImmutableFileWriter(disk, path, FileKind.EXEMPLARS)) {
      long start = file.position();
      ByteWriter bytes = new ByteWriter(256);
      for (Entry entry : buffer.entries()) {
        bytes.clear();
        write(entry.series(), bytes);
        bytes.writeZigzag(entry.exemplar().timestampMillis());
        bytes.writeDouble(entry.exemplar().value());
        write(entry.exemplar().labels(), bytes);
        file.write(bytes);
      }
      file.publish(start, file.position());
    }
    savedChanges = changes;
  }

  private static void write(Labels labels, ByteWriter bytes) {
    bytes.writeVarint(labels.size());
    labels.forEach((name, value) -> {
      bytes.writeString(name);
      bytes.writeString(value);
    });
  }

  /// Reads a file.
  ///
  /// @return the exemplars in the order of their commits
  /// @throws CorruptFileException if it is damaged
  static List<Entry> read(Path path) throws IOException {
    MappedFile file = MappedFile.open(path, FileKind.EXEMPLARS);
    try {
      if (file.sections() != 2) {
        throw file.corrupt(0, file.sections() + " sections");
      }
      long start = file.sectionStart(0);
      ByteReader in =
          new ByteReader(file.read(start, Math.toIntExact(file.sectionStart(1) - start)));
      List<Entry> entries = new ArrayList<>();
      try {
        while (in.hasRemaining()) {
          entries.add(readEntry(in));
        }
      } catch (MalformedBytesException | IllegalArgumentException e) {
        throw file.corrupt(start + in.position(), String.valueOf(e.getMessage()));
      }
      return entries;
    } finally {
      file.release();
    }
  }

  private static Entry readEntry(ByteReader in) {
    Labels series = readLabels(in);
    long timestampMillis = in.readZigzag();
    double value = in.readDouble();
    return new Entry(series, new Exemplar(readLabels(in), value, timestampMillis));
  }

  private static Labels readLabels(ByteReader in) {
    String[] pairs = new String[2 * in.readCount(2)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = in.readString();
    }
    return Labels.of(pairs);
  }

  /// Reads every byte of a file, to see whether it is whole.
  ///
  /// @return number of exemplars
  /// @throws CorruptFileException if it is not
  public static int check(Path path) throws IOException {
    return read(path).size();
  }

  /// Puts what the file has into an empty buffer.
  ///
  /// @throws CorruptFileException if it is damaged; the buffer stays empty
  public void load(ExemplarBuffer buffer) throws IOException {
    read(path).forEach(entry -> buffer.load(entry.series(), entry.exemplar()));
    savedChanges = buffer.changes();
  }
}
