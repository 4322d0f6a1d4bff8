package io.vigie.alerts.mute;

import io.vigie.alerts.mute.Silence.State;
import io.vigie.alerts.store.StateJson;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateEvent;
import io.vigie.model.state.StateStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Ends silences whose alerts are over, and warns before others end. Called from time to time by
/// one thread.
public final class SilenceUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(SilenceUpkeep.class);

  /// That a silence met an alert, or that its end was announced.
  private static final String MET = "alerts.silence_met";

  private static final String WARNED = "alerts.silence_warned";
  private static final int MAX_LISTED = 1000;

  private final Silences silences;
  private final StateStore state;
  private final EventLog events;
  private final Meters.Counter warnings;
  private final Meters.Gauge expiring;

  /// Somebody should know that a silence ends soon.
  ///
  /// @param receiver whom to tell
  /// @param hidden alerts that fire and will be heard then
  public record Warning(String receiver, Silence silence, List<StoredAlert> hidden) {}

  /// Tells them.
  @FunctionalInterface
  public interface Warner {
    void warn(Warning warning);
  }

  public SilenceUpkeep(Silences silences, StateStore state, EventLog events, Meters meters) {
    this.silences = silences;
    this.state = state;
    this.events = events;
    this.warnings =
        meters.counter(
            "vigie_silence_expiry_warnings_total", "How often the end of a silence was announced.");
    this.expiring =
        meters.gauge(
            "vigie_silences_expiring", "Silences in force that end within the time to warn.");
  }

  /// Does what is due.
  ///
  /// @param firing all alerts that fire
  /// @throws IOException if it cannot be made durable; it will be tried again
  public void run(List<StoredAlert> firing, SilencePolicy policy, long nowMillis, Warner warner)
      throws IOException {
    int ending = 0;
    for (Silence silence : silences.all()) {
      if (silence.wholeStateAt(nowMillis) != State.ACTIVE) {
        continue;
      }
      List<StoredAlert> hidden =
          firing.stream().filter(alert -> silence.matches(alert.alert().labels())).toList();
      if (silence.terms().untilResolved() && isOver(silence, hidden, nowMillis)) {
        end(silence, nowMillis);
      } else if (endsSoon(silence, policy, nowMillis)) {
        ending++;
        warn(silence, hidden, policy, nowMillis, warner);
      }
    }
    expiring.set(ending);
    silences.hidden().flush(silences.all().stream().map(Silence::id).collect(Collectors.toSet()));
  }

  private boolean isOver(Silence silence, List<StoredAlert> hidden, long nowMillis)
      throws IOException {
    boolean met = state.get(MET, silence.id()).isPresent();
    if (!hidden.isEmpty()) {
      if (!met && silence.stateAt(nowMillis) == State.ACTIVE) {
        note(MET, silence);
      }
      return false;
    }
    return met || silences.hidden().of(silence.id()).alerts() > 0;
  }

  private void note(String kind, Silence silence) throws IOException {
    state.apply(
        List.of(
            new StateChange.Put(
                new StateEntry(
                    kind,
                    silence.id(),
                    Long.toString(silence.endsAtMillis()),
                    silence.endsAtMillis() + Duration.ofDays(1).toMillis()))));
  }

  private void end(Silence silence, long nowMillis) throws IOException {
    try {
      silences.expire(silence.id());
      append("alert.silence_ended", silence, List.of(), nowMillis);
    } catch (SilenceException e) {
      LOG.debug("silence {} has ended by itself: {}", silence.id(), e.getMessage());
    }
  }

  private static boolean endsSoon(Silence silence, SilencePolicy policy, long nowMillis) {
    Duration before = silence.terms().warnBefore().orElse(policy.warnBefore());
    long lasts = silence.endsAtMillis() - silence.startsAtMillis();
    return before.isPositive()
        && lasts > before.toMillis()
        && silence.endsAtMillis() - nowMillis <= before.toMillis();
  }

  private void warn(
      Silence silence,
      List<StoredAlert> hidden,
      SilencePolicy policy,
      long nowMillis,
      Warner warner)
      throws IOException {
    String end = Long.toString(silence.endsAtMillis());
    if (state.get(WARNED, silence.id()).filter(e -> e.value().equals(end)).isPresent()) {
      return;
    }
    warnings.increment();
    append("alert.silence_expiring", silence, hidden, nowMillis);
    String own = silence.terms().warnReceiver();
    String receiver = own.isEmpty() ? policy.warnReceiver() : own;
    if (!receiver.isEmpty()) {
      warner.warn(new Warning(receiver, silence, hidden));
    }
    note(WARNED, silence);
  }

  /// Under the labels that all of its alerts have.
  private void append(String kind, Silence silence, List<StoredAlert> hidden, long nowMillis) {
    ObjectNode details = StateJson.object();
    details.put("silence", silence.id());
    details.put("by", silence.createdBy());
    details.put("comment", silence.comment());
    details.put("until", silence.endsAtMillis());
    details.put("hidden", silences.hidden().of(silence.id()).alerts());
    details.put("firing", hidden.size());
    ArrayNode alerts = details.putArray("alerts");
    hidden.stream()
        .limit(MAX_LISTED)
        .forEach(alert ->
            alerts
                .addObject()
                .put("fingerprint", alert.fingerprint())
                .set("labels", StateJson.of(alert.alert().labels())));
    try {
      events.append(List.of(new StateEvent(nowMillis, kind, labels(silence), details.toString())));
    } catch (IOException e) {
      LOG.warn("the history lacks {} of {}: {}", kind, silence.id(), e.toString());
    }
  }

  /// What the silence is about, as far as it is a matter of equality.
  public static Labels labels(Silence silence) {
    Labels.Builder labels = Labels.builder();
    if (silence.matcherSets().size() == 1) {
      silence.matcherSets().getFirst().list().stream()
          .filter(matcher -> matcher.operator() == Operator.EQUAL && !matcher.value().isEmpty())
          .forEach(matcher -> labels.set(matcher.name(), matcher.value()));
    }
    return labels.build();
  }
}
