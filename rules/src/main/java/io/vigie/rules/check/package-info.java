/// What `vigie check rules` does. Start at [RuleFileCheck]; depends on `rules.file` and
/// `rules.lint`.
@NullMarked
package io.vigie.rules.check;

import org.jspecify.annotations.NullMarked;
