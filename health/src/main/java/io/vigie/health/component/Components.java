package io.vigie.health.component;

import io.vigie.health.HealthState;
import io.vigie.health.component.Component.Finding;
import io.vigie.model.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the parts of the server now and then, all at the same time and each with a deadline, so
/// that whoever asks is answered at once with what was seen last. Thread-safe. [#start] starts,
/// [#close] ends.
public final class Components implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Components.class);

  private final List<Component> components;
  private final Duration interval;
  private final Duration deadline;
  private final InstantSource clock;
  private final Ticker ticker;
  private final ScheduledExecutorService rounds =
      Executors.newScheduledThreadPool(1, Thread.ofVirtual().name("own-health").factory());
  private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Snapshot latest;

  /// What was seen at one time.
  ///
  /// @param timestampMillis milliseconds since the epoch
  public record Snapshot(
      long timestampMillis, HealthState state, List<ComponentStatus> components) {
    public Snapshot {
      components = List.copyOf(components);
    }

    /// Whether everything works without which the server is of no use.
    public boolean isUseful() {
      return state == HealthState.HEALTHY || state == HealthState.DEGRADED;
    }
  }

  /// @param interval between two rounds
  /// @param deadline of each look
  public Components(
      List<Component> components,
      Duration interval,
      Duration deadline,
      InstantSource clock,
      Ticker ticker) {
    this.components = List.copyOf(components);
    this.interval = interval;
    this.deadline = deadline;
    this.clock = clock;
    this.ticker = ticker;
    this.latest = new Snapshot(clock.millis(), HealthState.UNKNOWN, List.of());
  }

  /// Looks once, and from now on at every interval.
  public void start() {
    lookAtAll();
    var _ =
        rounds.scheduleWithFixedDelay(
            this::lookAtAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// What was seen last.
  public Snapshot latest() {
    return latest;
  }

  /// Looks at everything now.
  void lookAtAll() {
    try {
      List<Future<ComponentStatus>> running = new ArrayList<>();
      for (Component component : components) {
        running.add(looks.submit(() -> lookAt(component)));
      }
      List<ComponentStatus> seen = new ArrayList<>();
      for (int i = 0; i < running.size(); i++) {
        seen.add(await(components.get(i), running.get(i)));
      }
      latest = new Snapshot(clock.millis(), worst(seen), seen);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the server ends
    } catch (RuntimeException e) {
      LOG.error("the server could not look at itself", e);
    }
  }

  /// What is not critical makes the server degraded at worst.
  private static HealthState worst(List<ComponentStatus> seen) {
    HealthState worst = HealthState.HEALTHY;
    for (ComponentStatus status : seen) {
      boolean harmless = !status.critical() && status.state() == HealthState.UNHEALTHY;
      HealthState counts = harmless ? HealthState.DEGRADED : status.state();
      worst = counts.compareTo(worst) > 0 ? counts : worst;
    }
    return worst;
  }

  private ComponentStatus await(Component component, Future<ComponentStatus> running)
      throws InterruptedException {
    try {
      return running.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      running.cancel(true);
      return failed(component, deadline, "no answer within " + deadline.toMillis() + " ms");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look never throws", e);
    }
  }

  private ComponentStatus lookAt(Component component) {
    long start = ticker.readNanos();
    try {
      Finding finding = component.look().at();
      return new ComponentStatus(
          component.name(),
          component.critical(),
          finding.state(),
          since(start),
          finding.details(),
          "");
    } catch (Exception e) {
      String message = e.getMessage();
      return failed(component, since(start), message == null ? e.toString() : message);
    }
  }

  private Duration since(long startNanos) {
    return Duration.ofNanos(ticker.readNanos() - startNanos);
  }

  private static ComponentStatus failed(Component component, Duration took, String error) {
    return new ComponentStatus(
        component.name(), component.critical(), HealthState.UNHEALTHY, took, Map.of(), error);
  }

  @Override
  public void close() {
    rounds.shutdownNow();
    looks.shutdownNow();
  }
}
