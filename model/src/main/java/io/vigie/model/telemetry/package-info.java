/// The door through which every room reports its own metrics, [Meters].
@NullMarked
package io.vigie.model.telemetry;

import org.jspecify.annotations.NullMarked;
