/// What was committed and no part holds yet: samples in columns, the series being written, and the
/// way of a batch through the journal. Start reading at [io.vigie.tsdb.memtable.Head]; depends on
/// `wal`, `coding`, `index` and `format`.
@NullMarked
package io.vigie.tsdb.memtable;

import org.jspecify.annotations.NullMarked;
