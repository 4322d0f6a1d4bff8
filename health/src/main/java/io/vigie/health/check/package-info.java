/// Checks of services: a [Probe] for each way of looking, and heartbeats of those that report
/// themselves. Results are samples, so alerts come from rules as for everything else; how days and
/// months were is kept in the catalog ([UptimeHistory]). Start at [Checks].
@NullMarked
package io.vigie.health.check;

import org.jspecify.annotations.NullMarked;
