package io.vigie.outbound.grpc;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.vigie.config.http.TlsConfig;
import io.vigie.outbound.HostAndPort;
import io.vigie.outbound.tls.TlsContexts;
import java.io.IOException;
import java.util.Optional;

/// Opens channels of gRPC.
public final class GrpcChannels {
  private GrpcChannels() {}

  /// A channel that connects with its first call. Whoever opens it shuts it down.
  ///
  /// @param tls empty for none at all
  /// @throws IOException if a file of it cannot be read or is not what it must be
  public static ManagedChannel open(HostAndPort server, Optional<TlsConfig> tls)
      throws IOException {
    NettyChannelBuilder builder = NettyChannelBuilder.forAddress(server.host(), server.port());
    if (tls.isEmpty()) {
      return builder.usePlaintext().build();
    }
    if (!tls.get().serverName().isEmpty()) {
      builder.overrideAuthority(tls.get().serverName());
    }
    return builder.sslContext(sslContext(tls.get())).build();
  }

  private static SslContext sslContext(TlsConfig tls) throws IOException {
    return new JdkSslContext(
        TlsContexts.create(tls),
        true,
        null,
        IdentityCipherSuiteFilter.INSTANCE,
        new ApplicationProtocolConfig(
            Protocol.ALPN,
            SelectorFailureBehavior.NO_ADVERTISE,
            SelectedListenerFailureBehavior.ACCEPT,
            "h2"),
        ClientAuth.NONE,
        null,
        false);
  }
}
