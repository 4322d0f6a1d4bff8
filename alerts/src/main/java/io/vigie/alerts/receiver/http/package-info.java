/// What the receivers that speak HTTP have in common. Start at `HttpIntegration`; each receiver is
/// an `HttpConversation`.
@NullMarked
package io.vigie.alerts.receiver.http;

import org.jspecify.annotations.NullMarked;
