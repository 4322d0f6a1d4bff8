package io.vigie.outbound.tls;

import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Makes the TLS context that a configuration describes.
public final class TlsContexts {
  private static final char[] NO_PASSWORD = {};

  private TlsContexts() {}

  /// A new context with the certificates and keys as they are now.
  ///
  /// @throws IOException if a file cannot be read or is not what it must be; the message names the
  ///   setting and never holds a part of a key
  public static SSLContext create(TlsConfig config) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(config), trustManagers(config), new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("tls_config: " + e.getMessage(), e);
    }
  }

  /// The certificates of a PEM text, in order.
  ///
  /// @throws CertificateException if there is none or one is damaged
  public static Collection<? extends Certificate> certificates(String pem)
      throws CertificateException {
    Collection<? extends Certificate> certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
    if (certificates.isEmpty()) {
      throw new CertificateException("there is no certificate in PEM format");
    }
    return certificates;
  }

  private static TrustManager @Nullable [] trustManagers(TlsConfig config)
      throws IOException, GeneralSecurityException {
    if (config.insecureSkipVerify()) {
      return new TrustManager[] {new TrustEveryone()};
    }
    if (!config.ca().isConfigured()) {
      return null;
    }
    KeyStore store = emptyStore();
    int index = 0;
    for (Certificate certificate : certificatesOf("ca", config.ca())) {
      store.setCertificateEntry("ca-" + index++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .map(m -> m instanceof X509ExtendedTrustManager trust ? new CheckValidity(trust) : m)
        .toArray(TrustManager[]::new);
  }

  private static KeyManager @Nullable [] keyManagers(TlsConfig config)
      throws IOException, GeneralSecurityException {
    if (!config.cert().isConfigured()) {
      return null;
    }
    Certificate[] chain = certificatesOf("cert", config.cert()).toArray(Certificate[]::new);
    PrivateKey key = key(config.key());
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, NO_PASSWORD, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static PrivateKey key(SecretSource source) throws IOException {
    try {
      return PemKeys.parse(source.read().reveal());
    } catch (GeneralSecurityException e) {
      throw new IOException("tls_config: " + setting("key", source) + ": " + e.getMessage(), e);
    }
  }

  private static Collection<? extends Certificate> certificatesOf(String name, SecretSource source)
      throws IOException {
    try {
      return certificates(source.read().reveal());
    } catch (CertificateException e) {
      throw new IOException("tls_config: " + setting(name, source) + ": " + e.getMessage(), e);
    }
  }

  private static String setting(String name, SecretSource source) {
    return source.file().map(file -> name + "_file " + file).orElse(name);
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
