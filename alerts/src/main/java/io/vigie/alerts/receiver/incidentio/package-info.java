/// `incidentio_configs`: events of an alert source.
@NullMarked
package io.vigie.alerts.receiver.incidentio;

import org.jspecify.annotations.NullMarked;
