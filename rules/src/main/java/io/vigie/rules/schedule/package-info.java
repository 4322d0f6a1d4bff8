/// When rules are evaluated: groups on their own threads at their own offsets, reloads, starts and
/// ends. Start at [Rules]; depends on `rules.evaluation` and `rules.file`.
@NullMarked
package io.vigie.rules.schedule;

import org.jspecify.annotations.NullMarked;
