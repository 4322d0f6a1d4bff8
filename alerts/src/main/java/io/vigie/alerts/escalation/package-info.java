/// Telling more and more people until somebody acknowledges. Start at [Escalations]; what a policy
/// is stands in [EscalationPolicy]. Depends on `matcher`, `oncall`, `receiver`, `routing`, `store`.
@NullMarked
package io.vigie.alerts.escalation;

import org.jspecify.annotations.NullMarked;
