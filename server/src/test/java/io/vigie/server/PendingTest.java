package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PendingTest {
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Closeable room = () -> closed.set(true);

  @Test
  void opensBesideWhoeverAskedForIt() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (Pending<Closeable> pending =
        Pending.of(
            "opening",
            () -> {
              awaitUninterruptibly(asked);
              return room;
            })) {
      asked.countDown();
      assertThat(pending.get()).isSameAs(room);
      assertThat(closed).isFalse();
    }
    assertThat(closed).isTrue();
  }

  @Test
  void closesWhatIsStillBeingOpened() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    Pending<Closeable> pending =
        Pending.of(
            "opening",
            () -> {
              awaitUninterruptibly(closing);
              return room;
            });
    Thread.ofVirtual().start(closing::countDown);
    pending.close();
    assertThat(closed).isTrue();
  }

  @Test
  void tellsWhyItCouldNotBeOpened() throws Exception {
    Pending<Closeable> pending =
        Pending.of(
            "opening",
            () -> {
              throw new IOException("no such disk");
            });
    assertThatThrownBy(pending::get).isInstanceOf(IOException.class).hasMessage("no such disk");
    pending.close();
    assertThat(closed).isFalse();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
