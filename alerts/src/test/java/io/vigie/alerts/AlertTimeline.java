package io.vigie.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.notify.Pipeline;
import io.vigie.alerts.receiver.Integration;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.testkit.FakeClock;
import io.vigie.testkit.InMemoryEventLog;
import io.vigie.testkit.InMemoryStateStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/// A day of alerting on a clock that a test moves: push alerts, let time pass second by second, and
/// look at what was said when. Times are seconds since the beginning.
final class AlertTimeline implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /// One message.
  record Said(double second, String destination, Notification notification) {
    @Override
    public String toString() {
      TreeMap<String, String> states = new TreeMap<>();
      for (Alert alert : notification.alerts()) {
        states.put(
            alert.labels().get("alertname") + alert.labels().get("n"),
            notification.isResolved(alert) ? "resolved" : "firing");
      }
      return "%s %s %s %s"
          .formatted(
              second == Math.rint(second) ? Long.toString((long) second) : Double.toString(second),
              notification.receiver(),
              states,
              notification.reason().words());
    }
  }

  final FakeClock clock = new FakeClock(START);
  final List<Said> said = new ArrayList<>();
  StateStore state = new InMemoryStateStore(clock);
  final InMemoryEventLog events = new InMemoryEventLog();
  BiFunction<String, Notification, Outcome> answers = (_, _) -> new Outcome.Delivered("ok");

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Meters meters;
  private AlertmanagerConfig config;
  private ResponsePlan plan = ResponsePlan.NONE;
  private Alerting alerting;

  AlertTimeline(String yaml) throws IOException {
    this(yaml, Meters.NONE);
  }

  AlertTimeline(String yaml, Meters meters) throws IOException {
    this.meters = meters;
    this.config = parse(yaml);
    this.alerting = open();
    start();
    alerting.allowNotifications();
  }

  private static AlertmanagerConfig parse(String yaml) {
    return new AlertmanagerConfigReader(MatcherSyntax.FALLBACK)
        .read(YamlFile.parse("alertmanager.yml", Path.of(""), yaml));
  }

  private Alerting open() {
    Pipeline.Surroundings around =
        new Pipeline.Surroundings(
            state, events, clock, clock::advance, executor, meters, Duration.ofDays(5));
    return new Alerting(AlertingOptions.DEFAULT, around, Runnable::run);
  }

  private Integration integration(String kind) {
    return notification -> {
      Outcome outcome = answers.apply(kind, notification);
      if (outcome instanceof Outcome.Delivered) {
        synchronized (said) {
          said.add(new Said(second(), kind, notification));
        }
      }
      return outcome;
    };
  }

  private double second() {
    return Duration.between(START, clock.instant()).toMillis() / 1000.0;
  }

  private void start() throws IOException {
    alerting.start(config, plan, opened -> integration(opened.kind()));
  }

  Alerting alerting() {
    return alerting;
  }

  /// The process dies and comes back; what is in the state store is all that is left.
  AlertTimeline killed() throws IOException {
    alerting = open();
    start();
    return this;
  }

  AlertTimeline allowed() {
    alerting.allowNotifications();
    return this;
  }

  AlertTimeline reloaded(String yaml) {
    config = parse(yaml);
    alerting.reload(config, plan, opened -> integration(opened.kind()));
    return this;
  }

  /// Puts a plan in force beside the configuration.
  AlertTimeline with(ResponsePlan other) {
    plan = other;
    alerting.reload(config, plan, opened -> integration(opened.kind()));
    return this;
  }

  /// Lets time pass up to a second, looking at what is due each quarter of a second.
  AlertTimeline until(double second) {
    while (second() < second) {
      alerting.tick();
      clock.advance(Duration.ofMillis(250));
    }
    alerting.tick();
    return this;
  }

  /// Says at a second that alerts fire, for an hour.
  AlertTimeline fire(double second, Labels... alerts) throws IOException {
    return push(second, 3600, alerts);
  }

  AlertTimeline resolve(double second, Labels... alerts) throws IOException {
    return push(second, 0, alerts);
  }

  AlertTimeline push(double second, double lasting, Labels... alerts) throws IOException {
    until(second);
    long now = clock.millis();
    List<StoredAlert> stored = new ArrayList<>();
    for (Labels labels : alerts) {
      long end = now + (long) (lasting * 1000);
      stored.add(new StoredAlert(new Alert(labels, Labels.EMPTY, now, end, ""), now, false));
    }
    alerting.put(stored);
    alerting.tick();
    return this;
  }

  /// Everything that was said so far, and nothing else.
  AlertTimeline said(String... messages) {
    synchronized (said) {
      assertThat(said.stream().map(Said::toString)).containsExactlyInAnyOrder(messages);
    }
    return this;
  }

  @Override
  public void close() {
    executor.close();
  }
}
