/// Ways to servers that speak gRPC, as a configuration says. Start at
/// [io.vigie.outbound.grpc.GrpcChannels]; depends on `config` and on `tls` beside it.
@NullMarked
package io.vigie.outbound.grpc;

import org.jspecify.annotations.NullMarked;
