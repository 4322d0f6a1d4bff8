package io.vigie.tsdb.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.tsdb.format.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostingsTest {
  @TempDir Path directory;

  @Test
  void valuesWithAPrefixAreFoundHoweverManyThereAreInMemoryAndOnDisk() throws IOException {
    for (int count : new int[] {0, 1, 2, 9, 10, 11, 399}) {
      List<Labels> series = series(count);
      MemoryLabelIndex memory = new MemoryLabelIndex(series::get);
      IntStream.range(0, series.size()).forEach(i -> memory.add(i, series.get(i)));
      Path file = directory.resolve("index-" + count);
      IndexWriter.write(Disk.LOCAL, file, 0, series);
      IndexReader onDisk = IndexReader.open(file);

      for (LabelIndex index : List.of(memory, onDisk)) {
        assertThat(selected(index, "node_.+")).as("%d", count).isEqualTo(count);
        assertThat(selected(index, "node_[0-9]")).isEqualTo(Math.min(count, 10));
        assertThat(selected(index, "zz.*")).isZero();
      }
      onDisk.file().release();
    }
  }

  private static int selected(LabelIndex index, String expression) throws IOException {
    LabelMatcher matcher = LabelMatcher.of(Labels.METRIC_NAME, Operator.REGEX, expression);
    return Postings.select(index, List.of(matcher)).getCardinality();
  }

  private static List<Labels> series(int count) {
    List<String> names = new ArrayList<>(List.of("go_goroutines", "nod", "nodf", "up"));
    IntStream.range(0, count).forEach(i -> names.add("node_" + i));
    return names.stream().sorted().map(name -> Labels.of(Labels.METRIC_NAME, name)).toList();
  }
}
