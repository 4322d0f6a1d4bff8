/// Processes of this machine by name, as process-exporter shows them. Start at [ProcessCollector].
@NullMarked
package io.vigie.ingest.collect.process;

import org.jspecify.annotations.NullMarked;
