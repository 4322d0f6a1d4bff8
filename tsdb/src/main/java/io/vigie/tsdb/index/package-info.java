/// From labels to series, in memory and on disk. Start reading at [io.vigie.tsdb.index.LabelIndex];
/// depends on `format` only.
@NullMarked
package io.vigie.tsdb.index;

import org.jspecify.annotations.NullMarked;
