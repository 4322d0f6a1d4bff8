package io.vigie.config.http;

import java.util.Optional;

/// How a TLS connection is made.
///
/// @param ca PEM of the authorities to trust; [SecretSource#none] means those of the system
/// @param cert PEM of the client's certificate
/// @param key PEM of the client's key
/// @param serverName name expected in the server's certificate; empty means the host connected to
/// @param insecureSkipVerify accept any certificate
public record TlsConfig(
    SecretSource ca,
    SecretSource cert,
    SecretSource key,
    String serverName,
    boolean insecureSkipVerify,
    Optional<TlsVersion> minVersion,
    Optional<TlsVersion> maxVersion) {
  /// The system's authorities, no client certificate, any version that the JDK takes for safe.
  public static final TlsConfig DEFAULT =
      new TlsConfig(
          SecretSource.none(),
          SecretSource.none(),
          SecretSource.none(),
          "",
          false,
          Optional.empty(),
          Optional.empty());

  /// A version of the protocol.
  public enum TlsVersion {
    TLS10("TLSv1"),
    TLS11("TLSv1.1"),
    TLS12("TLSv1.2"),
    TLS13("TLSv1.3");

    private final String protocol;

    TlsVersion(String protocol) {
      this.protocol = protocol;
    }

    /// As the JDK names it, for `SSLParameters#setProtocols`.
    public String protocol() {
      return protocol;
    }
  }
}
