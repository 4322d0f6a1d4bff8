/// Results of a query, the columns that they are computed in, and the remarks beside them. Start
/// reading at [Value] for what comes out and at [StepColumn] for what is computed on; may depend on
/// `promql.ast` and `model`.
@NullMarked
package io.vigie.promql.value;

import org.jspecify.annotations.NullMarked;
