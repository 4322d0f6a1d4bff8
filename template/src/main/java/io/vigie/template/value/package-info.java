/// The values that templates see: a small, closed model of Go's. Start at `GoValue`.
@NullMarked
package io.vigie.template.value;

import org.jspecify.annotations.NullMarked;
