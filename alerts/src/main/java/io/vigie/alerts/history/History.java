package io.vigie.alerts.history;

import io.vigie.alerts.history.HistoryCursor.Position;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happened, newest first, page by page. Thread-safe.
public final class History {
  /// First parts of the kinds of events, each read by itself.
  static final List<String> KINDS = List.of("alert", "notification");

  /// A page ends after so many events even if few of them matched: the next one goes on from there.
  private static final int MAX_READ = 20_000;

  private final EventLog log;

  public History(EventLog log) {
    this.log = log;
  }

  /// What is asked for.
  ///
  /// @param matchers on the labels of alerts
  /// @param fingerprint of the only alert that is of interest
  /// @param limit at most that many events
  /// @param after where the page before ended
  public record Question(
      TimeRange range,
      Matchers matchers,
      Optional<String> fingerprint,
      int limit,
      Optional<HistoryCursor> after) {
    boolean wants(HistoryEvent event) {
      return fingerprint.map(event::concerns).orElse(true)
          && (matchers.isEmpty() || event.matches(matchers));
    }
  }

  /// @param next where to go on; empty if there is nothing more
  public record Page(List<HistoryEvent> events, Optional<HistoryCursor> next) {}

  /// @throws IOException if the log cannot be read now
  public Page read(Question question) throws IOException {
    List<KindReader> readers = readers(question);
    List<HistoryEvent> events = new ArrayList<>();
    int read = 0;
    KindReader newest = newest(readers);
    while (newest != null && events.size() < question.limit() && read < MAX_READ) {
      StateEvent next = newest.peek();
      newest.take();
      read++;
      if (next != null) {
        HistoryEvent event = HistoryEvent.of(next);
        if (question.wants(event)) {
          events.add(event);
        }
      }
      newest = newest(readers);
    }
    Optional<HistoryCursor> next =
        newest == null
            ? Optional.empty()
            : Optional.of(new HistoryCursor(readers.stream().map(KindReader::position).toList()));
    return new Page(events, next);
  }

  private List<KindReader> readers(Question question) {
    TimeRange range = question.range();
    List<KindReader> readers = new ArrayList<>();
    for (int i = 0; i < KINDS.size(); i++) {
      int index = i;
      Position from =
          question
              .after()
              .map(cursor -> cursor.positions().get(index))
              .orElse(new Position(range.maxMillis(), 0));
      readers.add(new KindReader(log, KINDS.get(i), range.minMillis(), from));
    }
    return readers;
  }

  /// The reader whose next event is the latest; of the same instant that of the later kind, since
  /// messages follow from what happened to alerts.
  private static @Nullable KindReader newest(List<KindReader> readers) throws IOException {
    KindReader newest = null;
    long latest = 0;
    for (KindReader reader : readers) {
      StateEvent next = reader.peek();
      if (next != null && (newest == null || next.timestampMillis() >= latest)) {
        newest = reader;
        latest = next.timestampMillis();
      }
    }
    return newest;
  }
}
