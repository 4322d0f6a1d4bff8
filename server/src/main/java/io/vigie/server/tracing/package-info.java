/// Spans of what this server itself does, sent by the OpenTelemetry protocol as the section
/// `tracing` of the configuration says. Start at [io.vigie.server.tracing.Tracing]; depends on
/// `config` and `outbound`. Without that section nothing here but the door is loaded.
///
/// Sources: W3C Trace Context (<https://www.w3.org/TR/trace-context/>) and the OpenTelemetry
/// specification's pages on sampling and OTLP (<https://opentelemetry.io/docs/specs/>).
@NullMarked
package io.vigie.server.tracing;

import org.jspecify.annotations.NullMarked;
