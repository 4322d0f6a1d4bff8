package io.vigie.tsdb;

import io.vigie.model.telemetry.Meters;
import io.vigie.tsdb.memtable.ExemplarBuffer;
import io.vigie.tsdb.memtable.Head;
import io.vigie.tsdb.memtable.Memtable;
import io.vigie.tsdb.memtable.SeriesBudget;
import io.vigie.tsdb.memtable.SeriesTable;
import io.vigie.tsdb.part.Partitions;
import io.vigie.tsdb.part.Quarantine;
import io.vigie.tsdb.wal.Wal;
import java.util.OptionalLong;

/// The store's metrics. Where Prometheus has one that means the same, it has that name, so that
/// dashboards and alerts for Prometheus work.
final class TsdbMeters {
  private final Meters meters;
  private final Meters.Counter failures;
  private final Meters.Counter corruptions;
  private final Meters.Counter flushes;
  private final Meters.Counter droppedPartitions;
  private final Meters.Counter refusals;

  TsdbMeters(Meters meters) {
    this.meters = meters;
    failures =
        meters.counter(
            "vigie_tsdb_maintenance_failures_total",
            "Failed runs of the store's own work; alert when it grows.",
            "work");
    corruptions =
        meters.counter(
            "prometheus_tsdb_wal_corruptions_total", "Damaged segments of the journal found.");
    flushes = meters.counter("vigie_tsdb_flushes_total", "Memtables written to parts.");
    droppedPartitions =
        meters.counter(
            "vigie_tsdb_partitions_dropped_total", "Partitions dropped by the retention.");
    refusals =
        meters.counter(
            "vigie_tsdb_series_refused_total",
            "New series refused because a budget was used up; alert when it grows.",
            "budget");
  }

  void refused(SeriesBudget budget) {
    refusals.increment(budget.selector());
  }

  void failed(String work) {
    failures.increment(work);
  }

  void corruptSegment() {
    corruptions.increment();
  }

  void flushed() {
    flushes.increment();
  }

  void dropped(int partitions) {
    droppedPartitions.add(partitions);
  }

  void watchHead(Head head, SeriesTable table, ExemplarBuffer exemplars, Wal wal) {
    meters.gaugeOf("prometheus_tsdb_head_series", "Active series.", table::size);
    meters.counterOf(
        "vigie_tsdb_head_series_added_total",
        "Series that became active since the start.",
        table::created);
    meters.gaugeOf(
        "vigie_tsdb_memtable_rows",
        "Samples in memory.",
        () -> head.memtables().stream().mapToLong(Memtable::rows).sum());
    long replayed = head.counts().appended();
    long replayedOutOfOrder = head.counts().outOfOrder();
    meters.counterOf(
        "prometheus_tsdb_head_samples_appended_total",
        "Samples committed since the start.",
        () -> head.counts().appended() - replayed);
    meters.counterOf(
        "prometheus_tsdb_head_out_of_order_samples_appended_total",
        "Committed samples that were older than another of their series.",
        () -> head.counts().outOfOrder() - replayedOutOfOrder);
    meters.gaugeOf(
        "prometheus_tsdb_head_min_time_seconds",
        "Time of the oldest sample in memory; NaN without any.",
        () -> seconds(head.memtables().stream().mapToLong(Memtable::minMillis).min()));
    meters.gaugeOf(
        "prometheus_tsdb_head_max_time_seconds",
        "Time of the newest sample in memory; NaN without any.",
        () -> seconds(head.memtables().stream().mapToLong(Memtable::maxMillis).max()));
    meters.gaugeOf(
        "prometheus_tsdb_exemplar_exemplars_in_storage", "Exemplars kept.", exemplars::size);
    meters.gaugeOf(
        "prometheus_tsdb_exemplar_max_exemplars", "Exemplars kept at most.", exemplars::capacity);
    meters.gaugeOf(
        "prometheus_tsdb_wal_storage_size_bytes", "Bytes of the journal.", wal::sizeBytes);
  }

  /// An empty memtable has the ends of all time.
  private static double seconds(OptionalLong millis) {
    long value = millis.orElse(Long.MAX_VALUE);
    return value == Long.MAX_VALUE || value == Long.MIN_VALUE ? Double.NaN : value / 1e3;
  }

  void watchPartitions(Partitions partitions, Quarantine quarantine) {
    meters.gaugeOf(
        "prometheus_tsdb_storage_blocks_bytes",
        "Bytes of parts and indexes.",
        partitions::sizeBytes);
    meters.gaugeOf("prometheus_tsdb_blocks_loaded", "Open parts.", () -> partitions.parts().size());
    meters.gaugeOf(
        "vigie_tsdb_quarantined_files",
        "Damaged files moved out of the way since the start; alert above 0.",
        quarantine::files);
  }
}
