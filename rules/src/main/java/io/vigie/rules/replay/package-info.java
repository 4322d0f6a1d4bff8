/// Rules over the past: evaluated at the instants at which they would have been, over what is
/// stored, writing nowhere but into memory. Start at [RuleReplay]; depends on `rules.schedule` and
/// `rules.evaluation`.
@NullMarked
package io.vigie.rules.replay;

import org.jspecify.annotations.NullMarked;
