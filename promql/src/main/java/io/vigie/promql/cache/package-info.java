/// Answers to range queries kept for those who ask again a little later. Start reading at
/// [RangeCache]; may depend on `promql.ast`, `promql.value` and `model`.
@NullMarked
package io.vigie.promql.cache;

import org.jspecify.annotations.NullMarked;
