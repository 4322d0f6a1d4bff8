package io.vigie.outbound;

import java.time.Duration;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/// What all Jetty clients of one process share: a few platform threads for selectors and name
/// resolution, one timer, one pool of buffers. Thread-safe.
final class JettyParts implements AutoCloseable {
  /// One selector thread for each distinct set of connection settings, created on demand.
  private static final int MAX_THREADS = 1024;

  final QueuedThreadPool threads;
  final Scheduler timer;
  final ByteBufferPool buffers = new ArrayByteBufferPool();

  private JettyParts(QueuedThreadPool threads, Scheduler timer) {
    this.threads = threads;
    this.timer = timer;
  }

  static JettyParts start() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 0);
    threads.setName("outbound");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setIdleTimeout((int) Duration.ofSeconds(30).toMillis());
    threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    Scheduler timer = new ScheduledExecutorScheduler("outbound-timer", true);
    LifeCycle.start(threads);
    LifeCycle.start(timer);
    return new JettyParts(threads, timer);
  }

  @Override
  public void close() {
    LifeCycle.stop(timer);
    LifeCycle.stop(threads);
  }
}
