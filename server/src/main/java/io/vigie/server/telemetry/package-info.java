/// The server's own metrics: [io.vigie.server.telemetry.Telemetry] gathers what every room reports
/// through [io.vigie.model.telemetry.Meters] and writes it in the exposition formats. Start at
/// [io.vigie.server.telemetry.Telemetry]; depends on `model` and the Prometheus client library.
@NullMarked
package io.vigie.server.telemetry;

import org.jspecify.annotations.NullMarked;
