/// Sockets on which lines come in, and how their dotted names become series: what the Graphite and
/// StatsD listeners share.
@NullMarked
package io.vigie.ingest.listen;

import org.jspecify.annotations.NullMarked;
