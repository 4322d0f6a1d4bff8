package io.vigie.tsdb.part;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import io.vigie.tsdb.format.CorruptFileException;
import io.vigie.tsdb.format.Disk;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.format.FileNames.Span;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.index.IndexWriter;
import io.vigie.tsdb.index.LabelIndex;
import io.vigie.tsdb.index.Postings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.roaringbitmap.buffer.ImmutableRoaringBitmap;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// A span of time on disk: parts with samples and an index of segments that number its series.
/// Numbers are given once and stay through every merge.
///
/// [#hold], [#parts] and [#drop] may be called by any thread; [#find], [#addSeries] and [#write] by
/// the one that flushes, [#merge] by the one that merges.
public final class Partition {
  private static final Comparator<Part> BY_COMMIT =
      Comparator.comparingLong(part -> part.memtables().first());
  private static final Comparator<IndexReader> BY_SERIES =
      Comparator.comparingInt(IndexReader::firstSeries);

  /// Merging index segments holds the labels of all their series in memory.
  private static final int MAX_SERIES_MERGED = 500_000;

  private final Path directory;
  private final long startMillis;
  private final Disk disk;

  @GuardedBy("this")
  private final List<IndexReader> indexes = new ArrayList<>();

  @GuardedBy("this")
  private final List<Part> parts = new ArrayList<>();

  @GuardedBy("this")
  private boolean dropped;

  private int nextSeries;

  private Partition(Path directory, long startMillis, Disk disk) {
    this.directory = directory;
    this.startMillis = startMillis;
    this.disk = disk;
  }

  /// Opens the files of a directory, making it if there is none. What was not finished and what a
  /// merge has replaced is removed; what is damaged goes to the quarantine.
  static Partition open(Path directory, long startMillis, Disk disk, Quarantine quarantine)
      throws IOException {
    Files.createDirectories(directory);
    Partition partition = new Partition(directory, startMillis, disk);
    PartitionFiles files = PartitionFiles.open(directory, quarantine);
    synchronized (partition) {
      partition.indexes.addAll(files.indexes());
      partition.parts.addAll(files.parts());
      partition.indexes.sort(BY_SERIES);
      partition.parts.sort(BY_COMMIT);
    }
    partition.nextSeries = files.nextSeries();
    return partition;
  }

  /// First millisecond that belongs here.
  public long startMillis() {
    return startMillis;
  }

  /// The files as they are now, held until closed.
  public synchronized PartitionView hold() {
    return dropped
        ? PartitionView.hold(startMillis, List.of(), List.of())
        : PartitionView.hold(startMillis, indexes, parts);
  }

  synchronized List<Part> parts() {
    return List.copyOf(parts);
  }

  synchronized long sizeBytes() {
    return parts.stream().mapToLong(Part::sizeBytes).sum()
        + indexes.stream().mapToLong(index -> index.file().sizeBytes()).sum();
  }

  /// The number of a series, or -1.
  public int find(Labels labels) throws IOException {
    try (PartitionView view = hold()) {
      for (IndexReader index : view.indexes()) {
        int found = index.find(labels);
        if (found >= 0) {
          return found;
        }
      }
      return -1;
    }
  }

  /// Gives new series their numbers, one after the other.
  ///
  /// @param series ascending
  /// @return the number of the first
  public int addSeries(List<Labels> series) throws IOException {
    int first = nextSeries;
    if (!series.isEmpty()) {
      Path path =
          directory.resolve(FileNames.index(new Span(first, first + (long) series.size() - 1)));
      IndexWriter.write(disk, path, first, series);
      IndexReader index = IndexReader.open(path);
      index.knowLabels(series);
      synchronized (this) {
        indexes.add(index);
      }
      nextSeries += series.size();
    }
    return first;
  }

  /// Fills a part.
  @FunctionalInterface
  public interface Filling {
    /// @return whether it came to its end; otherwise there will be no part
    boolean fill(PartWriter writer) throws IOException;
  }

  /// Writes the samples of a memtable, unless an earlier try got so far already.
  public void write(long memtable, Filling filling) throws IOException {
    Span span = new Span(memtable, memtable);
    if (parts().stream().noneMatch(part -> part.memtables().contains(span))) {
      write(span, filling, List.of());
    }
  }

  /// Writes a part and has it take the place of others.
  private boolean write(Span memtables, Filling filling, List<Part> replaced) throws IOException {
    Path path = directory.resolve(FileNames.part(memtables));
    try (PartWriter writer = new PartWriter(disk, path)) {
      if (!filling.fill(writer)) {
        return false;
      }
      if (writer.isEmpty()) {
        replace(replaced, List.of());
        return !replaced.isEmpty();
      }
      writer.publish();
    }
    replace(replaced, List.of(Part.open(path)));
    return true;
  }

  private synchronized void replace(List<Part> replaced, List<Part> replacing) {
    parts.removeAll(replaced);
    parts.addAll(replacing);
    parts.sort(BY_COMMIT);
    for (Part old : replaced) {
      // A part that was rewritten has the same name: the file of that name is the new one by now.
      boolean nameTaken =
          replacing.stream().anyMatch(part -> part.memtables().equals(old.memtables()));
      if (!nameTaken) {
        old.file().deleteWhenReleased();
      }
      old.file().release();
    }
    if (dropped) {
      parts.forEach(Partition::letGo);
      parts.clear();
    }
  }

