/// `pushover_configs`: push messages to phones.
@NullMarked
package io.vigie.alerts.receiver.pushover;

import org.jspecify.annotations.NullMarked;
