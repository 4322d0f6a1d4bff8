/// From a rule's alert to whoever takes it: external labels, relabelling, and the Alertmanagers of
/// the section `alerting`. Start at [AlertRelay] and [AlertmanagerSending]. It stands in the server
/// because it needs discovery, relabelling and HTTP at once, which no single room knows.
@NullMarked
package io.vigie.server.alerting;

import org.jspecify.annotations.NullMarked;
