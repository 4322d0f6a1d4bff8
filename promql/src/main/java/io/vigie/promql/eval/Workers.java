package io.vigie.promql.eval;

import io.vigie.promql.value.Remarks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
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
    List<ForkJoinTask<?>> others = new ArrayList<>();
    List<Worker> workers = new ArrayList<>();
    for (int i = 1; i < threads; i++) {
      Worker worker = new Worker();
      workers.add(worker);
      others.add(pool.submit(() -> batch.work(worker)));
    }
    Worker own = new Worker();
    batch.work(own);
    for (ForkJoinTask<?> other : others) {
      // What has not begun by now has nothing left to do.
      if (!other.cancel(false) || !other.isCancelled()) {
        other.quietlyJoin();
      }
    }
    batch.rethrow();
    remarks.addAll(own.remarks());
    workers.forEach(worker -> remarks.addAll(worker.remarks()));
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
