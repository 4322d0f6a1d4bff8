package io.vigie.ingest.prometheus;

import io.vigie.ingest.prometheus.DataDirectory.Block;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Moves what a Prometheus has stored into a store: blocks from the oldest on, then what was in its
/// memory, from its head chunks and its log. What is damaged is named, and the rest is imported.
/// May be repeated, also after it was cut short: samples that are there are left as they are. Not
/// thread-safe.
public final class PrometheusImport {
  /// Makes what was appended durable.
  @FunctionalInterface
  public interface Flush {
    void run() throws IOException;
  }

  /// Told how far it is.
  @FunctionalInterface
  public interface Progress {
    /// @param step what is read, for people
    /// @param fraction of this step, from 0 to 1
    /// @param samples appended or found there so far
    void at(String step, double fraction, long samples);
  }

  private static final int MAX_PROBLEMS = 100;
  private static final int PROGRESS_SERIES = 1000;

  private final Flush flush;
  private final Progress progress;
  private final ImportedFiles imported;
  private final ImportSink sink;
  private final List<String> problems = new ArrayList<>();

  /// The newest timestamp of each series that came, in order, from the last block or from head
  /// chunks: what the log has up to there is the same once more.
  private final Map<Labels, Long> newest = new HashMap<>();

  private int blocks;
  private int skippedBlocks;

  /// @param memory file that remembers what was imported
  /// @throws IOException if that file cannot be read
  public PrometheusImport(MetricStore store, Flush flush, Path memory, Progress progress)
      throws IOException {
    this.flush = flush;
    this.progress = progress;
    this.imported = new ImportedFiles(memory);
    this.sink = new ImportSink(store);
  }

  /// Imports a data directory, a snapshot of one, or a single block.
  ///
  /// @throws IOException if there is nothing of Prometheus in it, or the store refuses; what was
  ///   imported until then stays
  public ImportReport run(Path prometheus) throws IOException {
    DataDirectory directory = DataDirectory.of(prometheus);
    directory.unreadable().forEach(this::problem);
    try (sink) {
      for (int i = 0; i < directory.blocks().size(); i++) {
        String step = "block %d of %d".formatted(i + 1, directory.blocks().size());
        importBlock(directory.blocks().get(i), step, i == directory.blocks().size() - 1);
      }
      new HeadImport(directory, sink, newest, imported, this::flush, this::problem, progress).run();
      flush();
    }
    return new ImportReport(
        blocks,
        skippedBlocks,
        sink.samples,
        sink.duplicates,
        sink.conflicts,
        sink.refused,
        sink.exemplars,
        problems);
  }

  private void flush() throws IOException {
    sink.commit();
    flush.run();
  }

  private void problem(String what) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(what);
    } else if (problems.size() == MAX_PROBLEMS) {
      problems.add("and more");
    }
  }

  private void importBlock(Block block, String step, boolean last) throws IOException {
    String key = "block " + block.name();
    boolean known = imported.has(key);
    if (known) {
      skippedBlocks++;
      if (!last) {
        return;
      }
    }
    int problemsBefore = problems.size();
    try (BlockIndex index = new BlockIndex(block.path().resolve("index"));
        BlockChunks chunks = new BlockChunks(block.path().resolve("chunks"))) {
      Tombstones deleted = Tombstones.read(block.path().resolve("tombstones"));
      for (int i = 0; i < index.seriesCount(); i++) {
        if (i % PROGRESS_SERIES == 0) {
          progress.at(step, (double) i / index.seriesCount(), sink.samples + sink.duplicates);
        }
        importSeries(block, index, i, chunks, deleted, known, last);
      }
    } catch (StoreRefusal e) {
      throw e.cause();
    } catch (IOException e) {
      problem("block " + block.name() + ": " + e.getMessage());
    }
    if (problems.size() > problemsBefore) {
      newest.clear();
    }
    if (!known) {
      flush();
      blocks++;
      if (problems.size() == problemsBefore) {
        imported.add(key);
      }
    }
  }

  private void importSeries(
      Block block,
      BlockIndex index,
      int number,
      BlockChunks chunks,
      Tombstones deleted,
      boolean known,
      boolean last)
      throws StoreRefusal {
    SampleBuffer samples = new SampleBuffer();
    try {
      BlockIndex.Entry series = index.series(number);
      for (BlockIndex.ChunkMeta chunk : series.chunks()) {
        if (last) {
          newest.merge(series.labels(), chunk.maxMillis(), Math::max);
        }
        if (!known) {
          readChunk(block, series, chunk, chunks, samples);
        }
      }
      append(series, samples, deleted);
    } catch (MalformedDataException e) {
      problem("block " + block.name() + ", series " + number + ": " + e.getMessage());
    }
  }

  private void readChunk(
      Block block,
      BlockIndex.Entry series,
      BlockIndex.ChunkMeta chunk,
      BlockChunks chunks,
      SampleBuffer into) {
    try {
      chunks.read(chunk, into);
    } catch (MalformedDataException e) {
      problem(
          "block %s, chunk from %d to %d of %s: %s"
              .formatted(
                  block.name(),
                  chunk.minMillis(),
                  chunk.maxMillis(),
                  series.labels(),
                  e.getMessage()));
    }
  }

  private void append(BlockIndex.Entry series, SampleBuffer samples, Tombstones deleted)
      throws StoreRefusal {
    try {
      sink.append(series.labels(), samples, deleted.of(series.reference()));
    } catch (IOException e) {
      throw new StoreRefusal(e);
    }
  }

  /// The store, and not the block, is at fault: going on would only repeat it.
  private static final class StoreRefusal extends IOException {
    private final IOException cause;

    StoreRefusal(IOException cause) {
      super(cause);
      this.cause = cause;
    }

    IOException cause() {
      return cause;
    }
  }
}
