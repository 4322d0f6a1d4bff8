package io.vigie.ingest.collect.postgresql;

import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.CollectorSource;
import io.vigie.outbound.postgresql.PostgresAddress;
import io.vigie.outbound.postgresql.PostgresAddressReader;
import java.time.Duration;
import java.util.List;

/// A PostgreSQL server, version 10 or newer.
///
/// @param databases whose tables are looked at beside those of the address; `*` for all
/// @param slowAfter how long a query runs before it is called slow
/// @param maxTables how many tables and indexes of a database are shown, the largest first
public record PostgresSource(
    PostgresAddress address, List<String> databases, Duration slowAfter, int maxTables)
    implements CollectorSource {
  /// The key that it is configured under.
  public static final String KIND = "postgresql";

  private static final Duration USUAL_SLOW_AFTER = Duration.ofSeconds(1);
  private static final int USUAL_MAX_TABLES = 200;
  private static final int LARGEST_MAX_TABLES = 10_000;

  public PostgresSource {
    databases = List.copyOf(databases);
  }

  /// Reads and finishes the mapping.
  public static PostgresSource read(MappingReader reader) {
    PostgresSource source =
        new PostgresSource(
            PostgresAddressReader.read(reader),
            reader.strings("databases"),
            reader.duration("slow_after", USUAL_SLOW_AFTER),
            (int) reader.wholeNumber("max_tables", USUAL_MAX_TABLES, 0, LARGEST_MAX_TABLES));
    reader.finish();
    return source;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String usualJob() {
    return "postgres";
  }

  @Override
  public String usualInstance() {
    return address.hostAndPort();
  }

  @Override
  public Collector open(Surroundings surroundings) {
    return new PostgresCollector(this, surroundings.timeout(), surroundings.ticker());
  }
}
