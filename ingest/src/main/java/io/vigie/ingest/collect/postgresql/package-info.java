/// A PostgreSQL server as postgres_exporter shows it, and what that one does not show: statements
/// by kind, slow queries, ratios, sizes and bloat of tables and indexes. Start at
/// [PostgresCollector]; what is asked is in the classes called `…Queries`.
@NullMarked
package io.vigie.ingest.collect.postgresql;

import org.jspecify.annotations.NullMarked;
