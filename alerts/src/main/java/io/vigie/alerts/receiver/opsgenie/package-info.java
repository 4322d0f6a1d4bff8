/// `opsgenie_configs`: alerts are created, updated and closed under an alias.
@NullMarked
package io.vigie.alerts.receiver.opsgenie;

import org.jspecify.annotations.NullMarked;
