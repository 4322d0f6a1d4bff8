/// `webex_configs`: messages to a room.
@NullMarked
package io.vigie.alerts.receiver.webex;

import org.jspecify.annotations.NullMarked;
