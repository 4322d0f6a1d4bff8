package io.vigie.outbound.redis;

import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.http.TlsConfigReader;
import io.vigie.config.yaml.MappingReader;
import io.vigie.outbound.HostAndPort;
import java.util.Optional;

/// A Redis server, and who may enter. Immutable; compares by value.
///
/// @param user empty for the default one
/// @param tls how TLS is spoken, if it is
public record RedisAddress(
    HostAndPort server, String user, SecretSource password, Optional<TlsConfig> tls) {
  /// Where Redis listens unless told otherwise.
  public static final int USUAL_PORT = 6379;

  /// Reads the keys; other keys of the mapping are left to the caller, who finishes it.
  public static RedisAddress read(MappingReader reader) {
    HostAndPort server = HostAndPort.read(reader, "address", USUAL_PORT, "cache:6379");
    String user = reader.string("user");
    SecretSource password =
        SecretReader.source(reader, "password", "say password or password_file, not both");
    boolean encrypted = reader.bool("tls", false);
    Optional<TlsConfig> tls = reader.optionalMapping("tls_config").map(TlsConfigReader::read);
    return new RedisAddress(
        server, user, password, encrypted ? Optional.of(tls.orElse(TlsConfig.DEFAULT)) : tls);
  }
}
