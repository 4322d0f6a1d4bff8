/// One evaluation of a group of rules: expressions to samples and alerts, with the state that goes
/// from one evaluation to the next. Start at [RuleGroup]; knows no threads and no waiting. Depends
/// on `rules.file`, `rules.template`, `promql` and `model`.
@NullMarked
package io.vigie.rules.evaluation;

import org.jspecify.annotations.NullMarked;
