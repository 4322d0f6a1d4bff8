/// Mistakes that a rule file can hold although every rule in it is well formed. Start at
/// [RuleLint]; each mistake is a [Check]. Depends on `rules.file` and `promql`.
@NullMarked
package io.vigie.rules.lint;

import org.jspecify.annotations.NullMarked;
