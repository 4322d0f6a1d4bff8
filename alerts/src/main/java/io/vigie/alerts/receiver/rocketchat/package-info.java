/// `rocketchat_configs`: a message with one attachment.
@NullMarked
package io.vigie.alerts.receiver.rocketchat;

import org.jspecify.annotations.NullMarked;
