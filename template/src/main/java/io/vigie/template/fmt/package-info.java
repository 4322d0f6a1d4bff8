/// Go's `fmt`: how values are printed, alone (`%v`) and by format. Start at `Printer`.
@NullMarked
package io.vigie.template.fmt;

import org.jspecify.annotations.NullMarked;
