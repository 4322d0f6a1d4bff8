package io.vigie.alerts.history;

import io.vigie.alerts.history.HistoryCursor.Position;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events of one kind from a position backwards in time, fetched in batches. For one thread.
final class KindReader {
  private static final int BATCH = 500;

  private final EventLog log;
  private final String kind;
  private final long minMillis;
  private final Deque<StateEvent> fetched = new ArrayDeque<>();
  private Position position;
  private boolean exhausted;

  KindReader(EventLog log, String kind, long minMillis, Position from) {
    this.log = log;
    this.kind = kind;
    this.minMillis = minMillis;
    this.position = from;
    this.exhausted = from.timestampMillis() < minMillis;
  }

  Position position() {
    return position;
  }

  /// The next event without taking it; null at the end.
  @Nullable StateEvent peek() throws IOException {
    if (fetched.isEmpty() && !exhausted) {
      fetch();
    }
    return fetched.peek();
  }

  private void fetch() throws IOException {
    int limit = BATCH + position.read();
    List<StateEvent> events =
        log.query(kind, new TimeRange(minMillis, position.timestampMillis()), List.of(), limit);
    exhausted = events.size() < limit;
    events.stream().skip(position.read()).forEach(fetched::add);
  }

  /// Takes what [#peek] showed.
  void take() {
    StateEvent event = fetched.remove();
    boolean sameInstant = event.timestampMillis() == position.timestampMillis();
    position = new Position(event.timestampMillis(), sameInstant ? position.read() + 1 : 1);
  }
}
