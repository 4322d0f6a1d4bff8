package io.vigie.catalog;

import io.vigie.model.state.StateChange;
import io.vigie.model.state.StateEntry;
import io.vigie.model.state.StateStore;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The [StateStore] in the table `state_entry`. Thread-safe.
final class SqlStateStore implements StateStore {
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final Database database;
  private final InstantSource clock;
  private final AtomicLong forgetDueMillis = new AtomicLong(Long.MIN_VALUE);

  SqlStateStore(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<StateEntry> get(String kind, String key) throws IOException {
    return database.read(session ->
        session
            .select(
                """
                select kind, entry_key, entry_value, expires_at_millis from state_entry
                where kind = ? and entry_key = ? and expires_at_millis > ?
                """,
                SqlStateStore::entry,
                kind,
                key,
                clock.millis())
            .stream()
            .findFirst());
  }

  /// Sorted here rather than in SQL: databases differ in how they order text.
  @Override
  public List<StateEntry> list(String kind) throws IOException {
    return database.read(session ->
        session
            .select(
                """
                select kind, entry_key, entry_value, expires_at_millis from state_entry
                where kind = ? and expires_at_millis > ?
                """,
                SqlStateStore::entry,
                kind,
                clock.millis())
            .stream()
            .sorted(Comparator.comparing(StateEntry::key))
            .toList());
  }

  private static StateEntry entry(ResultSet row) throws SQLException {
    return new StateEntry(
        row.getString("kind"),
        row.getString("entry_key"),
        row.getString("entry_value"),
        row.getLong("expires_at_millis"));
  }

  @Override
  public void apply(List<StateChange> changes) throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    database.write(session -> {
      forgetExpired(session);
      for (StateChange change : changes) {
        apply(session, change);
      }
      return changes.size();
    });
  }

  private static void apply(Session session, StateChange change) throws SQLException {
    switch (change) {
      case StateChange.Put(StateEntry entry) ->
          session.execute(
              """
              insert into state_entry (kind, entry_key, entry_value, expires_at_millis)
              values (?, ?, ?, ?)
              on conflict (kind, entry_key) do update
              set entry_value = excluded.entry_value, expires_at_millis = excluded.expires_at_millis
              """,
              entry.kind(),
              entry.key(),
              entry.value(),
              entry.expiresAtMillis());
      case StateChange.Remove(String kind, String key) ->
          session.execute("delete from state_entry where kind = ? and entry_key = ?", kind, key);
    }
  }

  /// Expired entries go along with a change, now and then: nothing needs to be scheduled.
  private void forgetExpired(Session session) throws SQLException {
    long nowMillis = clock.millis();
    long dueMillis = forgetDueMillis.get();
    if (nowMillis >= dueMillis
        && forgetDueMillis.compareAndSet(dueMillis, nowMillis + FORGET_EVERY.toMillis())) {
      session.execute("delete from state_entry where expires_at_millis <= ?", nowMillis);
    }
  }
}
