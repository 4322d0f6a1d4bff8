/// Going out over HTTP as a configuration block says: TLS, credentials, proxies, redirects, bounded
/// bodies and deadlines. Start at [OutboundClients]; ways to others are in `grpc`, `postgresql` and
/// `redis`, to name servers in `dns`. Depends on `config` and `model`.
@NullMarked
package io.vigie.outbound;

import org.jspecify.annotations.NullMarked;
