/// Spans of the calendar in which routes are muted or active. Start at [TimeInterval]. Depends on
/// `config` only.
@NullMarked
package io.vigie.alerts.interval;

import org.jspecify.annotations.NullMarked;
