/// HTTP: listeners, routes, who may come in, and how answers are written. The only package that
/// knows the HTTP library. Start at [io.vigie.server.http.HttpServer]; the Prometheus API lives in
/// `http.v1`, which sees requests and answers only through this package.
@NullMarked
package io.vigie.server.http;

import org.jspecify.annotations.NullMarked;
