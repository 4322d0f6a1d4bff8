package io.vigie.rules.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Lets rules be evaluated side by side, as long as there is room; thread-safe.
public final class ExtraEvaluations {
  private final Semaphore free;

  /// @param most evaluations at once, besides those on the threads that ask
  public ExtraEvaluations(int most) {
    free = new Semaphore(most);
  }

  /// Runs all tasks, on threads of their own where there is room, and returns when all have ended.
  /// Tasks do not throw.
  void run(List<Runnable> tasks) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      boolean isLast = i == tasks.size() - 1;
      if (!isLast && free.tryAcquire()) {
        threads.add(start(tasks.get(i)));
      } else {
        tasks.get(i).run();
      }
    }
    join(threads);
  }

  private Thread start(Runnable task) {
    return Thread.ofVirtual()
        .name("rule")
        .start(() -> {
          try {
            task.run();
          } finally {
            free.release();
          }
        });
  }

  private static void join(List<Thread> threads) {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (true) {
        try {
          thread.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true; // the tasks write to the store: they end by themselves
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
