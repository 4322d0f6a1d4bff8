/// Amazon's Simple Notification Service: topics, endpoints and text messages to telephones.
@NullMarked
package io.vigie.alerts.receiver.sns;

import org.jspecify.annotations.NullMarked;
