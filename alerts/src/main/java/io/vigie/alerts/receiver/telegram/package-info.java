/// `telegram_configs`: messages of a bot.
@NullMarked
package io.vigie.alerts.receiver.telegram;

import org.jspecify.annotations.NullMarked;
