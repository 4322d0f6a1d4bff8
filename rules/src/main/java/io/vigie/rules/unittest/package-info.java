/// Unit tests of rules, in promtool's file format: `vigie test rules`. Start at [RuleTestRun];
/// depends on `rules.evaluation`, `rules.file`, `rules.template`, `config` and `promql`.
@NullMarked
package io.vigie.rules.unittest;

import org.jspecify.annotations.NullMarked;
