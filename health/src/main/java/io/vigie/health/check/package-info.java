/// Checks of services: by HTTP, by TCP, and of those that report themselves (heartbeats). Results
/// are samples, so alerts come from rules as for everything else. Start at [Checks].
@NullMarked
package io.vigie.health.check;

import org.jspecify.annotations.NullMarked;
