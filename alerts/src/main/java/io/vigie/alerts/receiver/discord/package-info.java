/// `discord_configs`: an embed in a message of a webhook.
@NullMarked
package io.vigie.alerts.receiver.discord;

import org.jspecify.annotations.NullMarked;
