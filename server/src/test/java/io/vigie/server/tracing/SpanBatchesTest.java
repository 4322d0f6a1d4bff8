package io.vigie.server.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.vigie.model.time.Ticker;
import io.vigie.server.tracing.SpanExporter.Outcome;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.RecordingMeters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SpanBatchesTest {
  private static final String EXPORTED = "vigie_tracing_spans_exported_total";
  private static final String DROPPED = "vigie_tracing_spans_dropped_total";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(5);

  private final RecordingMeters meters = new RecordingMeters();

  /// Answers what the test wants, in turn; then that all is well.
  private static final class FakeExporter implements SpanExporter {
    final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch letGo = new CountDownLatch(1);
    volatile boolean stuck;
    volatile boolean closed;

    @Override
    public Outcome export(ExportTraceServiceRequest request) {
      begun.countDown();
      if (stuck) {
        try {
          letGo.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return new Outcome.Later("interrupted", Duration.ZERO);
        }
      }
      requests.add(request);
      Outcome next = outcomes.poll();
      return next == null ? new Outcome.Taken(0) : next;
    }

    int spans(int request) {
      return requests.get(request).getResourceSpans(0).getScopeSpans(0).getSpansCount();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final FakeExporter exporter = new FakeExporter();

  private SpanBatches started(
      int room, int batch, Duration interval, Duration patience, Duration farewell) {
    var settings = new SpanBatches.Settings(room, batch, interval, SHORT, patience, farewell);
    SpanBatches batches = new SpanBatches(settings, new OtlpSpans("1.0"), exporter, meters);
    batches.start();
    return batches;
  }

  private static void end(SpanBatches batches, int spans) {
    var recorder = new SpanRecorder(1, batches, InstantSource.system(), Ticker.system());
    for (int i = 0; i < spans; i++) {
      recorder.begin("work").end();
    }
  }

  private double sum(String name, String... labels) {
    return meters.observed(name, labels).stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void sendsAFullBatchAtOnceAndTheRestAtTheEnd() throws Exception {
    SpanBatches batches = started(100, 4, LONG, LONG, PATIENCE);
    end(batches, 4);
    Eventually.holds(PATIENCE, "a batch is sent", () -> sum(EXPORTED) == 4);
    end(batches, 3);
    batches.close();
    assertThat(exporter.spans(0)).isEqualTo(4);
    assertThat(exporter.spans(1)).isEqualTo(3);
    assertThat(sum(EXPORTED)).isEqualTo(7);
    assertThat(exporter.closed).isTrue();
  }

  @Test
  void sendsAfterTheIntervalWhatThereIs() throws Exception {
    try (SpanBatches batches = started(100, 50, SHORT, LONG, PATIENCE)) {
      end(batches, 1);
      Eventually.holds(PATIENCE, "it is sent", () -> sum(EXPORTED) == 1);
    }
  }

  @Test
  void keepsNoMoreThanThereIsRoomForAndCountsTheRest() throws Exception {
    exporter.stuck = true;
    SpanBatches batches = started(10, 2, LONG, LONG, PATIENCE);
    end(batches, 2);
    exporter.begun.await();
    end(batches, 15);
    assertThat(sum(DROPPED, "queue_full")).isEqualTo(5);
    exporter.letGo.countDown();
    batches.close();
    assertThat(sum(EXPORTED)).isEqualTo(12);
  }

  @Test
  void triesAgainWhatMayBeTakenLater() throws Exception {
    exporter.outcomes.add(new Outcome.Later("overloaded", Duration.ZERO));
    exporter.outcomes.add(new Outcome.Later("overloaded", Duration.ofMillis(10)));
    try (SpanBatches batches = started(10, 2, LONG, LONG, PATIENCE)) {
      end(batches, 2);
      Eventually.holds(PATIENCE, "it is taken", () -> sum(EXPORTED) == 2);
    }
    assertThat(exporter.requests).hasSize(3);
  }

  @Test
  void givesUpWhatIsNeverTaken() throws Exception {
    exporter.outcomes.add(new Outcome.Later("nobody there", Duration.ZERO));
    exporter.outcomes.add(new Outcome.Later("nobody there", Duration.ZERO));
    exporter.outcomes.add(new Outcome.Refused("unauthorised"));
    try (SpanBatches batches = started(10, 2, LONG, Duration.ofMillis(12), PATIENCE)) {
      end(batches, 2);
      Eventually.holds(PATIENCE, "the first are given up", () -> sum(DROPPED, "unreachable") == 2);
      end(batches, 2);
      Eventually.holds(PATIENCE, "the next are refused", () -> sum(DROPPED, "rejected") == 2);
    }
    assertThat(sum(EXPORTED)).isZero();
  }

  @Test
  void countsWhatACollectorDoesNotWant() {
    exporter.outcomes.add(new Outcome.Taken(2));
    SpanBatches batches = started(10, 5, LONG, LONG, PATIENCE);
    end(batches, 5);
    batches.close();
    assertThat(sum(EXPORTED)).isEqualTo(3);
    assertThat(sum(DROPPED, "rejected")).isEqualTo(2);
  }

  @Test
  void aCollectorThatIsStuckDoesNotHoldUpTheEnd() throws Exception {
    exporter.stuck = true;
    SpanBatches batches = started(10, 2, LONG, LONG, SHORT);
    end(batches, 2);
    exporter.begun.await();
    batches.close();
    Eventually.holds(PATIENCE, "it lets go", () -> exporter.closed);
    end(batches, 1);
    assertThat(sum(DROPPED, "queue_full")).isEqualTo(1);
  }
}
