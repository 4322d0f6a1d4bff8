package io.vigie.ingest.collect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.config.http.SecretSource;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.host.ExposedFamilies;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import io.vigie.model.time.Ticker;
import io.vigie.outbound.postgresql.PostgresAddress;
import io.vigie.testkit.Eventually;
import io.vigie.testkit.ExternalProgram;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a real server, and beside the real postgres_exporter where it is installed.
class PostgresCollectorTest {
  private static final String EXPORTER = "prometheus-postgres-exporter";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static EmbeddedPostgres server;
  private static ExposedFamilies found;

  @BeforeAll
  static void startAndLook() throws Exception {
    server =
        EmbeddedPostgres.builder()
            .setServerConfig("shared_preload_libraries", "pg_stat_statements")
            .start();
    run("postgres", "create database shop", "create extension if not exists pg_stat_statements");
    run(
        "shop",
        "create table orders (id int primary key, note text)",
        "insert into orders select n, repeat('x', 100) from generate_series(1, 20000) n",
        "create table fresh (id int primary key, note text)",
        "insert into fresh select n, repeat('x', 100) from generate_series(1, 20000) n",
        "delete from orders where id % 10 <> 0",
        "vacuum analyze orders",
        "analyze fresh",
        "/* how many */ select count(*) from fresh",
        "update fresh set note = 'y' where id = 1",
        "analyze fresh");
    Eventually.holds(TIMEOUT, "what was done is in the statistics", () -> scans("shop") > 0);
    try (PostgresCollector collector = collector(source("postgres", List.of("*")))) {
      found = collect(collector);
    }
  }

