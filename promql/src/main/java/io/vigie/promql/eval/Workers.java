package io.vigie.promql.eval;

import io.vigie.promql.value.Remarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Spreads work on many series over the processor's cores. The calling thread works too, so that a
/// query makes progress even when the other threads serve other queries. Thread-safe.
final class Workers {
  /// Work on the item at an index.
  @FunctionalInterface
  interface Task {
    void run(int index, Worker worker) throws IOException;
  }

  /// With fewer items than this, handing work to another thread costs more than it gains.
  private static final int MIN_ITEMS_PER_THREAD = 8;

  private final int parallelism;
  private final ForkJoinPool pool;

  /// @param parallelism threads that work on one query, the calling one included
  Workers(int parallelism) {
    this.parallelism = parallelism;
    this.pool = new ForkJoinPool(parallelism);
  }

  int parallelism() {
    return parallelism;
  }

  /// Runs a task for every index below `items`, in any order, and returns when all are done.
  /// Remarks are added to `remarks` in the end.
  ///
  /// @throws QueryException if a task threw it, or stored data cannot be read
  void forEach(int items, Remarks remarks, Task task) {
    run(items, Math.min(parallelism, items / MIN_ITEMS_PER_THREAD), remarks, task);
  }

  /// As [#forEach], for few items that are each worth a thread.
  void forEachLarge(int items, Remarks remarks, Task task) {
    run(items, Math.min(parallelism, items), remarks, task);
  }

  private void run(int items, int threads, Remarks remarks, Task task) {
    Batch batch = new Batch(items, task);
    List<Assistant> assistants = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      Assistant assistant = new Assistant(batch);
      assistants.add(assistant);
      pool.execute(assistant);
    }
    Worker own = new Worker();
    batch.work(own);
    assistants.forEach(Assistant::finish);
    batch.rethrow();
    remarks.addAll(own.remarks());
    assistants.forEach(assistant -> remarks.addAll(assistant.worker.remarks()));
  }

  /// Another thread's part in a batch. If it has not begun when everything is done, it never will.
  private static final class Assistant implements Runnable {
    private final Batch batch;
    private final Worker worker = new Worker();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    Assistant(Batch batch) {
      this.batch = batch;
    }

    @Override
    public void run() {
      if (claimed.compareAndSet(false, true)) {
        try {
          batch.work(worker);
        } finally {
          ended.countDown();
        }
      }
    }

    /// Waits for the part that was begun, or sees to it that it is not begun any more.
    void finish() {
      if (claimed.compareAndSet(false, true)) {
        return;
      }
      boolean interrupted = false;
      while (ended.getCount() > 0) {
        try {
          ended.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Items that several threads take one after the other.
  private static final class Batch {
    private final int items;
    private final Task task;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Batch(int items, Task task) {
      this.items = items;
      this.task = task;
    }

    void work(Worker worker) {
      try {
        for (int i = next.getAndIncrement(); i < items; i = next.getAndIncrement()) {
          task.run(i, worker);
        }
      } catch (IOException e) {
        stop(new UncheckedIOException(e));
      } catch (RuntimeException | Error e) {
        stop(e);
      }
    }

    private void stop(Throwable cause) {
      next.set(items);
      failure.compareAndSet(null, cause);
    }

    void rethrow() {
      Throwable cause = failure.get();
      if (cause instanceof RuntimeException e) {
        throw e;
      }
      if (cause instanceof Error e) {
        throw e;
      }
    }
  }
}
