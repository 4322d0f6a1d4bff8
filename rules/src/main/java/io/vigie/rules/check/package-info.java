/// What `vigie check rules` does. Start at [RuleFileCheck]; depends on `rules.file`.
@NullMarked
package io.vigie.rules.check;

import org.jspecify.annotations.NullMarked;
