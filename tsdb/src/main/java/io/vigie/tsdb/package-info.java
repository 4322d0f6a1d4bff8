/// The embedded time-series engine, the default [io.vigie.model.metric.MetricStore]. Start reading
/// at [io.vigie.tsdb.Tsdb]. Arrows inside: this package uses `memtable`, `part` and `wal`;
/// `memtable` uses `wal`, `coding` and `index`; `part` uses `coding` and `index`; all use `format`.
@NullMarked
package io.vigie.tsdb;

import org.jspecify.annotations.NullMarked;
