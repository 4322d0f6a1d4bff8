package io.vigie.catalog;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The [EventLog] in the table `event`. Thread-safe.
final class SqlEventLog implements EventLog {
  /// A kind itself, or what begins with it and a dot: from `kind.` to below `kind/`, the next
  /// character, so that the index serves it.
  private static final String OF_KIND = "(kind = ? or (kind >= ? and kind < ?))";

  private final Database database;

  SqlEventLog(Database database) {
    this.database = database;
  }

  @Override
  public void append(List<StateEvent> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    database.write(session -> {
      try (PreparedStatement batch =
          session.prepare(
              "insert into event (timestamp_millis, kind, labels, event_value) values (?, ?, ?, ?)")) {
        for (StateEvent event : events) {
          Session.bind(
              batch,
              event.timestampMillis(),
              event.kind(),
              LabelsText.write(event.labels()),
              event.value());
          batch.addBatch();
        }
        return batch.executeBatch().length;
      }
    });
  }

  /// Rows are read one by one, newest first, and matched here: an expression is the same in every
  /// database this way, and reading ends as soon as the limit is reached.
  @Override
  public List<StateEvent> query(
      String kind, TimeRange range, List<LabelMatcher> matchers, int limit) throws IOException {
    return database.read(session ->
        session.select(
            "select timestamp_millis, kind, labels, event_value from event where "
                + OF_KIND
                + " and timestamp_millis between ? and ? order by timestamp_millis desc, id desc",
            SqlEventLog::event,
            event -> matches(matchers, event),
            limit,
            kind,
            kind + '.',
            kind + '/',
            range.minMillis(),
            range.maxMillis()));
  }

  private static boolean matches(List<LabelMatcher> matchers, StateEvent event) {
    return matchers.stream().allMatch(matcher -> matcher.matches(event.labels()));
  }

  private static StateEvent event(ResultSet row) throws SQLException {
    return new StateEvent(
        row.getLong("timestamp_millis"),
        row.getString("kind"),
        LabelsText.read(row.getString("labels")),
        row.getString("event_value"));
  }

  @Override
  public void forgetBefore(String kind, long timestampMillis) throws IOException {
    database.write(session -> {
      session.execute(
          "delete from event where " + OF_KIND + " and timestamp_millis < ?",
          kind,
          kind + '.',
          kind + '/',
          timestampMillis);
      return true;
    });
  }
}
