/// What is told about the evaluation of a query: per node of its tree how many series came out,
/// what they cost, how operands found each other, and why nothing came out where nothing did. Start
/// at [Explanation]. Only data and words; `promql.eval` watches and fills them in. May depend on
/// `promql.ast`.
@NullMarked
package io.vigie.promql.explain;

import org.jspecify.annotations.NullMarked;
