/// `mattermost_configs`: a message with attachments, by webhook.
@NullMarked
package io.vigie.alerts.receiver.mattermost;

import org.jspecify.annotations.NullMarked;
