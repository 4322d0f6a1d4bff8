package io.vigie.alerts.mute;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.mute.Silence.State;
import io.vigie.alerts.mute.SilenceException.Kind;
import io.vigie.alerts.store.StateJson;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// All silences: made, changed, ended, and kept for a while after their end. What was accepted
/// survives a crash. Thread-safe.
public final class Silences {
  static final String KIND = "alerts.silence";

  private static final Duration LONGEST_BLANKET = Duration.ofDays(1);

  private final StateStore state;
  private final InstantSource clock;
  private final SilenceLimits limits;
  private final Duration retention;
  private final MatcherSyntax syntax;
  private final HiddenAlerts hidden;
  private final Object lock = new Object();
  // Guarded by the lock.
  private final Map<String, Silence> silences = new LinkedHashMap<>();

  /// @param retention how long to keep a silence after its end
  public Silences(
      StateStore state,
      InstantSource clock,
      SilenceLimits limits,
      Duration retention,
      MatcherSyntax syntax) {
    this.state = state;
    this.clock = clock;
    this.limits = limits;
    this.retention = retention;
    this.syntax = syntax;
    this.hidden = new HiddenAlerts(state);
  }

  /// All silences as the state store has them, for whoever tries something out with them.
  ///
  /// @throws IOException if the state cannot be read now
  public List<StateEntry> stored() throws IOException {
    return state.list(KIND);
  }

  /// What each silence hid.
  public HiddenAlerts hidden() {
    return hidden;
  }

  /// Why a silence is not to be made as it is: it would hide almost everything, or more of what
  /// fires than `maxShare`. Nothing is said of one that was forced, or that there is already.
  ///
  /// @param firing labels of all alerts that fire
  /// @throws SilenceException if it is too broad; the message says how to make it all the same
  public void refuseTooBroad(Silence wanted, List<Labels> firing, double maxShare)
      throws SilenceException {
    if (!isMeant(wanted)) {
      refuse(Breadth.problem(wanted, firing, maxShare));
    }
  }

  /// Why a silence that comes from Alertmanager's tools is not to be made as it is: it would hide
  /// almost everything for longer than a day. For less it is the usual way to keep quiet while
  /// something is being repaired.
  ///
  /// @throws SilenceException if it would; the message says how to make it all the same; or if it
  ///   is none
  public void refuseLongBlanket(Silence wanted) throws SilenceException {
    // What is wrong in itself is told in the words that these tools know.
    validate(completed(wanted));
    long startMillis = Math.max(wanted.startsAtMillis(), clock.millis());
    boolean isLong = wanted.endsAtMillis() - startMillis > LONGEST_BLANKET.toMillis();
    if (isLong && !isMeant(wanted)) {
      refuse(
          Breadth.blanket(wanted)
              .map(problem -> problem + ", for longer than " + LONGEST_BLANKET.toHours() + "h"));
    }
  }

  /// Whether somebody has said so, or it is there already.
  private boolean isMeant(Silence wanted) {
    return wanted.terms().forced()
        || get(wanted.id())
            .filter(old -> old.matcherSets().equals(wanted.matcherSets()))
            .isPresent();
  }

  private static void refuse(Optional<String> problem) throws SilenceException {
    if (problem.isPresent()) {
      throw new SilenceException(
          Kind.TOO_BROAD,
          "too broad: "
              + problem.get()
              + "; narrow the matchers, or force it if that is meant (vigie silence add --force, or"
              + " the annotation vigie.force: \"true\")");
    }
  }

  /// Recalls what was there before a restart.
  ///
  /// @throws IOException if that cannot be read
  public void restore() throws IOException {
    synchronized (lock) {
      for (StateEntry entry : state.list(KIND)) {
        silences.put(entry.key(), Silence.fromJson(entry.key(), StateJson.parse(entry.value())));
      }
      hidden.restore();
    }
  }

  private Silence completed(Silence wanted) {
    return (wanted.startsAtMillis() == 0 ? wanted.startingAt(clock.millis()) : wanted)
        .withTermsNoted();
  }

  /// Makes a silence, or changes the one of the same id. A change that would falsify the past ends
  /// the old silence and makes a new one.
  ///
  /// @return the silence as stored
  /// @throws SilenceException if it is not possible
  /// @throws IOException if it could not be made durable; then nothing changed
  public Silence set(Silence wanted) throws SilenceException, IOException {
    synchronized (lock) {
      long now = clock.millis();
      Silence silence = completed(wanted);
      validate(silence);
      Optional<Silence> old = Optional.ofNullable(silences.get(silence.id()));
      if (!silence.id().isEmpty() && old.isEmpty()) {
        throw notFound();
      }
      if (old.isPresent() && canChange(old.get(), silence, now)) {
        return store(
            List.of(
                silence.with(silence.id(), silence.startsAtMillis(), silence.endsAtMillis(), now)));
      }
      return add(silence, old, now);
    }
  }

