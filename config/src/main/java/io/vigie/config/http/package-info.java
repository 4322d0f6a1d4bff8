/// How an outgoing HTTP connection is made, as configuration files say it: credentials, TLS, proxy,
/// headers. Start at [HttpClientConfig]; depends on nothing but the JDK. Making the client is the
/// business of module `outbound`.
@NullMarked
package io.vigie.config.http;

import org.jspecify.annotations.NullMarked;
