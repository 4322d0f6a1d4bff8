package io.vigie.server.http;

import io.vigie.outbound.tls.PemKeys;
import io.vigie.outbound.tls.TlsContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// Makes the listeners' TLS of the files that the web configuration names.
final class ServerTls {
  private static final String NO_PASSWORD = "";

  private ServerTls() {}

  /// @return empty if nothing is to be encrypted
  /// @throws ListenException if a file cannot be read or is not what it must be
  static Optional<SslContextFactory.Server> of(Optional<WebConfig> config) throws ListenException {
    Optional<WebConfig.Tls> tls = config.flatMap(WebConfig::tls);
    return tls.isEmpty() ? Optional.empty() : Optional.of(factory(tls.get()));
  }

  private static SslContextFactory.Server factory(WebConfig.Tls tls) throws ListenException {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    configure(factory, tls);
    return factory;
  }

  /// Makes sure that a factory can be made of the files as they are now.
  ///
  /// @throws ListenException if one cannot be read or is not what it must be
  static void check(WebConfig.Tls tls) throws ListenException {
    try {
      SslContextFactory.Server trial = factory(tls);
      trial.start();
      trial.stop();
    } catch (ListenException e) {
      throw e;
    } catch (Exception e) {
      throw new ListenException("tls_server_config: " + e.getMessage(), e);
    }
  }

  /// Lets a factory in use do as the files say now, once [#check] found them right; connections
  /// that are open stay as they are.
  ///
  /// @throws ListenException if they have changed since, for the worse
  static void renew(SslContextFactory.Server factory, WebConfig.Tls tls) throws ListenException {
    SslContextFactory.Server fresh = factory(tls);
    try {
      factory.reload(same -> {
        same.setKeyStore(fresh.getKeyStore());
        same.setTrustStore(fresh.getTrustStore());
        same.setTrustAll(fresh.isTrustAll());
        same.setIncludeProtocols(fresh.getIncludeProtocols());
        same.setExcludeCipherSuites(fresh.getExcludeCipherSuites());
        same.setIncludeCipherSuites(fresh.getIncludeCipherSuites());
        factory.setWantClientAuth(fresh.getWantClientAuth());
        factory.setNeedClientAuth(fresh.getNeedClientAuth());
      });
    } catch (Exception e) {
      throw new ListenException("tls_server_config: " + e.getMessage(), e);
    }
  }

  private static void configure(SslContextFactory.Server factory, WebConfig.Tls tls)
      throws ListenException {
    factory.setKeyStore(keyStore(tls));
    factory.setKeyStorePassword(NO_PASSWORD);
    factory.setKeyManagerPassword(NO_PASSWORD);
    factory.setSniRequired(false);
    factory.setIncludeProtocols(tls.versions().toArray(String[]::new));
    if (!tls.cipherSuites().isEmpty()) {
      factory.setExcludeCipherSuites();
      factory.setIncludeCipherSuites(tls.cipherSuites().toArray(String[]::new));
    }
    demandClientCertificates(factory, tls);
  }

  private static void demandClientCertificates(SslContextFactory.Server factory, WebConfig.Tls tls)
      throws ListenException {
    switch (tls.clientAuth()) {
      case NONE -> {}
      case REQUEST, VERIFY_IF_GIVEN -> factory.setWantClientAuth(true);
      case REQUIRE_ANY, REQUIRE_AND_VERIFY -> factory.setNeedClientAuth(true);
    }
    if (tls.clientCaFile().isPresent()) {
      factory.setTrustStore(trustStore(tls.clientCaFile().get()));
    } else if (tls.clientAuth() == WebConfig.ClientAuth.REQUEST
        || tls.clientAuth() == WebConfig.ClientAuth.REQUIRE_ANY) {
      factory.setTrustAll(true);
    }
  }

  private static KeyStore keyStore(WebConfig.Tls tls) throws ListenException {
    try {
      Certificate[] chain = certificates(tls.certificateFile());
      KeyStore store = emptyStore();
      store.setKeyEntry(
          "server", PemKeys.parse(read(tls.keyFile())), NO_PASSWORD.toCharArray(), chain);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new ListenException(
          "tls_server_config: cert_file %s, key_file %s: %s"
              .formatted(tls.certificateFile(), tls.keyFile(), e.getMessage()),
          e);
    }
  }

  private static KeyStore trustStore(Path file) throws ListenException {
    try {
      KeyStore store = emptyStore();
      int index = 0;
      for (Certificate certificate : certificates(file)) {
        store.setCertificateEntry("client-ca-" + index++, certificate);
      }
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new ListenException(
          "tls_server_config: client_ca_file " + file + ": " + e.getMessage(), e);
    }
  }

  private static Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    return TlsContexts.certificates(read(file)).toArray(Certificate[]::new);
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
