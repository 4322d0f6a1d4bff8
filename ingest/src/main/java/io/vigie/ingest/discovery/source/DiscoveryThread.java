package io.vigie.ingest.discovery.source;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one thread of a discovery: started once, ended by interruption. Thread-safe.
final class DiscoveryThread {
  private final String name;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Thread thread;

  DiscoveryThread(String name) {
    this.name = name;
  }

  /// What the thread does, until it is interrupted.
  @FunctionalInterface
  interface Work {
    void run() throws InterruptedException;
  }

  synchronized void start(Work work) {
    if (thread != null) {
      throw new IllegalStateException(name + " has been started already");
    }
    if (closed.getCount() == 0) {
      return;
    }
    thread = Thread.ofVirtual().name(name).start(() -> run(work));
  }

  private static void run(Work work) {
    try {
      work.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether [#close] was called.
  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /// Waits, or until [#close].
  ///
  /// @throws InterruptedException if the thread is to end
  void pause(Duration duration) throws InterruptedException {
    if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException(name + " is closed");
    }
  }

  /// Interrupts the thread and waits for its end; the thread may call this itself.
  void close() {
    closed.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running == null || running == Thread.currentThread()) {
      return;
    }
    running.interrupt();
    try {
      running.join(Duration.ofSeconds(10));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
