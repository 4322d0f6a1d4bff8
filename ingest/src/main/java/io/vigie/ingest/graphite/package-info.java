/// Graphite's plaintext protocol. Start at [GraphiteReceiver].
@NullMarked
package io.vigie.ingest.graphite;

import org.jspecify.annotations.NullMarked;
