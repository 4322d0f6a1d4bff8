package io.vigie.alerts.notify;

import io.vigie.alerts.interval.TimeIntervals;
import io.vigie.alerts.mute.Inhibitor;
import io.vigie.alerts.mute.Silences;
import io.vigie.alerts.receiver.Notification;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.alert.SeverityScale;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way from a flushed group to messages. This class is the list of its stages:
///
/// ```
/// inhibition → active times → mute times → silences → for each integration, at the same time:
///     deduplication → budget → outbox and attempts → note that it arrived
/// ```
///
/// Thread-safe.
public final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  /// Kinds of integrations on whose other side something stays open until its end is told.
  private static final Set<String> KEEP_INCIDENTS =
      Set.of("pagerduty", "opsgenie", "victorops", "jira", "incidentio");

  /// What the pipeline asks and where it writes.
  ///
  /// @param executor runs integrations; blocking is fine
  /// @param retention of what could not be delivered
  /// @param tracer is told of each attempt to deliver
  public record Surroundings(
      StateStore state,
      EventLog events,
      InstantSource clock,
      Pause pause,
      ExecutorService executor,
      Meters meters,
      Duration retention,
      Tracer tracer) {
    /// For attempts that nobody is told of.
    public Surroundings(
        StateStore state,
        EventLog events,
        InstantSource clock,
        Pause pause,
        ExecutorService executor,
        Meters meters,
        Duration retention) {
      this(state, events, clock, pause, executor, meters, retention, Tracer.NONE);
    }
  }

  /// What keeps quiet beside the configuration.
  ///
  /// @param spent what budgets have left
  /// @param budgets of receivers that have one
  /// @param scale by which budgets let the worst through
  public record Muting(
      Silences silences,
      Acknowledged acknowledged,
      MessageBudgets spent,
      List<MessageBudget> budgets,
      SeverityScale scale) {
    public Muting {
      budgets = List.copyOf(budgets);
    }
  }

  /// Says of an alert, given by fingerprint, whether somebody has it in hand.
  @FunctionalInterface
  public interface Acknowledged {
    boolean at(String fingerprint, long nowMillis);
  }

  private final Stage stages;
  private final FanoutStage everybody;
  private final Muting muting;
  private final MutedGroups muted = new MutedGroups();
  private final Map<String, Destination> destinations = new LinkedHashMap<>();
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();
  private final NotificationLog log;
  private final Outbox outbox;
  private final DeliveryRecorder recorder;
  private final Surroundings around;

  public Pipeline(
      Inhibitor inhibitor,
      TimeIntervals intervals,
      Muting muting,
      List<Destination> all,
      AlertPaths paths,
      Surroundings around) {
    this.around = around;
    this.muting = muting;
    this.log = new NotificationLog(around.state(), around.clock(), around.meters());
    this.outbox = new Outbox(around.state(), around.retention());
    this.recorder = new DeliveryRecorder(around.events(), around.clock(), paths, around.meters());
    all.forEach(destination -> destinations.put(destination.name(), destination));
    Meters.Counter suppressed = suppressed(around.meters());
    SuppressionRecorder quiet = new SuppressionRecorder(around.events(), paths);
    TimeStage times = new TimeStage(intervals, muted, suppressed, quiet);
    this.everybody = new FanoutStage(integrations(all), around.executor());
    this.stages =
        Stage.sequence(
            List.of(
                new MuteStage(
                    "inhibition",
                    "inhibited",
                    (alert, now) -> inhibitor.inhibitedBy(alert.labels(), now),
                    suppressed,
                    quiet),
                times::onlyWhenActive,
                times::notWhenMuted,
                new MuteStage("silence", "silenced", this::silencedBy, suppressed, quiet),
                notification -> {
                  quiet.heard(notification);
                  return notification;
                },
                everybody));
  }

  private static Meters.Counter suppressed(Meters meters) {
    return meters.counter(
        "alertmanager_notifications_suppressed_total",
        "The total number of notifications suppressed for being silenced, inhibited, outside of"
            + " active time intervals or within muted time intervals.",
        "reason");
  }

  private Map<String, List<Stage>> integrations(List<Destination> all) {
    Map<String, List<Stage>> byReceiver = new LinkedHashMap<>();
    for (Destination destination : all) {
      byReceiver
          .computeIfAbsent(destination.receiver(), _ -> new ArrayList<>())
          .add(integration(destination));
    }
    return byReceiver;
  }

  private Stage integration(Destination destination) {
    Stage sequence =
        Stage.sequence(
            List.of(
                new DedupStage(destination, log, around.state(), muting.acknowledged()),
                budget(destination),
                new RetryStage(
                    destination, outbox, around.clock(), around.pause(), recorder, around.tracer()),
                new SetNotifiesStage(destination, log, around.state())));
    return notification -> oneAtATime(destination, sequence, notification);
  }

  private List<String> silencedBy(Alert alert, long nowMillis) {
    List<String> ids = muting.silences().silencedBy(alert.labels(), nowMillis);
    if (!ids.isEmpty()) {
      muting.silences().hidden().hid(ids, Fingerprint.text(alert.labels()), nowMillis);
    }
    return ids;
  }

  private Stage budget(Destination destination) {
    return budgetOf(destination.name())
        .<Stage>map(budget ->
            new BudgetStage(
                destination,
                budget,
                muting.spent(),
                muting.scale(),
                log,
                around.clock(),
                around.meters()))
        .orElse(notification -> notification);
  }

  /// A pager closes what it opened: a digest would leave it open.
  private Optional<MessageBudget> budgetOf(String destinationName) {
    return Optional.ofNullable(destinations.get(destinationName))
        .filter(destination -> !KEEP_INCIDENTS.contains(destination.kind()))
        .flatMap(destination ->
            muting.budgets().stream()
                .filter(budget -> budget.receiver().equals(destination.receiver()))
                .findFirst());
  }

  /// A group's regular message and one that was left over from before a restart say the same: the
  /// second finds in the log that the first has arrived.
  private Notification oneAtATime(Destination destination, Stage stage, Notification notification)
      throws DeliveryException, InterruptedException {
    String key = destination.stateKey(notification);
    ReentrantLock lock = locks.computeIfAbsent(key, _ -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      return stage.apply(notification);
    } finally {
      lock.unlock();
      if (!lock.hasQueuedThreads()) {
        locks.remove(key, lock);
      }
    }
  }

  /// Tells everybody who should know.
  ///
  /// @return whether nobody is left who could not be told
  public boolean run(Notification notification) throws InterruptedException {
    try {
      stages.apply(notification);
      return true;
    } catch (DeliveryException e) {
      LOG.debug("group {} is not told in full: {}", notification.groupKey(), e.getMessage());
      return false;
    }
  }

  /// What is to be written, together with whatever else belongs to the same step, before [#tell]: a
  /// message for every integration of its receiver is owed then.
  public List<StateChange> owing(Notification notification) {
    return destinations.values().stream()
        .filter(destination -> destination.receiver().equals(notification.receiver()))
        .map(destination -> outbox.owing(destination, notification))
        .toList();
  }

  /// Tells all integrations of the message's receiver, past everything that keeps groups quiet.
  public void tell(Notification notification) throws InterruptedException {
    try {
      everybody.apply(notification);
    } catch (DeliveryException e) {
      LOG.debug("{} is not told in full: {}", notification.receiver(), e.getMessage());
    }
  }

  /// Makes the digests that are due. They are owed then; [#tell] delivers.
  ///
  /// @param current an alert as it is known now, by fingerprint
  /// @param ready gets each digest with the way to deliver it
  /// @return when the next one is due
  /// @throws IOException if one cannot be made durable; it will be made later
  public Optional<Instant> digests(
      Function<String, Optional<Alert>> current, Consumer<OwedNotification> ready)
      throws IOException {
    for (Destination destination : destinations.values()) {
      muting
          .spent()
          .digest(
              destination,
              this::budgetOf,
              current,
              digest -> outbox.owing(destination, digest),
              around.clock().millis())
          .ifPresent(digest ->
              ready.accept(
                  new OwedNotification(
                      destination.stateKey(digest), destination.name(), digest, "", 0)));
    }
    return muting.spent().nextDigest(destinations.keySet(), this::budgetOf);
  }

  /// Delivers again what is owed: what a crash left over, or what was given up.
  ///
  /// @return what stands in the way; empty if it arrived, or is known there by now
  /// @throws IOException if the state cannot be read now
  public Optional<String> redeliver(OwedNotification owed, Duration patience)
      throws IOException, InterruptedException {
    Destination destination = destinations.get(owed.destination());
    if (destination == null) {
      return Optional.of("there is no " + owed.destination() + " in the configuration any more");
    }
    try {
      Notification again =
          owed.notification().withDeadline(around.clock().instant().plus(patience));
      Notification passed = integration(destination).apply(again);
      if (passed.alerts().isEmpty()) {
        outbox.discard(owed.id());
      }
      return Optional.empty();
    } catch (DeliveryException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /// Sends messages about nothing, to try receivers.
  public TestMessages testMessages() {
    return new TestMessages(List.copyOf(destinations.values()), around.clock());
  }

  public Outbox outbox() {
    return outbox;
  }

  /// Which groups are muted by their route's time intervals.
  public MutedGroups muted() {
    return muted;
  }

  /// Names of the destinations, in the order of the configuration.
  public List<String> destinations() {
    return List.copyOf(destinations.keySet());
  }
}
