/// Turns the text of a query into a tree. Start reading at [PromqlParser]; depends on
/// `io.vigie.promql.ast` and `io.vigie.model`.
///
/// The grammar, the wording of errors and the places they name are those of Prometheus 3.14, so
/// that tools which show or test them keep working.
@NullMarked
package io.vigie.promql.parse;

import org.jspecify.annotations.NullMarked;
