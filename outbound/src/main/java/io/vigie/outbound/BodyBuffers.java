package io.vigie.outbound;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/// Buffers kept for the next body, as many as were in use at once, up to a bound; the last returned
/// is lent first, so that the processor still knows it. Thread-safe.
public final class BodyBuffers {
  private static final int MAX_KEPT = 64;
  private static final int MAX_KEPT_SIZE_BYTES = 4 << 20;

  private final ConcurrentLinkedDeque<BodyBuffer> kept = new ConcurrentLinkedDeque<>();
  private final AtomicInteger keptCount = new AtomicInteger();

  /// An empty buffer that belongs to the caller until it is given back.
  public BodyBuffer borrow() {
    BodyBuffer buffer = kept.pollFirst();
    if (buffer == null) {
      return new BodyBuffer();
    }
    keptCount.decrementAndGet();
    buffer.clear();
    return buffer;
  }

  /// Keeps a buffer for the next body, unless it grew so large that it had better go.
  public void giveBack(BodyBuffer buffer) {
    if (buffer.capacity() <= MAX_KEPT_SIZE_BYTES && keptCount.get() < MAX_KEPT) {
      keptCount.incrementAndGet();
      kept.addFirst(buffer);
    }
  }
}
