/// The journal: everything committed that no part holds yet. Start reading at
/// [io.vigie.tsdb.wal.Wal]; the format is drawn in `docs/format/wal.md`. Depends on `coding` and
/// `format`.
@NullMarked
package io.vigie.tsdb.wal;

import org.jspecify.annotations.NullMarked;
