package io.vigie.tsdb.part;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.tsdb.coding.SampleOrder;
import io.vigie.tsdb.format.FileNames;
import io.vigie.tsdb.index.IndexReader;
import io.vigie.tsdb.index.Postings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.roaringbitmap.buffer.MutableRoaringBitmap;

/// Reads every byte of a partition's files and compares what they say with each other. Changes
/// nothing.
public final class PartitionCheck {
  private final long startMillis;
  private final long endMillis;
  private final BiConsumer<Path, String> problems;
  private final MutableRoaringBitmap indexed = new MutableRoaringBitmap();
  private final SampleBuffer samples = new SampleBuffer();
  private long sampleCount;
  private int partCount;

  /// @param problems told which file and what is wrong with it
  public PartitionCheck(long startMillis, long partitionMillis, BiConsumer<Path, String> problems) {
    this.startMillis = startMillis;
    this.endMillis = startMillis + partitionMillis - 1;
    this.problems = problems;
  }

  /// Samples in all parts that could be read.
  public long samples() {
    return sampleCount;
  }

  /// Parts that could be opened.
  public int parts() {
    return partCount;
  }

  /// Series that an index segment describes.
  public long series() {
    return indexed.getLongCardinality();
  }

  /// Checks all files of the directory; what a kill may leave behind is no problem.
  public void run(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.sorted().toList();
    }
    for (Path file : files) {
      if (FileNames.indexSpan(file).isPresent()) {
        reporting(file, () -> checkIndex(file));
      }
    }
    for (Path file : files) {
      if (FileNames.partSpan(file).isPresent()) {
        reporting(file, () -> checkPart(file));
      } else if (FileNames.indexSpan(file).isEmpty() && !FileNames.isTemporary(file)) {
        problems.accept(file, "is no file of a partition");
      }
    }
  }

  @FunctionalInterface
  private interface Checking {
    void run() throws IOException;
  }

  private void reporting(Path file, Checking checking) {
    try {
      checking.run();
    } catch (IOException | UncheckedIOException e) {
      problems.accept(file, String.valueOf(e.getMessage()));
    }
  }

  private void checkIndex(Path path) throws IOException {
    IndexReader index = IndexReader.open(path);
    try {
      index.file().verifyAll();
      checkSpan(path, index);
      for (int i = 0; i < index.seriesCount(); i++) {
        checkSeries(path, index, index.firstSeries() + i);
      }
    } finally {
      index.file().release();
    }
  }

  private void checkSpan(Path path, IndexReader index) {
    FileNames.Span span = FileNames.indexSpan(path).orElseThrow();
    if (span.first() != index.firstSeries()
        || span.last() - span.first() + 1 != index.seriesCount()) {
      problems.accept(
          path, "holds " + index.seriesCount() + " series from " + index.firstSeries() + " on");
    }
  }

  private void checkSeries(Path path, IndexReader index, int number) throws IOException {
    Labels labels = index.labels(number);
    indexed.add(number);
    if (index.find(labels) != number) {
      problems.accept(path, "series " + number + " is not found by its labels " + labels);
    }
    for (int i = 0; i < labels.size(); i++) {
      LabelMatcher matcher = LabelMatcher.of(labels.name(i), Operator.EQUAL, labels.value(i));
      if (!Postings.select(index, List.of(matcher)).contains(number)) {
        problems.accept(path, "series " + number + " is not found by " + matcher);
      }
    }
  }

  private void checkPart(Path path) throws IOException {
    Part part = Part.open(path);
    try {
      part.file().verifyAll();
      partCount++;
      long before = sampleCount;
      int last = -1;
      for (int position = 0; position < part.seriesCount(); position++) {
        int number = part.seriesAt(position);
        if (number <= last) {
          problems.accept(path, "series " + number + " stands after series " + last);
        }
        if (!indexed.contains(number)) {
          problems.accept(path, "series " + number + " is in no index segment");
        }
        checkSamples(path, part, position);
        last = number;
      }
      if (sampleCount - before != part.samples()) {
        problems.accept(
            path,
            "says that it holds " + part.samples() + " samples, not " + (sampleCount - before));
      }
    } finally {
      part.file().release();
    }
  }

  private void checkSamples(Path path, Part part, int position) throws IOException {
    samples.clear();
    part.read(position, Long.MIN_VALUE, Long.MAX_VALUE, samples);
    sampleCount += samples.size();
    String series = "the samples of series " + part.seriesAt(position);
    if (samples.isEmpty()) {
      problems.accept(path, series + " are missing");
      return;
    }
    long first = samples.timestampsMillis()[0];
    long newest = samples.timestampsMillis()[samples.size() - 1];
    if (!SampleOrder.isAscending(samples, 0)) {
      problems.accept(path, series + " are not in order of time");
    }
    if (first < Math.max(startMillis, part.minMillis())
        || newest > Math.min(endMillis, part.maxMillis())) {
      problems.accept(path, series + " lie outside the bounds of the part or the partition");
    }
  }
}
