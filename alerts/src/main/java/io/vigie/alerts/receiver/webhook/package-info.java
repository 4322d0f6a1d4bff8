/// `webhook_configs`: the group as a JSON document. Start at [WebhookIntegration].
@NullMarked
package io.vigie.alerts.receiver.webhook;

import org.jspecify.annotations.NullMarked;
