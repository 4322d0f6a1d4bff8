/// Compressed runs of samples of one series, on plain byte arrays. Start reading at
/// [io.vigie.tsdb.coding.BlockCoding]; depends on `format` only.
@NullMarked
package io.vigie.tsdb.coding;

import org.jspecify.annotations.NullMarked;
