package io.vigie.alerts.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Notifications;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FanoutStageTest {
  private final Collection<String> told = new ConcurrentLinkedQueue<>();

  private Stage telling(String name) {
    return notification -> {
      told.add(name);
      return notification;
    };
  }

  private static Stage failing() {
    return _ -> {
      throw new DeliveryException("mail: refused");
    };
  }

  @Test
  void oneThatCannotBeToldKeepsNoOtherFromBeingTold() {
    Notification notification = Notifications.firing();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Stage> stages = List.of(telling("chat"), failing(), telling("pager"));
      FanoutStage fanout = new FanoutStage(Map.of(notification.receiver(), stages), executor);

      assertThatThrownBy(() -> fanout.apply(notification))
          .isInstanceOf(DeliveryException.class)
          .hasMessageContaining("mail: refused");
      assertThat(told).containsExactlyInAnyOrder("chat", "pager");
    }
  }

  @Test
  void aServerThatEndsOwesTheMessage() {
    Notification notification = Notifications.firing();
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    executor.shutdownNow();
    FanoutStage fanout =
        new FanoutStage(Map.of(notification.receiver(), List.of(telling("chat"))), executor);

    assertThatThrownBy(() -> fanout.apply(notification))
        .isInstanceOf(DeliveryException.class)
        .hasMessage("the server ends");
    assertThat(told).isEmpty();
  }
}
