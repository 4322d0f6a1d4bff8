/// The description of the API for machines: [io.vigie.server.http.openapi.Operations] lists what is
/// served under `/api/v1`, [io.vigie.server.http.openapi.OpenApiDocument] writes it down. Start at
/// `Operations`: an endpoint that is added to the API is added there, and a test says so if not.
@NullMarked
package io.vigie.server.http.openapi;

import org.jspecify.annotations.NullMarked;
