/// Spans of time and the monotonic [Ticker]. The wall clock is `java.time.InstantSource`, always
/// injected.
@NullMarked
package io.vigie.model.time;

import org.jspecify.annotations.NullMarked;
