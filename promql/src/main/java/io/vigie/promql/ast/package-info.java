/// The closed tree of a PromQL expression: what was asked, with the place of every part in the
/// text. Nothing here computes. Start reading at [Expr]; depends on `io.vigie.model` only.
@NullMarked
package io.vigie.promql.ast;

import org.jspecify.annotations.NullMarked;
