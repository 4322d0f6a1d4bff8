/// Prometheus' protocols between servers: remote write, received and sent, and remote read
/// (<https://prometheus.io/docs/specs/prw/remote_write_spec/>,
/// <https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/>). Start at [RemoteWriteReceiver];
/// bytes in, an answer out, HTTP itself stays in the server.
@NullMarked
package io.vigie.ingest.remote;

import org.jspecify.annotations.NullMarked;
