/// Renaming, dropping and computing labels on the way in. Start at [RelabelRule]; depends on
/// `model` and on `config` for reading.
@NullMarked
package io.vigie.ingest.relabel;

import org.jspecify.annotations.NullMarked;
