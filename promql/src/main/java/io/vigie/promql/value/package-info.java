/// Results of a query and the remarks beside them. Start reading at [Value]; may depend on `model`
/// only.
@NullMarked
package io.vigie.promql.value;

import org.jspecify.annotations.NullMarked;
