/// What rules and routing would have done over stored samples: when alerts would have been pending,
/// fired and ended, and who would have been told. Start at [Replay]; knows `rules` and `alerts` and
/// nothing of HTTP.
@NullMarked
package io.vigie.server.replay;

import org.jspecify.annotations.NullMarked;
