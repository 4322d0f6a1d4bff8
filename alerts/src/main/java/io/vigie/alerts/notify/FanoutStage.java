package io.vigie.alerts.notify;

import io.vigie.alerts.receiver.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// Tells all integrations of the receiver at the same time: a slow one delays no other.
final class FanoutStage implements Stage {
  private final Map<String, List<Stage>> stagesByReceiver;
  private final ExecutorService executor;

  FanoutStage(Map<String, List<Stage>> stagesByReceiver, ExecutorService executor) {
    this.stagesByReceiver = stagesByReceiver;
    this.executor = executor;
  }

  @Override
  public Notification apply(Notification notification)
      throws DeliveryException, InterruptedException {
    List<Callable<Notification>> tasks = new ArrayList<>();
    for (Stage stage : stagesByReceiver.getOrDefault(notification.receiver(), List.of())) {
      tasks.add(() -> stage.apply(notification));
    }
    List<String> problems = new ArrayList<>();
    for (Future<Notification> done : begin(tasks)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        problems.add(String.valueOf(e.getCause()));
      }
    }
    if (!problems.isEmpty()) {
      throw new DeliveryException(String.join("; ", problems));
    }
    return notification;
  }

  /// A server that ends takes no new work: the message stays owed, and the next start sends it.
  private List<Future<Notification>> begin(List<Callable<Notification>> tasks)
      throws DeliveryException, InterruptedException {
    try {
      return executor.invokeAll(tasks);
    } catch (RejectedExecutionException e) {
      throw new DeliveryException("the server ends");
    }
  }
}
