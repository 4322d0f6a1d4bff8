/// How an outgoing HTTP connection is made, as configuration files say it: credentials, TLS, proxy,
/// headers. Start at [HttpClientConfig]; read from a block by [HttpClientReader]. Depends on
/// `config.yaml`. Making the client is the business of module `outbound`.
@NullMarked
package io.vigie.config.http;

import org.jspecify.annotations.NullMarked;
