package io.vigie.outbound.postgresql;

import io.vigie.config.http.SecretSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/// A database of a PostgreSQL server, and who may enter. Immutable; compares by value.
///
/// @param sslMode as libpq names it: `disable`, `prefer`, `require`, `verify-ca`, `verify-full`
/// @param rootCertificate PEM of the authorities to trust
/// @param certificate PEM of the client's certificate
/// @param key the client's key, in PKCS-8 DER or PEM
public record PostgresAddress(
    String host,
    int port,
    String database,
    String user,
    SecretSource password,
    String sslMode,
    Optional<Path> rootCertificate,
    Optional<Path> certificate,
    Optional<Path> key) {
  /// Where PostgreSQL listens unless told otherwise.
  public static final int USUAL_PORT = 5432;

  /// How long a statement waits for a lock: what is locked is not worth waiting for, and who waits
  /// makes others wait.
  private static final Duration LOCK_PATIENCE = Duration.ofMillis(200);

  /// Another database of the same server.
  public PostgresAddress withDatabase(String other) {
    return new PostgresAddress(
        host, port, other, user, password, sslMode, rootCertificate, certificate, key);
  }

  /// Host and port, as they are written.
  public String hostAndPort() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /// A new connection on which nothing can be changed. A statement that takes too long is cancelled
  /// by the server itself.
  ///
  /// @param patience for connecting, and for each answer
  /// @param statementTimeout of each statement
  /// @throws IOException if a file cannot be read, or the server not be reached or not be entered
  public Connection connect(Duration patience, Duration statementTimeout) throws IOException {
    PGSimpleDataSource source = source(patience);
    try {
      Connection connection = source.getConnection(user, password.read().reveal());
      try (Statement settings = connection.createStatement()) {
        settings.execute(
            "set default_transaction_read_only = on; set statement_timeout = %d; set lock_timeout = %d"
                .formatted(
                    Math.max(1, statementTimeout.toMillis()),
                    Math.min(LOCK_PATIENCE.toMillis(), Math.max(1, statementTimeout.toMillis()))));
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException(
          "PostgreSQL " + hostAndPort() + "/" + database + ": " + messageOf(e), e);
    }
  }

  private PGSimpleDataSource source(Duration patience) {
    int seconds = (int) Math.max(1, patience.plusMillis(999).toSeconds());
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setApplicationName("vigie");
    source.setConnectTimeout(seconds);
    source.setSocketTimeout(seconds);
    source.setSslMode(sslMode);
    rootCertificate.ifPresent(file -> source.setSslRootCert(file.toString()));
    certificate.ifPresent(file -> source.setSslCert(file.toString()));
    key.ifPresent(file -> source.setSslKey(file.toString()));
    return source;
  }

  /// The first line of what the server says: the rest is where in the statement.
  static String messageOf(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
