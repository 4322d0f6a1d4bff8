/// Conditions on an alert's labels, as routes, inhibition rules, silences and API filters write
/// them. Start at [MatcherSyntax], which reads them; [Matchers] is what it gives. Depends on
/// `model` only.
@NullMarked
package io.vigie.alerts.matcher;

import org.jspecify.annotations.NullMarked;
