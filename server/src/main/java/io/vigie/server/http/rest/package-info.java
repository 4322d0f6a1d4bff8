/// Vigie's own API under `/api`: accounts, and what the Metrics Service offers. JSON without an
/// envelope, errors as RFC 9457 describes them. Resources here know no HTTP library; start at
/// [io.vigie.server.http.RestRoute].
@NullMarked
package io.vigie.server.http.rest;

import org.jspecify.annotations.NullMarked;
