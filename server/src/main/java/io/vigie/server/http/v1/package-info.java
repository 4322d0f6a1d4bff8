/// The Prometheus HTTP API, version 1: one class per resource, each a
/// [io.vigie.server.http.RouteGroup]. Start at [io.vigie.server.http.v1.QueryApi]. Asks every room,
/// knows no HTTP library.
@NullMarked
package io.vigie.server.http.v1;

import org.jspecify.annotations.NullMarked;
