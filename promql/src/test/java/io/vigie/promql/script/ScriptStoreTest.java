package io.vigie.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.AppendOutcome;
import io.vigie.model.metric.Appender;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptStoreTest {
  private static final Labels A = Labels.of(Labels.METRIC_NAME, "a");
  private static final Labels B = Labels.of(Labels.METRIC_NAME, "b");

  private final ScriptStore store = new ScriptStore();

  @Test
  void aReferenceMeansTheSameSeriesToEveryAppender() throws IOException {
    long a;
    long b;
    try (Appender first = store.appender()) {
      a = first.reference(A);
      b = first.reference(B);
      first.append(a, 1000, 1);
      first.append(b, 1000, 2);
      first.commit();
    }
    try (Appender second = store.appender()) {
      assertThat(second.reference(B)).isEqualTo(b);
      assertThat(second.append(b, 2000, 20)).isEqualTo(AppendOutcome.ACCEPTED);
      assertThat(second.append(a, 2000, 10)).isEqualTo(AppendOutcome.ACCEPTED);
      second.commit();
    }
    assertThat(values(A)).containsExactly(1, 10);
    assertThat(values(B)).containsExactly(2, 20);
  }

  private double[] values(Labels labels) throws IOException {
    LabelMatcher named = LabelMatcher.equal(Labels.METRIC_NAME, labels.metricName());
    try (Selection selection = store.select(TimeRange.ALWAYS, List.of(named))) {
      SampleBuffer samples = new SampleBuffer();
      for (Series series : selection.series()) {
        series.read(Long.MIN_VALUE, Long.MAX_VALUE, samples);
      }
      return Arrays.copyOf(samples.values(), samples.size());
    }
  }
}
