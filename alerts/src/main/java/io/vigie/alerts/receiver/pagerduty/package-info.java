/// `pagerduty_configs`: events of API 2, or of API 1 for service keys.
@NullMarked
package io.vigie.alerts.receiver.pagerduty;

import org.jspecify.annotations.NullMarked;
