/// Tree and stored samples in, values out. Start reading at [PromqlEngine]; may depend on
/// `promql.cache`, `promql.ast`, `promql.parse`, `promql.value`, `promql.function` and `model`.
@NullMarked
package io.vigie.promql.eval;

import org.jspecify.annotations.NullMarked;
