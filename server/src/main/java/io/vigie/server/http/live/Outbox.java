package io.vigie.server.http.live;

import io.vigie.server.live.LiveEvent;
import io.vigie.server.live.Subscription;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to one client: answers to what it said, then events. Thread-safe.
final class Outbox {
  /// Who asks more without reading the answers is not served any longer.
  static final int MAX_ANSWERS = 100;

  private final Function<LiveEvent, String> encoding;

  // Guarded by this.
  private final Queue<String> answers = new ArrayDeque<>();
  private @Nullable Subscription subscription;
  private boolean open = true;

  Outbox(Function<LiveEvent, String> encoding) {
    this.encoding = encoding;
  }

  /// Takes up the events of a subscription too.
  void attach(Subscription added) {
    synchronized (this) {
      subscription = added;
      notifyAll();
    }
    added.onEvent(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  /// @return false if too many wait already
  synchronized boolean answer(String message) {
    notifyAll();
    return answers.size() < MAX_ANSWERS && answers.offer(message);
  }

  /// The next message; empty if there is none in time, or it is closed.
  synchronized Optional<String> next(Duration patience) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<String> message = poll();
      long leftMillis = (deadlineNanos - System.nanoTime() + 999_999) / 1_000_000;
      if (message.isPresent() || !open || leftMillis <= 0) {
        return message;
      }
      wait(leftMillis);
    }
  }

  /// The next message, if there is one.
  synchronized Optional<String> poll() {
    String answer = answers.poll();
    if (answer != null) {
      return Optional.of(answer);
    }
    Subscription events = subscription;
    return events == null ? Optional.empty() : events.poll().map(encoding);
  }

  /// Answers that wait can still be had; nobody waits for more.
  synchronized void close() {
    open = false;
    notifyAll();
  }
}
