/// The doors through which every room reports about itself: its metrics, [Meters], and what it
/// does, [Tracer].
@NullMarked
package io.vigie.model.telemetry;

import org.jspecify.annotations.NullMarked;
