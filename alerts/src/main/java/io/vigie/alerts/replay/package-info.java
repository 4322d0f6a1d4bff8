/// Routing and notification over the past: the same room on a clock that somebody else moves, with
/// messages noted instead of sent. Start at [RoutingReplay].
@NullMarked
package io.vigie.alerts.replay;

import org.jspecify.annotations.NullMarked;
