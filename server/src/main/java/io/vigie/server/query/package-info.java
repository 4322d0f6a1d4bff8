/// What is known about the queries that were asked: metrics and the query log. Start at
/// [io.vigie.server.query.QueryTelemetry]; depends on `promql` and the JSON of `server.http`.
@NullMarked
package io.vigie.server.query;

import org.jspecify.annotations.NullMarked;
