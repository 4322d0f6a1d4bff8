/// Go's `time.Time` and `time.Duration` as template values, and Go's time layouts. Start at
/// `GoTime`.
@NullMarked
package io.vigie.template.time;

import org.jspecify.annotations.NullMarked;
