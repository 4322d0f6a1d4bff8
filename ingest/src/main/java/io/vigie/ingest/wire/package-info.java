/// Protobuf read and written in place, for protocols whose messages come by the million: no
/// generated message objects. Start at [MessageReader]; knows nothing of the house.
@NullMarked
package io.vigie.ingest.wire;

import org.jspecify.annotations.NullMarked;
