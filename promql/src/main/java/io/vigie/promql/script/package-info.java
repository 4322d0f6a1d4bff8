/// The `.test` language: data, queries, and what they must answer. It is the specification of our
/// evaluation and serves users to test theirs. Start reading at [PromqlScript]; depends on
/// `io.vigie.promql.eval` and what that depends on.
@NullMarked
package io.vigie.promql.script;

import org.jspecify.annotations.NullMarked;
