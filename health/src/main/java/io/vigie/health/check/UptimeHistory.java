package io.vigie.health.check;

import io.vigie.health.HealthState;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How checks have been: how long in each state on each day, and when that changed. Every single
/// result is a sample; kept in the catalog is what is asked for over months: an entry for each
/// check and month, written at most once a minute, and an event for each change. Thread-safe.
final class UptimeHistory {
  static final String MONTHS = "check_month";
  static final String CHANGED = "check.changed";

  private static final Logger LOG = LoggerFactory.getLogger(UptimeHistory.class);
  private static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);
  private static final Duration MONTHS_KEPT = Duration.ofDays(400);
  private static final Duration CHANGES_KEPT = Duration.ofDays(30);
  private static final Duration FORGOTTEN_EVERY = Duration.ofHours(6);

  private final StateStore state;
  private final EventLog events;
  private final InstantSource clock;

  // Guarded by this.
  private final Map<String, Map<LocalDate, DayUptime>> months = new HashMap<>();
  private final Map<String, CheckResult> lastByCheck = new HashMap<>();
  private final Set<String> unwritten = new HashSet<>();
  private long writeDueMillis;
  private long forgetDueMillis;

  UptimeHistory(StateStore state, EventLog events, InstantSource clock) {
    this.state = state;
    this.events = events;
    this.clock = clock;
    this.writeDueMillis = clock.millis() + WRITTEN_EVERY.toMillis();
  }

  /// Takes a result. What cannot be kept now is kept with a later one.
  synchronized void record(CheckDefinition check, CheckResult result) {
    try {
      CheckResult before = lastByCheck.put(check.name(), result);
      add(check, result, before);
      HealthState from = before == null ? HealthState.UNKNOWN : before.state();
      if (from != result.state() && !(before == null && result.state() == HealthState.HEALTHY)) {
        events.append(List.of(ChangeEvent.of(check.name(), from, result)));
      }
      if (clock.millis() >= writeDueMillis) {
        write();
      }
    } catch (IOException e) {
      LOG.warn("the history of check {} cannot be kept: {}", check.name(), e.getMessage());
    }
  }

  /// A result stands for the time since the one before, or for an interval after a pause in which
  /// nobody looked.
  private void add(CheckDefinition check, CheckResult result, @Nullable CheckResult before)
      throws IOException {
    long intervalMillis = check.interval().toMillis();
    long sinceMillis =
        before == null ? intervalMillis : result.timestampMillis() - before.timestampMillis();
    long millis = Math.clamp(sinceMillis, 0, 2 * intervalMillis);
    LocalDate day = day(result.timestampMillis());
    String key = key(check.name(), YearMonth.from(day));
    Map<LocalDate, DayUptime> month = month(key);
    month.put(day, month.getOrDefault(day, DayUptime.empty(day)).plus(result, millis));
    unwritten.add(key);
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  private static String key(String check, YearMonth month) {
    return check + "/" + month;
  }

  private Map<LocalDate, DayUptime> month(String key) throws IOException {
    Map<LocalDate, DayUptime> known = months.get(key);
    if (known == null) {
      known = new TreeMap<>(read(key));
      months.put(key, known);
    }
    return known;
  }

  private Map<LocalDate, DayUptime> read(String key) throws IOException {
    Optional<StateEntry> entry = state.get(MONTHS, key);
    return entry.isPresent() ? MonthText.read(entry.get().value()) : Map.of();
  }

  /// Writes what is new, and forgets what is too old.
  private void write() throws IOException {
    long now = clock.millis();
    writeDueMillis = now + WRITTEN_EVERY.toMillis();
    List<StateChange> changes = new ArrayList<>();
    for (String key : unwritten) {
      changes.add(
          new StateChange.Put(
              new StateEntry(
                  MONTHS,
                  key,
                  MonthText.write(month(key).values()),
                  now + MONTHS_KEPT.toMillis())));
    }
    state.apply(changes);
    unwritten.clear();
    String thisMonth = "/" + YearMonth.from(day(now));
    months.keySet().removeIf(key -> !key.endsWith(thisMonth));
    if (now >= forgetDueMillis) {
      forgetDueMillis = now + FORGOTTEN_EVERY.toMillis();
      events.forgetBefore(CHANGED, now - CHANGES_KEPT.toMillis());
    }
  }

  /// The last days until today, the oldest first; those of which nothing is known are empty.
  synchronized List<DayUptime> days(String check, int count) throws IOException {
    LocalDate today = day(clock.millis());
    Map<YearMonth, Map<LocalDate, DayUptime>> read = new HashMap<>();
    List<DayUptime> days = new ArrayList<>();
    for (LocalDate day = today.minusDays(count - 1L); !day.isAfter(today); day = day.plusDays(1)) {
      YearMonth month = YearMonth.from(day);
      Map<LocalDate, DayUptime> known = read.get(month);
      if (known == null) {
        String key = key(check, month);
        Map<LocalDate, DayUptime> held = months.get(key);
        known = held == null ? read(key) : held;
        read.put(month, known);
      }
      days.add(known.getOrDefault(day, DayUptime.empty(day)));
    }
    return days;
  }

  /// When it changed, the newest first.
  List<CheckChange> changes(String check, int limit) throws IOException {
    return events
        .query(CHANGED, TimeRange.ALWAYS, List.of(LabelMatcher.equal("check", check)), limit)
        .stream()
        .map(ChangeEvent::read)
        .toList();
  }

  /// The check is looked at no more; what was, stays.
  synchronized void end(String check) {
    lastByCheck.remove(check);
  }

  /// Writes what is not written yet.
  synchronized void close() {
    try {
      write();
    } catch (IOException e) {
      LOG.warn("the history of checks cannot be kept: {}", e.getMessage());
    }
  }
}
