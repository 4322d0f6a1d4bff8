/// What the functions of the language compute, one file per family, found by name in [Functions].
/// Start reading at [PromqlFunction]; may depend on `promql.ast`, `promql.value` and `model`. A
/// function knows neither the store nor how its arguments are evaluated.
@NullMarked
package io.vigie.promql.function;

import org.jspecify.annotations.NullMarked;
