/// The machine that this process runs on, with the names, labels, types and units of node_exporter,
/// so that dashboards and rules written for it work. Start at [HostCollector]; on Linux the classes
/// named after a part of the machine read `/proc` and `/sys`, elsewhere [OshiHost] asks OSHI.
@NullMarked
package io.vigie.ingest.collect.host;

import org.jspecify.annotations.NullMarked;
