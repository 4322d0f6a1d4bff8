package io.vigie.ingest.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.model.metric.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CollectorTargetTest {
  /// What a test makes of one collection.
  private interface Collection {
    void collect(ExpositionWriter out) throws IOException, InterruptedException;
  }

  private static CollectorTarget target(
      Duration timeout, boolean hasUpSeries, Collection collection) {
    Collector collector =
        new Collector() {
          @Override
          public void collect(ExpositionWriter out) throws IOException, InterruptedException {
            collection.collect(out);
          }

          @Override
          public void writeUnreachable(ExpositionWriter out) {
            if (hasUpSeries) {
              out.gauge("thing_up", "").add(0);
            }
          }

          @Override
          public void close() {}
        };
    CollectorSource source =
        new CollectorSource() {
          @Override
          public String kind() {
            return "thing";
          }

          @Override
          public String usualJob() {
            return "things";
          }

          @Override
          public String usualInstance() {
            return "here";
          }

          @Override
          public Collector open(Surroundings surroundings) {
            return collector;
          }
        };
    return new CollectorTarget(
        new CollectorConfig(
            "things", "here", Labels.EMPTY, Duration.ofSeconds(15), timeout, source),
        collector);
  }

  private static String write(CollectorTarget target) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    target.write(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whatIsFoundIsWritten() throws IOException {
    CollectorTarget target =
        target(Duration.ofSeconds(60), true, out -> out.gauge("thing", "A thing").add(1));

    assertThat(write(target)).contains("thing 1\n");
    assertThat(target.trouble()).isEmpty();
  }

  @Test
  void oneThatFailsSaysSoWithItsOwnSeries() throws IOException {
    CollectorTarget target =
        target(
            Duration.ofSeconds(60),
            true,
            _ -> {
              throw new IOException("no route");
            });

    assertThat(write(target)).contains("thing_up 0\n");
    assertThat(target.trouble()).contains("no route");
  }

  @Test
  void oneThatFailsAndHasNothingToSayIsAFailedScrape() {
    CollectorTarget target =
        target(
            Duration.ofSeconds(60),
            false,
            _ -> {
              throw new IOException("no route");
            });

    assertThatThrownBy(() -> write(target)).isInstanceOf(IOException.class).hasMessage("no route");
  }

  @Test
  void oneThatFailsUnexpectedlyIsAFailureLikeAnyOther() throws IOException {
    CollectorTarget target =
        target(
            Duration.ofSeconds(60),
            true,
            _ -> {
              throw new IllegalStateException("oops");
            });

    assertThat(write(target)).contains("thing_up 0\n");
    assertThat(target.trouble()).hasValueSatisfying(text -> assertThat(text).contains("oops"));
  }

  @Test
  void oneThatHangsIsInterruptedAndAskedAgainTheNextTime() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    boolean[] hangs = {true};
    CollectorTarget target =
        target(
            Duration.ofMillis(50),
            true,
            out -> {
              if (hangs[0]) {
                try {
                  new CountDownLatch(1).await();
                } finally {
                  interrupted.countDown();
                }
              }
              out.gauge("thing_up", "").add(1);
            });

    assertThat(write(target)).contains("thing_up 0\n");
    assertThat(target.trouble()).contains("thing here did not answer within 50ms");
    interrupted.await();
    hangs[0] = false;

    String text = write(target);
    while (text.contains("thing_up 0")) { // the thread that was interrupted may take a moment
      text = write(target);
    }
    assertThat(text).contains("thing_up 1\n");
    assertThat(target.trouble()).isEmpty();
  }

  @Test
  void oneThatCannotBeInterruptedHasNoMoreThanOneThread() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    int[] collections = {0};
    CollectorTarget target =
        target(
            Duration.ofMillis(20),
            true,
            _ -> {
              collections[0]++;
              while (goOn.getCount() > 0) {
                Thread.onSpinWait();
                Thread.yield();
              }
            });

    write(target);
    write(target);
    write(target);

    assertThat(target.trouble())
        .contains("thing here still has not answered the collection before");
    goOn.countDown();
    assertThat(collections[0]).isEqualTo(1);
  }

  @Test
  void whoeverStopsTheServerIsNotToldThatTheThingIsDown() {
    CollectorTarget target =
        target(Duration.ofSeconds(60), true, _ -> new CountDownLatch(1).await());

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> write(target)).hasMessage("the collection was stopped");
    assertThat(Thread.interrupted()).isTrue();
    target.close();
  }
}
