/// Certificates and keys as PEM texts, and the TLS contexts made of them. Start at [TlsContexts].
/// Depends on `config`.
@NullMarked
package io.vigie.outbound.tls;

import org.jspecify.annotations.NullMarked;
