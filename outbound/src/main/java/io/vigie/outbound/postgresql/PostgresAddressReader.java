package io.vigie.outbound.postgresql;

import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import io.vigie.outbound.HostAndPort;
import java.util.Set;

/// Reads where a database is. Keys that libpq has are called as there.
public final class PostgresAddressReader {
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private PostgresAddressReader() {}

  /// Reads the keys; other keys of the mapping are left to the caller, who finishes it.
  public static PostgresAddress read(MappingReader reader) {
    HostAndPort address =
        HostAndPort.read(reader, "address", PostgresAddress.USUAL_PORT, "db:5432");
    String user = reader.string("user", "postgres");
    String database = reader.string("database", "postgres");
    SecretSource password =
        SecretReader.source(reader, "password", "say password or password_file, not both");
    String sslMode = reader.string("sslmode", "prefer");
    if (!SSL_MODES.contains(sslMode)) {
      throw reader.error(
          "sslmode",
          "sslmode: \""
              + sslMode
              + "\": disable, allow, prefer, require, verify-ca or verify-full");
    }
    return new PostgresAddress(
        address.host(),
        address.port(),
        database,
        user,
        password,
        sslMode,
        reader.path("sslrootcert"),
        reader.path("sslcert"),
        reader.path("sslkey"));
  }
}
