/// `email_configs`: mail by SMTP. Start at `EmailIntegration`.
@NullMarked
package io.vigie.alerts.receiver.email;

import org.jspecify.annotations.NullMarked;
