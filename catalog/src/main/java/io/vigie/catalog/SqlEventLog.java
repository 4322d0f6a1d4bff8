package io.vigie.catalog;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.state.EventLog;
import io.vigie.model.state.StateEvent;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/// The [EventLog] in the table `event`. Thread-safe.
final class SqlEventLog implements EventLog {
  /// A kind itself, or what begins with it and a dot: from `kind.` to below `kind/`, the next
  /// character, so that the index serves it.
  private static final String OF_KIND =
      "(kind = :kind or (kind >= :kind || '.' and kind < :kind || '/'))";

  private final Database database;

  SqlEventLog(Database database) {
    this.database = database;
  }

  @Override
  public void append(List<StateEvent> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    database.write(handle -> {
      PreparedBatch batch =
          handle.prepareBatch(
              """
              insert into event (timestamp_millis, kind, labels, event_value)
              values (?, ?, ?, ?)
              """);
      for (StateEvent event : events) {
        batch.add(
            event.timestampMillis(), event.kind(), LabelsText.write(event.labels()), event.value());
      }
      return batch.execute().length;
    });
  }

  /// Rows are read one by one, newest first, and matched here: an expression is the same in every
  /// database this way, and reading ends as soon as the limit is reached.
  @Override
  public List<StateEvent> query(
      String kind, TimeRange range, List<LabelMatcher> matchers, int limit) throws IOException {
    return database.read(handle -> {
      try (Stream<StateEvent> rows =
          handle
              .createQuery(
                  "select timestamp_millis, kind, labels, event_value from event where "
                      + OF_KIND
                      + " and timestamp_millis between :min and :max"
                      + " order by timestamp_millis desc, id desc")
              .setFetchSize(256)
              .bind("kind", kind)
              .bind("min", range.minMillis())
              .bind("max", range.maxMillis())
              .map(SqlEventLog::event)
              .stream()) {
        return rows.filter(event -> matches(matchers, event)).limit(limit).toList();
      }
    });
  }

  private static boolean matches(List<LabelMatcher> matchers, StateEvent event) {
    return matchers.stream().allMatch(matcher -> matcher.matches(event.labels()));
  }

  private static StateEvent event(ResultSet row, StatementContext ignored) throws SQLException {
    return new StateEvent(
        row.getLong("timestamp_millis"),
        row.getString("kind"),
        LabelsText.read(row.getString("labels")),
        row.getString("event_value"));
  }

  @Override
  public void forgetBefore(String kind, long timestampMillis) throws IOException {
    database.write(handle ->
        handle
            .createUpdate("delete from event where " + OF_KIND + " and timestamp_millis < :before")
            .bind("kind", kind)
            .bind("before", timestampMillis)
            .execute());
  }
}
