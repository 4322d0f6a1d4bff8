package io.vigie.alerts;

import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.alerts.escalation.Escalations;
import io.vigie.alerts.handling.Handlings;
import io.vigie.alerts.history.History;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.mute.SilenceException;
import io.vigie.alerts.mute.SilenceUpkeep;
import io.vigie.alerts.mute.Silences;
import io.vigie.alerts.notify.AlertPaths;
import io.vigie.alerts.notify.MessageBudgets;
import io.vigie.alerts.notify.OwedNotification;
import io.vigie.alerts.notify.Pipeline;
import io.vigie.alerts.notify.TestMessages;
import io.vigie.alerts.receiver.IntegrationFactory;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.routing.GroupView;
import io.vigie.alerts.routing.Route;
import io.vigie.alerts.store.AlertStore;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.config.yaml.KeySuggestion;
import io.vigie.model.alert.Alert;
import io.vigie.model.alert.AlertSink;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.StateChange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The room as a whole: takes alerts, groups them, tells people. [#start] begins with what was
/// known before a restart; nobody is told of anything before [#allowNotifications]. Thread-safe.
public final class Alerting implements AlertSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);
  private static final Duration MAINTENANCE = Duration.ofSeconds(15);
  private static final Duration HISTORY_MAINTENANCE = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AlertingOptions options;
  private final Pipeline.Surroundings around;
  private final Executor flushes;
  private final AlertStore store;
  private final Silences silences;
  private final AlertHistory history;
  private final AlertPaths paths;
  private final Handlings handlings;
  private final AlertHandling handling;
  private final AlertingMeters meters;
  private final SilenceUpkeep upkeep;
  private final Escalations escalations;
  private final MessageBudgets budgets;

  private final Object lock = new Object();
  // Guarded by the lock.
  private @Nullable ActiveConfiguration active;
  private boolean allowed;
  private boolean closed;
  private @Nullable Thread loop;
  private Instant lastMaintenance = Instant.EPOCH;
  private long historyForgottenMillis;

  /// @param flushes where a group is told; blocking is fine
  public Alerting(AlertingOptions options, Pipeline.Surroundings around, Executor flushes) {
    this.options = options;
    this.around = around;
    this.flushes = flushes;
    this.store = new AlertStore(around.state(), options.perAlertNameLimit());
    this.silences =
        new Silences(
            around.state(),
            around.clock(),
            options.silenceLimits(),
            options.retention(),
            options.syntax());
    this.history = new AlertHistory(around.events());
    this.paths = new AlertPaths(around.meters());
    this.handlings = new Handlings(around.state());
    this.handling = new AlertHandling(handlings, store, history, around.clock(), this::put);
    this.meters = new AlertingMeters(around.meters(), around.clock(), options.perAlertNameLimit());
    this.upkeep = new SilenceUpkeep(silences, around.state(), around.events(), around.meters());
    this.escalations = new Escalations(around.state(), around.events(), around.meters());
    this.budgets = new MessageBudgets(around.state());
  }

  /// Recalls what was known before a restart and takes a configuration. Does not run by itself: see
  /// [#run] and [#tick].
  ///
  /// @param integrations opens the ways to people, with the templates of this configuration
  /// @throws IOException if what was known cannot be read
  public void start(AlertmanagerConfig config, IntegrationFactory integrations) throws IOException {
    start(config, ResponsePlan.NONE, integrations);
  }

  /// As [#start(AlertmanagerConfig, IntegrationFactory)], with a plan beyond Alertmanager's.
  ///
  /// @throws IOException if what was known cannot be read
  public void start(AlertmanagerConfig config, ResponsePlan plan, IntegrationFactory integrations)
      throws IOException {
    synchronized (lock) {
      long now = around.clock().millis();
      silences.restore();
      handlings.restore();
      escalations.restore();
      budgets.restore();
      List<StoredAlert> recalled = store.restore(now, config.global().resolveTimeout());
      history.recall(recalled, now);
      paths.recall(recalled);
      apply(config, plan, integrations);
      meters.watch(around.meters(), this);
    }
  }

  /// Puts a configuration in force. Groups are made anew; who was told what is not forgotten.
  public void reload(AlertmanagerConfig config, IntegrationFactory integrations) {
    reload(config, ResponsePlan.NONE, integrations);
  }

  /// As [#reload(AlertmanagerConfig, IntegrationFactory)], with a plan beyond Alertmanager's.
  public void reload(
      AlertmanagerConfig config, ResponsePlan plan, IntegrationFactory integrations) {
    synchronized (lock) {
      apply(config, plan, integrations);
    }
  }

  private void apply(
      AlertmanagerConfig config, ResponsePlan plan, IntegrationFactory integrations) {
    ActiveConfiguration next =
        ActiveConfiguration.of(
            config,
            plan,
            integrations,
            new Pipeline.Muting(
                silences, handlings::isAcknowledged, budgets, plan.budgets(), plan.scale()),
            around,
            paths,
            flushes,
            options.maxGroups());
    List<StoredAlert> known = store.all();
    next.inhibitor().observe(known);
    next.dispatcher().insert(known);
    if (allowed) {
      next.dispatcher().open();
    }
    ActiveConfiguration before = active;
    active = next;
    meters.configured(config);
    if (before != null) {
      before.close();
    }
    lock.notifyAll();
  }

  private ActiveConfiguration active() {
    synchronized (lock) {
      if (active == null) {
        throw new IllegalStateException("alerting is not started");
      }
      return active;
    }
  }

  /// Lets messages out. To be called when all senders inside this process have evaluated their
  /// rules once: only then it is known which alerts inhibit which.
  public void allowNotifications() {
    List<OwedNotification> left;
    synchronized (lock) {
      if (allowed) {
        return;
      }
      allowed = true;
      active().dispatcher().open();
      left = leftOver();
      lock.notifyAll();
    }
    for (OwedNotification owed : left) {
      flushes.execute(() -> deliverLeftOver(owed));
    }
  }

  boolean allowsNotifications() {
    synchronized (lock) {
      return allowed;
    }
  }

  /// Whether there is a configuration that tells somebody.
  public boolean tellsPeople() {
    synchronized (lock) {
      return active != null && !active.destinations().isEmpty();
    }
  }

  private List<OwedNotification> leftOver() {
    try {
      return active().pipeline().outbox().all().stream().filter(o -> !o.isDead()).toList();
    } catch (IOException e) {
      LOG.error("what was owed before the restart cannot be read: {}", e.toString());
      return List.of();
    }
  }

  private void deliverLeftOver(OwedNotification owed) {
    try {
      active()
          .pipeline()
          .redeliver(owed, PATIENCE)
          .ifPresent(why -> LOG.warn("owed since before the restart: {}", why));
    } catch (IOException e) {
      LOG.error("what was owed before the restart cannot be delivered: {}", e.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Delivers again what was given up.
  ///
  /// @return what stands in the way; empty if it arrived
  /// @throws IOException if the state cannot be read now
  public Optional<String> resend(OwedNotification owed) throws IOException, InterruptedException {
    return active().pipeline().redeliver(owed, PATIENCE);
  }

  /// Forgets what shall not be delivered.
  ///
  /// @throws IOException if that could not be made durable
  public void discard(OwedNotification owed) throws IOException {
    active().pipeline().outbox().discard(owed.id());
  }

  /// What is owed to whom, given up or not.
  ///
  /// @throws IOException if the state cannot be read now
  public List<OwedNotification> owed() throws IOException {
    return active().pipeline().outbox().all();
  }

  @Override
  public void send(List<Alert> alerts) {
    long now = around.clock().millis();
    try {
      put(alerts.stream().map(alert -> new StoredAlert(alert, now, false)).toList());
    } catch (IOException e) {
      // The sender repeats what still holds.
      LOG.error("{} alerts could not be stored: {}", alerts.size(), e.toString());
    }
  }

  /// Takes alerts over.
  ///
  /// @return how many were dropped because of limits
  /// @throws IOException if they cannot be made durable; then nothing changed
  public int put(List<StoredAlert> alerts) throws IOException {
    synchronized (lock) {
      long now = around.clock().millis();
      AlertStore.Result result = store.put(handlings.heard(alerts, now));
      ActiveConfiguration current = active();
      result.changed().forEach(alert -> paths.received(alert, now));
      end(history.observe(result.changed(), now));
      current.inhibitor().observe(result.stored());
      int lost = current.dispatcher().insert(result.stored());
      meters.took(alerts, result.limited(), lost, Instant.ofEpochMilli(now));
      lock.notifyAll();
      return result.limited() + lost;
    }
  }

  /// Notes alerts of other senders that are not taken over because they are invalid.
  public void refused(int count) {
    meters.refused(count);
  }

  /// What people did about alerts ends with them.
  private void end(List<StoredAlert> ended) {
    for (StoredAlert alert : ended) {
      paths.ended(alert.fingerprint());
      try {
        handlings.ended(alert.fingerprint());
      } catch (IOException e) {
        LOG.warn(
            "{} stays acknowledged although it is over: {}", alert.fingerprint(), e.toString());
      }
    }
  }

  /// Begins what is due, cleans up from time to time.
  ///
  /// @return when to come again at the latest
  public Instant tick() {
    Instant now = around.clock().instant();
    Instant latest = now.plus(MAINTENANCE);
    Instant next =
        Stream.of(active().dispatcher().flushDue(), escalate(now), digest())
            .flatMap(Optional::stream)
            .filter(due -> due.isBefore(latest))
            .min(Comparator.naturalOrder())
            .orElse(latest);
    synchronized (lock) {
      if (Duration.between(lastMaintenance, now).abs().compareTo(MAINTENANCE) >= 0) {
        lastMaintenance = now;
        maintain(now.toEpochMilli());
      }
    }
    return next;
  }

  private List<StoredAlert> firing(long nowMillis) {
    return store.all().stream().filter(alert -> !alert.alert().resolvedAt(nowMillis)).toList();
  }

  private Optional<Instant> escalate(Instant now) {
    ActiveConfiguration current = active();
    synchronized (lock) {
      if (!allowed) {
        return Optional.empty();
      }
    }
    try {
      return escalations.run(
          current.plan().escalation(),
          escalated(current, now.toEpochMilli()),
          now.toEpochMilli(),
          directTo(current.pipeline()));
    } catch (IOException e) {
      LOG.error("escalation does not go on, will be tried again: {}", e.toString());
      return Optional.empty();
    }
  }

  private Escalations.Alerts escalated(ActiveConfiguration current, long nowMillis) {
    return new Escalations.Alerts() {
      @Override
      public List<StoredAlert> firing() {
        return Alerting.this.firing(nowMillis);
      }

      @Override
      public String quiet(StoredAlert alert) {
        return Alerting.this.quiet(current, alert, nowMillis);
      }

      @Override
      public Duration groupWait(StoredAlert alert) {
        return current.route().match(alert.alert().labels()).stream()
            .map(route -> route.options().groupWait())
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
      }
    };
  }

  /// Why nobody more is told of an alert; empty if there is no reason.
  private String quiet(ActiveConfiguration current, StoredAlert alert, long nowMillis) {
    Labels labels = alert.alert().labels();
    if (handlings.isAcknowledged(alert.fingerprint(), nowMillis)) {
      return "acknowledged";
    }
    if (!silences.silencedBy(labels, nowMillis).isEmpty()) {
      return "silenced";
    }
    return current.inhibitor().inhibitedBy(labels, nowMillis).isEmpty() ? "" : "inhibited";
  }

  private Escalations.Teller directTo(Pipeline pipeline) {
    return new Escalations.Teller() {
      @Override
      public List<StateChange> owing(Notification notification) {
        return pipeline.owing(notification);
      }

      @Override
      public void tell(Notification notification) {
        flushes.execute(() -> tellNow(pipeline, notification));
      }
    };
  }

  private static void tellNow(Pipeline pipeline, Notification notification) {
    try {
      pipeline.tell(notification);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Instant> digest() {
    synchronized (lock) {
      if (!allowed) {
        return Optional.empty();
      }
    }
    try {
      return active()
          .pipeline()
          .digests(
              fingerprint -> store.get(fingerprint).map(StoredAlert::alert),
              digest -> flushes.execute(() -> deliverLeftOver(digest)));
    } catch (IOException e) {
      LOG.error("a digest cannot be made, will be tried again: {}", e.toString());
      return Optional.empty();
    }
  }

  private void warn(SilenceUpkeep.Warning warning) {
    Notification message = SilenceWarnings.message(warning, around.clock().millis());
    Escalations.Teller teller = directTo(active().pipeline());
    try {
      around.state().apply(teller.owing(message));
      teller.tell(message);
    } catch (IOException e) {
      LOG.error("nobody is told that a silence ends: {}", e.toString());
    }
  }

  /// Makes or changes a silence, unless it is too broad.
  ///
  /// @param strict whether all that holds for silences made here matters; otherwise only that it
  ///   does not hide everything for long
  /// @throws SilenceException if it is not possible
  /// @throws IOException if it could not be made durable; then nothing changed
  public Silence silence(Silence wanted, boolean strict) throws SilenceException, IOException {
    if (strict) {
      List<Labels> labels =
          firing(around.clock().millis()).stream().map(alert -> alert.alert().labels()).toList();
      silences.refuseTooBroad(wanted, labels, plan().silences().maxShare());
      refuseUnknownReceiver(wanted.terms().warnReceiver());
    } else {
      silences.refuseLongBlanket(wanted);
    }
    return silences.set(wanted);
  }

  private void refuseUnknownReceiver(String name) throws SilenceException {
    Set<String> known =
        config().receivers().stream().map(ReceiverConfig::name).collect(Collectors.toSet());
    if (!name.isEmpty() && !known.contains(name)) {
      throw new SilenceException(
          SilenceException.Kind.INVALID,
          "there is no receiver \"" + name + "\" to warn" + KeySuggestion.suffix(name, known));
    }
  }

  /// What is in force beyond the configuration of Alertmanager.
  public ResponsePlan plan() {
    return active().plan();
  }

  private void maintain(long nowMillis) {
    try {
      List<StoredAlert> known = store.all();
      end(
          history.observe(
              known.stream().filter(alert -> alert.alert().resolvedAt(nowMillis)).toList(),
              nowMillis));
      expireHandlings(nowMillis);
      store.forgetResolved(nowMillis, active().dispatcher().held()::contains);
      active().inhibitor().forgetResolved(nowMillis);
      silences.forgetExpired(nowMillis);
      upkeep.run(firing(nowMillis), plan().silences(), nowMillis, this::warn);
      forgetHistory(nowMillis);
    } catch (IOException e) {
      LOG.warn("cleaning up alerts failed, will be tried again: {}", e.toString());
    }
  }

  private void expireHandlings(long nowMillis) throws IOException {
    handlings
        .expire(nowMillis)
        .forEach((fingerprint, acknowledgement) ->
            store
                .get(fingerprint)
                .ifPresent(alert ->
                    history.unacknowledged(
                        alert, acknowledgement.owner(), "the time was up", nowMillis)));
    handlings.forgetOld(nowMillis);
  }

  private void forgetHistory(long nowMillis) throws IOException {
    if (Math.abs(nowMillis - historyForgottenMillis) >= HISTORY_MAINTENANCE.toMillis()) {
      long oldest = nowMillis - options.historyRetention().toMillis();
      around.events().forgetBefore("alert", oldest);
      around.events().forgetBefore("notification", oldest);
      historyForgottenMillis = nowMillis;
    }
  }

  /// Ticks on a thread of its own until [#close].
  public void run() {
    synchronized (lock) {
      loop = Thread.ofVirtual().name("alerts-dispatch").start(this::loop);
    }
  }

  private void loop() {
    try {
      while (true) {
        Instant next = tick();
        synchronized (lock) {
          if (closed) {
            return;
          }
          long millis = Duration.between(around.clock().instant(), next).toMillis();
          if (millis > 0) {
            lock.wait(millis);
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public AlertmanagerConfig config() {
    return active().config();
  }

  /// What people do about alerts.
  public AlertHandling handling() {
    return handling;
  }

  /// Sends messages about nothing, to try receivers.
  public TestMessages testMessages() {
    return active().pipeline().testMessages();
  }

  /// What happened, and who was told.
  public History history() {
    return new History(around.events());
  }

  public Silences silences() {
    return silences;
  }

  /// All alerts that are known, those that are over and not yet cleaned up included.
  public List<StoredAlert> alerts() {
    return store.all();
  }

  /// The root of the routing tree.
  public Route route() {
    return active().route();
  }

  /// All groups, ordered by labels and receiver.
  public List<GroupView> groups() {
    return active().dispatcher().groups();
  }

  /// The labels of a group's route, with their templates executed for the alerts that it has now.
  public Labels routeLabels(GroupView group) {
    return active().integrations().routeLabels(group.notification(around.clock().instant()));
  }

  /// Names of the time intervals that mute a group.
  public List<String> mutedBy(GroupView group) {
    return active().pipeline().muted().mutedBy(group.key());
  }

  /// Whether an alert with these labels is heard now.
  public AlertStatus status(Labels labels) {
    long now = around.clock().millis();
    return new AlertStatus(
        silences.silencedBy(labels, now), active().inhibitor().inhibitedBy(labels, now));
  }

  @Override
  public void close() {
    Thread running;
    synchronized (lock) {
      closed = true;
      running = loop;
      lock.notifyAll();
    }
    try {
      if (running != null) {
        running.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    synchronized (lock) {
      if (active != null) {
        active.close();
      }
    }
  }
}
