/// What is on disk for good: partitions of time, their immutable parts and index segments, and the
/// merging of these. Start reading at [io.vigie.tsdb.part.Partitions]; depends on `coding`, `index`
/// and `format`.
@NullMarked
package io.vigie.tsdb.part;

import org.jspecify.annotations.NullMarked;