  private static long scans(String database) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select min(seq_scan + n_tup_ins) * sum(seq_scan) from pg_stat_user_tables")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static void run(String database, String... statements) throws SQLException {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static PostgresSource source(String database, List<String> databases) {
    return source(server.getPort(), database, databases);
  }

  private static PostgresSource source(int port, String database, List<String> databases) {
    PostgresAddress address =
        new PostgresAddress(
            "127.0.0.1",
            port,
            database,
            "postgres",
            SecretSource.inline("hunter2"),
            "disable",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new PostgresSource(address, databases, Duration.ofSeconds(1), 100);
  }

  private static PostgresCollector collector(PostgresSource source) {
    return new PostgresCollector(source, TIMEOUT, Ticker.system());
  }

  private static ExposedFamilies collect(PostgresCollector collector) throws Exception {
    ExpositionWriter out = new ExpositionWriter();
    collector.collect(out);
    return ExposedFamilies.read(out.toBytes());
  }

  @Test
  void everyPartSucceeds() {
    Set<String> failed = new TreeSet<>();
    found
        .valueBySeries()
        .forEach((labels, value) -> {
          if (labels.metricName().equals("pg_scrape_collector_success") && value != 1) {
            failed.add(labels.get("collector"));
          }
        });
    assertThat(failed).isEmpty();
    assertThat(found.value("pg_up")).isEqualTo(1);
    assertThat(found.value("pg_exporter_last_scrape_error")).isEqualTo(0);
  }

  @Test
  void connectionsAreToldByState() throws Exception {
    try (Connection busy = server.getDatabase("postgres", "shop").getConnection();
        Statement statement = busy.createStatement();
        PostgresCollector collector = collector(source("postgres", List.of()))) {
      busy.setAutoCommit(false);
      statement.execute("select 1");

      ExposedFamilies now = collect(collector);

      assertThat(
              now.value(
                  "pg_stat_activity_count", "datname", "shop", "state", "idle in transaction"))
          .isEqualTo(1);
      assertThat(now.value("pg_stat_activity_count", "datname", "shop", "state", "disabled"))
          .isEqualTo(0);
      assertThat(now.value("pg_settings_max_connections")).isGreaterThan(10);
    }
  }

  @Test
  void statementsAreToldByKind() {
    assertThat(found.value("pg_statements_total", "datname", "shop", "kind", "insert"))
        .isEqualTo(2);
    assertThat(found.value("pg_statements_rows_total", "datname", "shop", "kind", "insert"))
        .isEqualTo(40_000);
    assertThat(found.value("pg_statements_total", "datname", "shop", "kind", "delete"))
        .isEqualTo(1);
    assertThat(found.value("pg_statements_total", "datname", "shop", "kind", "update"))
        .isEqualTo(1);
    assertThat(found.value("pg_statements_total", "datname", "shop", "kind", "select"))
        .isGreaterThanOrEqualTo(1);
    assertThat(found.value("pg_slow_queries", "datname", "shop")).isEqualTo(0);
  }

  @Test
  void emptySpaceInTablesAndIndexesIsEstimated() {
    assertThat(found.value("pg_table_bloat_ratio", "relname", "orders")).isBetween(0.85, 0.95);
    assertThat(found.value("pg_table_bloat_ratio", "relname", "fresh")).isLessThan(0.1);
    assertThat(found.value("pg_index_bloat_ratio", "indexrelname", "orders_pkey"))
        .isBetween(0.8, 0.95);
    assertThat(found.value("pg_index_bloat_ratio", "indexrelname", "fresh_pkey")).isLessThan(0.1);
  }

  @Test
  void sizesAndUsageAreToldForEachDatabaseTableAndIndex() {
    double table = found.value("pg_stat_user_tables_table_size_bytes", "relname", "fresh");
    assertThat(table).isBetween(2e6, 5e6);
    assertThat(found.value("pg_stat_user_indexes_size_bytes", "indexrelname", "fresh_pkey"))
        .isBetween(3e5, 2e6);
    assertThat(found.value("pg_database_size_bytes", "datname", "shop")).isGreaterThan(table);
    assertThat(found.value("pg_stat_database_cache_hit_ratio", "datname", "shop"))
        .isBetween(0.0, 1.0);
    assertThat(found.value("pg_index_usage_ratio", "datname", "shop")).isBetween(0.0, 1.0);
    assertThat(found.value("pg_stat_database_deadlocks", "datname", "shop")).isEqualTo(0);
    assertThat(found.value("pg_replication_lag_seconds")).isEqualTo(0);
  }

  @Test
  void aLockedTableCostsOnlyItsOwnFigures() throws Exception {
    try (Connection locking = server.getDatabase("postgres", "shop").getConnection();
        Statement statement = locking.createStatement();
        PostgresCollector collector = collector(source("shop", List.of()))) {
      locking.setAutoCommit(false);
      statement.execute("lock table orders in access exclusive mode");

      ExposedFamilies now = collect(collector);

      assertThat(now.value("pg_up")).isEqualTo(1);
      assertThat(now.value("pg_scrape_collector_success", "collector", "stat_user_tables"))
          .isEqualTo(0);
      assertThat(now.value("pg_scrape_collector_success", "collector", "locks")).isEqualTo(1);
      assertThat(now.value("pg_exporter_last_scrape_error")).isEqualTo(1);
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedAndThePasswordIsNot() {
    int nobody = ExternalProgram.freePort();
    PostgresCollector collector = collector(source(nobody, "postgres", List.of()));

    assertThatThrownBy(() -> collect(collector))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("PostgreSQL 127.0.0.1:" + nobody)
        .hasMessageNotContaining("hunter2");
    ExpositionWriter out = new ExpositionWriter();
    collector.writeUnreachable(out);
    assertThat(new String(out.toBytes())).contains("pg_up 0\n");
  }

  @Test
  void aConnectionThatWasLostIsMadeAnew() throws Exception {
    try (PostgresCollector collector = collector(source("postgres", List.of()))) {
      collect(collector);
      run(
          "postgres",
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'vigie'");

      assertThat(collect(collector).value("pg_up")).isEqualTo(1);
    }
  }

  @Test
  void nothingCanBeChangedOnItsConnections() throws Exception {
    try (Connection connection = source("shop", List.of()).address().connect(TIMEOUT, TIMEOUT);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("delete from orders"))
          .hasMessageContaining("read-only transaction");
    }
  }

  @Test
  void hasTheNamesTypesLabelsAndSteadyValuesOfPostgresExporter() throws Exception {
    assumeTrue(ExternalProgram.isInstalled(EXPORTER), "skipped: " + EXPORTER + " is not installed");
    ExposedFamilies theirs = theirs();

    Set<String> missing = new TreeSet<>(theirs.typeByName().keySet());
    missing.removeIf(name -> !name.startsWith("pg_"));
    missing.removeAll(found.typeByName().keySet());
    // About the exporter itself, and its files of queries.
    missing.removeAll(Set.of("pg_exporter_scrapes_total", "pg_exporter_user_queries_load_error"));
    assertThat(missing).isEmpty();
    for (Map.Entry<String, MetricType> family : theirs.typeByName().entrySet()) {
      boolean typed = family.getValue() != MetricType.UNKNOWN;
      if (typed && found.typeByName().containsKey(family.getKey())) {
        assertThat(agreeing(found.typeByName().get(family.getKey()), family.getKey()))
            .as(family.getKey())
            .isEqualTo(agreeing(family.getValue(), family.getKey()));
      }
    }
    theirs
        .valueBySeries()
        .forEach((labels, value) -> {
          Labels ours = labels.toBuilder().remove("server").build();
          boolean steady =
              labels.metricName().startsWith("pg_settings_")
                      // which each client sets for itself
                      && !labels.metricName().equals("pg_settings_extra_float_digits")
                  || labels.metricName().equals("pg_database_size_bytes")
                      && !labels.get("datname").equals("postgres")
                  || labels.metricName().equals("pg_stat_database_deadlocks");
          if (value.isNaN()) {
            return; // what is null there is no sample here
          }
          if (steady) {
            assertThat(found.valueBySeries()).containsEntry(ours, value);
          } else if (labels.metricName().startsWith("pg_stat_database_")
              || labels.metricName().startsWith("pg_locks")
              || labels.metricName().startsWith("pg_stat_bgwriter")) {
            assertThat(found.valueBySeries().keySet()).contains(ours);
          }
        });
  }

  /// Settings have no type there.
  private static MetricType agreeing(MetricType type, String name) {
    return name.startsWith("pg_settings_") || name.equals("pg_static") ? MetricType.GAUGE : type;
  }

  private static ExposedFamilies theirs() throws Exception {
    int port = ExternalProgram.freePort();
    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    List<String> command =
        List.of(
            "env",
            "DATA_SOURCE_NAME=postgresql://postgres@127.0.0.1:"
                + server.getPort()
                + "/postgres?sslmode=disable",
            EXPORTER,
            "--web.listen-address=127.0.0.1:" + port);
    try (ExternalProgram exporter = ExternalProgram.start(EXPORTER, folder, command)) {
      exporter.await(() -> answers(metrics));
      return ExposedFamilies.read(get(metrics));
    }
  }

  private static boolean answers(URI metrics) {
    try {
      return new String(get(metrics)).contains("\npg_up 1");
    } catch (IOException | InterruptedException e) {
      return false;
    }
  }

  private static byte[] get(URI uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
  }
}
