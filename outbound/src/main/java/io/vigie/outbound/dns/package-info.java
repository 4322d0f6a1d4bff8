/// Asking name servers for records. Start at [DnsClient].
@NullMarked
package io.vigie.outbound.dns;

import org.jspecify.annotations.NullMarked;
