package io.vigie.server.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// TLS and users of the listeners, as the file of `--web.config.file` describes them.
///
/// @param file where this was read from, to be read again
/// @param tls how connections are encrypted, if they are
/// @param passwordHashes bcrypt hash of the password by user name; empty lets everybody in
/// @param headers response headers added to every answer
public record WebConfig(
    Path file, Optional<Tls> tls, Map<String, String> passwordHashes, Map<String, String> headers) {
  public WebConfig {
    passwordHashes = Map.copyOf(passwordHashes);
    headers = Map.copyOf(headers);
  }

  /// Every file whose content counts.
  public List<Path> files() {
    List<Path> files = new ArrayList<>(List.of(file));
    tls.ifPresent(each -> {
      files.add(each.certificateFile());
      files.add(each.keyFile());
      each.clientCaFile().ifPresent(files::add);
    });
    return files;
  }

  /// Whether somebody must say who they are: by password, or by a client certificate.
  public boolean identifiesCallers() {
    return !passwordHashes.isEmpty()
        || tls.map(t -> t.clientAuth() == ClientAuth.REQUIRE_AND_VERIFY).orElse(false);
  }

  /// How a listener encrypts.
  ///
  /// @param certificateFile PEM of the certificate chain
  /// @param keyFile PEM of the private key (PKCS #8)
  /// @param clientCaFile PEM of the authorities that sign client certificates
  /// @param versions protocol versions to speak, as the JDK names them
  /// @param cipherSuites cipher suites to choose from; empty means the JDK's choice
  public record Tls(
      Path certificateFile,
      Path keyFile,
      ClientAuth clientAuth,
      Optional<Path> clientCaFile,
      List<String> versions,
      List<String> cipherSuites) {
    public Tls {
      versions = List.copyOf(versions);
      cipherSuites = List.copyOf(cipherSuites);
    }
  }

  /// What is asked of a client's certificate.
  public enum ClientAuth {
    NONE,
    REQUEST,
    REQUIRE_ANY,
    VERIFY_IF_GIVEN,
    REQUIRE_AND_VERIFY
  }
}
