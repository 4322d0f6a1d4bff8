package io.vigie.health.check;

import io.vigie.health.HealthState;
import io.vigie.model.time.Ticker;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/// Connects to a database and asks it something.
record PostgresProbe(CheckTarget.Postgres target, Duration timeout, Ticker ticker)
    implements Probe {
  @Override
  public Seen look() {
    long start = ticker.readNanos();
    try (Connection connection = target.address().connect(timeout, timeout);
        Statement statement = connection.createStatement()) {
      statement.setMaxRows(1);
      statement.execute(target.query());
      Duration took = Duration.ofNanos(ticker.readNanos() - start);
      boolean slow = target.slow().isPresent() && took.compareTo(target.slow().get()) > 0;
      return slow
          ? Seen.degraded("latency", "answered after " + took.toMillis() + " ms", Map.of())
          : Seen.well(HealthState.HEALTHY, Map.of());
    } catch (IOException e) {
      return Seen.bad("connect", String.valueOf(e.getMessage()));
    } catch (SQLException e) {
      return Seen.bad("query", String.valueOf(e.getMessage()));
    }
  }
}