  /// Deletes the samples of the matching series within a range, by writing anew the parts that hold
  /// any. Only for a thread that neither flushes nor merges meanwhile.
  void delete(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    try (PartitionView view = hold()) {
      MutableRoaringBitmap series = new MutableRoaringBitmap();
      for (IndexReader index : view.indexes()) {
        series.or(Postings.select(index, matchers));
      }
      rewrite(view.parts(), new Deletion(series, range), () -> {});
    }
  }

  /// Chooses series by their labels.
  @FunctionalInterface
  public interface SeriesChoice {
    /// The series of an index segment that are meant.
    ImmutableRoaringBitmap of(LabelIndex index) throws IOException;
  }

  /// Removes series for good, by writing anew the parts that hold any of them. Only for the thread
  /// that merges. What is damaged already stays as it is.
  ///
  /// @param whenRemoved called after each part that was written anew
  public void remove(SeriesChoice choice, Runnable whenRemoved) throws IOException {
    try (PartitionView view = hold()) {
      MutableRoaringBitmap series = new MutableRoaringBitmap();
      for (IndexReader index : view.indexes()) {
        series.or(choice.of(index));
      }
      if (!series.isEmpty()) {
        List<Part> whole = view.parts().stream().filter(part -> !part.isDamaged()).toList();
        rewrite(whole, new Deletion(series, TimeRange.ALWAYS), whenRemoved);
      }
    }
  }

  private void rewrite(List<Part> touched, Deletion deletion, Runnable whenRemoved)
      throws IOException {
    for (Part part : touched) {
      if (deletion.mayTouch(part)) {
        List<Part> one = List.of(part);
        write(part.memtables(), writer -> Merge.merge(one, deletion, writer, () -> false), one);
        whenRemoved.run();
      }
    }
  }

  private static void letGo(Part part) {
    part.file().deleteWhenReleased();
    part.file().release();
  }

  /// Merges some parts or index segments if it is worth it.
  ///
  /// @return whether anything was merged
  boolean merge(BooleanSupplier cancelled) throws IOException {
    return mergeParts(cancelled) || mergeIndexes();
  }

  private boolean mergeParts(BooleanSupplier cancelled) throws IOException {
    try (PartitionView view = hold()) {
      List<Part> chosen = MergePolicy.choose(afterDamaged(view.parts()), Part::sizeBytes);
      if (chosen.isEmpty()) {
        return false;
      }
      Span memtables =
          new Span(chosen.getFirst().memtables().first(), chosen.getLast().memtables().last());
      try {
        return write(
            memtables, writer -> Merge.merge(chosen, Deletion.NONE, writer, cancelled), chosen);
      } catch (CorruptFileException e) {
        // Left as it is: what can be read of it still is, and it is not merged again.
        chosen.stream()
            .filter(part -> part.file().path().equals(e.path()))
            .forEach(Part::markDamaged);
        throw e;
      }
    }
  }

  /// Neighbours only: a damaged part in between would change the order of commits.
  private static List<Part> afterDamaged(List<Part> parts) {
    int from = parts.size();
    while (from > 0 && !parts.get(from - 1).isDamaged()) {
      from--;
    }
    return parts.subList(from, parts.size());
  }

  private boolean mergeIndexes() throws IOException {
    try (PartitionView view = hold()) {
      List<IndexReader> chosen =
          MergePolicy.choose(view.indexes(), IndexReader::seriesCount, MAX_SERIES_MERGED);
      if (chosen.isEmpty() || !areNeighbours(chosen)) {
        return false;
      }
      List<Labels> series = new ArrayList<>();
      for (IndexReader index : chosen) {
        for (int i = 0; i < index.seriesCount(); i++) {
          series.add(index.labels(index.firstSeries() + i));
        }
      }
      int first = chosen.getFirst().firstSeries();
      Path path =
          directory.resolve(FileNames.index(new Span(first, first + (long) series.size() - 1)));
      IndexWriter.write(disk, path, first, series);
      replaceIndexes(chosen, IndexReader.open(path));
      return true;
    }
  }

  private static boolean areNeighbours(List<IndexReader> chosen) {
    for (int i = 1; i < chosen.size(); i++) {
      IndexReader before = chosen.get(i - 1);
      if (before.firstSeries() + before.seriesCount() != chosen.get(i).firstSeries()) {
        return false;
      }
    }
    return true;
  }

  private synchronized void replaceIndexes(List<IndexReader> replaced, IndexReader merged) {
    indexes.removeAll(replaced);
    replaced.forEach(Partition::letGo);
    if (dropped) {
      letGo(merged);
    } else {
      indexes.add(merged);
      indexes.sort(BY_SERIES);
    }
  }

  private static void letGo(IndexReader index) {
    index.file().deleteWhenReleased();
    index.file().release();
  }

  /// Removes everything, as soon as nobody reads it any more.
  synchronized void drop() {
    dropped = true;
    parts.forEach(Partition::letGo);
    parts.clear();
    indexes.forEach(Partition::letGo);
    indexes.clear();
    deleteDirectoryIfEmpty();
  }

  /// A directory that is not empty yet goes when the store is opened next.
  void deleteDirectoryIfEmpty() {
    try (Stream<Path> left = Files.list(directory)) {
      if (left.findAny().isEmpty()) {
        Files.deleteIfExists(directory);
      }
    } catch (IOException _) {
      // It is empty and takes no space; the next open tries again.
    }
  }

  /// Lets the files go without removing them.
  synchronized void close() {
    parts.forEach(part -> part.file().release());
    parts.clear();
    indexes.forEach(index -> index.file().release());
    indexes.clear();
  }
}
