package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.time.TimeRange;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Imports what was in the memory of a Prometheus. Its log is read twice: first for the series and
/// what was deleted, which are said anywhere in it, then for the samples.
final class HeadImport {
  private final DataDirectory directory;
  private final ImportSink sink;
  private final Map<Labels, Long> newest;
  private final ImportedFiles imported;
  private final PrometheusImport.Flush flush;
  private final Consumer<String> problem;
  private final PrometheusImport.Progress progress;

  private final Long2ObjectOpenHashMap<Labels> series = new Long2ObjectOpenHashMap<>();

  /// By labels: after a restart a series may have another reference.
  private final Map<Labels, List<TimeRange>> deleted = new HashMap<>();

  /// @param newest up to where the samples of a series are imported already; completed here
  HeadImport(
      DataDirectory directory,
      ImportSink sink,
      Map<Labels, Long> newest,
      ImportedFiles imported,
      PrometheusImport.Flush flush,
      Consumer<String> problem,
      PrometheusImport.Progress progress) {
    this.directory = directory;
    this.sink = sink;
    this.newest = newest;
    this.imported = imported;
    this.flush = flush;
    this.problem = problem;
    this.progress = progress;
  }

  void run() throws IOException {
    List<Path> log = directory.logSegments();
    readNames(log);
    readHeadChunks(directory.headChunks());
    readSamples("log", log, newest);
    // What came out of order is older than the newest, and wanted all the same.
    readSamples("log of samples out of order", directory.outOfOrderSegments(), Map.of());
  }

  private void readNames(List<Path> log) throws IOException {
    Long2ObjectOpenHashMap<List<TimeRange>> bySeries = new Long2ObjectOpenHashMap<>();
    WalRecordReader names =
        new WalRecordReader(
            new HeadRecords() {
              @Override
              public void series(long number, Labels labels) {
                series.put(number, labels);
              }

              @Override
              public void deleted(long number, long minMillis, long maxMillis) {
                if (minMillis <= maxMillis) {
                  bySeries
                      .computeIfAbsent(number, _ -> new ArrayList<>(1))
                      .add(new TimeRange(minMillis, maxMillis));
                }
              }
            });
    for (int i = 0; i < log.size(); i++) {
      progress.at("names of the log", (double) i / log.size(), sink.samples + sink.duplicates);
      readSegment(log.get(i), names, _ -> {});
    }
    bySeries.forEach((number, ranges) -> {
      Labels labels = series.get(number);
      if (labels != null) {
        deleted.computeIfAbsent(labels, _ -> new ArrayList<>()).addAll(ranges);
      }
    });
  }

  private void readHeadChunks(List<Path> files) throws IOException {
    for (int i = 0; i < files.size(); i++) {
      progress.at("head chunks", (double) i / files.size(), sink.samples + sink.duplicates);
      Path file = files.get(i);
      try {
        String key = ImportedFiles.keyOf("head-chunks", file);
        boolean known = imported.has(key);
        HeadChunkFile.read(
            file, (number, inOrder, samples) -> headChunk(number, inOrder, samples, known));
        flush.run();
        imported.add(key);
      } catch (MalformedDataException e) {
        problem.accept(file + ": " + e.getMessage());
      }
    }
  }

  private void headChunk(long number, boolean inOrder, SampleBuffer samples, boolean known)
      throws IOException {
    Labels labels = series.get(number);
    if (labels == null || samples.isEmpty()) {
      return; // Nothing says what it is; Prometheus leaves it out too.
    }
    if (inOrder) {
      newest.merge(labels, samples.timestampsMillis()[samples.size() - 1], Math::max);
    }
    if (!known) {
      sink.append(labels, samples, deletedOf(labels));
    }
  }

  private List<TimeRange> deletedOf(Labels labels) {
    return deleted.getOrDefault(labels, List.of());
  }

  private void readSamples(String what, List<Path> segments, Map<Labels, Long> knownUntil)
      throws IOException {
    for (int i = 0; i < segments.size(); i++) {
      progress.at(what, (double) i / segments.size(), sink.samples + sink.duplicates);
      Path segment = segments.get(i);
      String key = ImportedFiles.keyOf("log", segment);
      // The last one may grow.
      boolean last = i == segments.size() - 1;
      if (last || !imported.has(key)) {
        boolean whole = readSegment(segment, samplesReader(knownUntil), problem);
        flush.run();
        if (whole && !last) {
          imported.add(key);
        }
      }
    }
  }

  private WalRecordReader samplesReader(Map<Labels, Long> knownUntil) {
    return new WalRecordReader(
        new HeadRecords() {
          @Override
          public void sample(long number, long timestampMillis, double value, long startMillis)
              throws IOException {
            Labels labels = wanted(number, timestampMillis, knownUntil);
            if (labels != null) {
              sink.append(labels, timestampMillis, value, startMillis);
            }
          }

          @Override
          public void sample(
              long number, long timestampMillis, Histogram histogram, long startMillis)
              throws IOException {
            Labels labels = wanted(number, timestampMillis, knownUntil);
            if (labels != null) {
              sink.append(labels, timestampMillis, histogram, startMillis);
            }
          }

          @Override
          public void exemplar(long number, Exemplar exemplar) {
            Labels labels = series.get(number);
            if (labels != null) {
              sink.append(labels, exemplar);
            }
          }
        });
  }

  private @Nullable Labels wanted(long number, long timestampMillis, Map<Labels, Long> knownUntil) {
    Labels labels = series.get(number);
    if (labels == null || timestampMillis <= knownUntil.getOrDefault(labels, Long.MIN_VALUE)) {
      return null;
    }
    return Tombstones.covers(deletedOf(labels), timestampMillis) ? null : labels;
  }

  /// @return whether it could be read to its end
  private static boolean readSegment(Path segment, WalRecordReader reader, Consumer<String> problem)
      throws IOException {
    try {
      WalSegment.read(segment, reader::read);
      return true;
    } catch (MalformedDataException e) {
      problem.accept(segment + ": " + e.getMessage());
      return false;
    }
  }
}