  private Silence add(Silence silence, Optional<Silence> replaced, long now)
      throws SilenceException, IOException {
    if (limits.maxSilences() > 0 && silences.size() + 1 > limits.maxSilences()) {
      throw new SilenceException(
          Kind.LIMIT,
          "exceeded maximum number of silences: "
              + silences.size()
              + " (limit: "
              + limits.maxSilences()
              + ")");
    }
    List<Silence> changes = new ArrayList<>();
    replaced
        .filter(old -> old.stateAt(now) != State.EXPIRED)
        .ifPresent(old -> changes.add(ended(old, now)));
    changes.add(
        silence.with(
            UUID.randomUUID().toString(),
            Math.max(silence.startsAtMillis(), now),
            silence.endsAtMillis(),
            now));
    return store(changes);
  }

  /// Stores all, gives back the last.
  private Silence store(List<Silence> changed) throws SilenceException, IOException {
    List<StateChange> changes = new ArrayList<>();
    for (Silence silence : changed) {
      String json = silence.toJson().toString();
      int sizeBytes = json.getBytes(StandardCharsets.UTF_8).length;
      if (limits.maxSizeBytes() > 0 && sizeBytes > limits.maxSizeBytes()) {
        throw new SilenceException(
            Kind.LIMIT,
            "silence exceeded maximum size: "
                + sizeBytes
                + " bytes (limit: "
                + limits.maxSizeBytes()
                + " bytes)");
      }
      long expiry = silence.endsAtMillis() + retention.toMillis();
      changes.add(new StateChange.Put(new StateEntry(KIND, silence.id(), json, expiry)));
    }
    state.apply(changes);
    changed.forEach(silence -> silences.put(silence.id(), silence));
    return changed.getLast();
  }

  private static Silence ended(Silence silence, long now) {
    return silence.with(silence.id(), Math.min(silence.startsAtMillis(), now), now, now);
  }

  private static SilenceException notFound() {
    return new SilenceException(Kind.NOT_FOUND, "silence not found");
  }

  private static boolean canChange(Silence old, Silence young, long now) {
    if (!old.matcherSets().equals(young.matcherSets())) {
      return false;
    }
    return switch (old.wholeStateAt(now)) {
      case ACTIVE ->
          old.startsAtMillis() / 1000 == young.startsAtMillis() / 1000
              && young.endsAtMillis() >= now;
      case PENDING -> young.startsAtMillis() >= now;
      case EXPIRED -> false;
    };
  }

  private void validate(Silence silence) throws SilenceException {
    if (silence.matcherSets().isEmpty()) {
      throw invalid("at least one matcher set required");
    }
    for (int i = 0; i < silence.matcherSets().size(); i++) {
      validate(i, silence.matcherSets().get(i));
    }
    if (silence.endsAtMillis() == 0) {
      throw invalid("invalid zero end timestamp");
    }
    if (silence.endsAtMillis() < silence.startsAtMillis()) {
      throw invalid("end time must not be before start time");
    }
    if (silence.terms().recurrence().isPresent()
        && silence.windowAfter(silence.startsAtMillis()).isEmpty()) {
      throw invalid("it ends before the first stretch of its recurrence begins");
    }
  }

  private void validate(int set, Matchers matchers) throws SilenceException {
    if (matchers.isEmpty()) {
      throw invalid("matcher set " + set + " is empty");
    }
    for (int i = 0; i < matchers.list().size(); i++) {
      Matcher matcher = matchers.list().get(i);
      if (!syntax.isValidLabelName(matcher.name())) {
        throw invalid(
            "invalid label matcher %d in set %d: invalid label name %s"
                .formatted(i, set, MetricNames.quote(matcher.name())));
      }
    }
    if (matchers.list().stream().allMatch(matcher -> matcher.matches(""))) {
      throw invalid(
          "matcher set " + set + ": at least one matcher must not match the empty string");
    }
  }

  private static SilenceException invalid(String problem) {
    return new SilenceException(Kind.INVALID, "invalid silence: " + problem);
  }

  /// Ends a silence now; nothing happens if it has ended.
  ///
  /// @throws SilenceException if there is none of this id
  /// @throws IOException if it could not be made durable; then nothing changed
  public void expire(String id) throws SilenceException, IOException {
    synchronized (lock) {
      long now = clock.millis();
      Silence silence = silences.get(id);
      if (silence == null) {
        throw notFound();
      }
      if (silence.stateAt(now) != State.EXPIRED) {
        store(List.of(ended(silence, now)));
      }
    }
  }

  public Optional<Silence> get(String id) {
    synchronized (lock) {
      return Optional.ofNullable(silences.get(id));
    }
  }

  /// All silences, in the order made.
  public List<Silence> all() {
    synchronized (lock) {
      return List.copyOf(silences.values());
    }
  }

  /// Ids of the silences that hide an alert with these labels, sorted.
  public List<String> silencedBy(Labels labels, long nowMillis) {
    synchronized (lock) {
      return silences.values().stream()
          .filter(silence -> silence.stateAt(nowMillis) == State.ACTIVE && silence.matches(labels))
          .map(Silence::id)
          .sorted()
          .toList();
    }
  }

  /// Forgets silences whose retention is over; the state store forgets by itself.
  public void forgetExpired(long nowMillis) {
    synchronized (lock) {
      silences
          .values()
          .removeIf(silence -> silence.endsAtMillis() + retention.toMillis() < nowMillis);
    }
  }
}
