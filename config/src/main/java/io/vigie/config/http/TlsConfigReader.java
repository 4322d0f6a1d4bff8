package io.vigie.config.http;

import io.vigie.config.http.TlsConfig.TlsVersion;
import io.vigie.config.yaml.MappingReader;
import java.util.Arrays;
import java.util.Optional;

/// Reads a `tls_config` block.
public final class TlsConfigReader {
  private TlsConfigReader() {}

  public static TlsConfig read(MappingReader reader) {
    SecretSource ca =
        SecretReader.openSource(
            reader, "ca", "at most one of ca, ca_file & ca_ref must be configured");
    SecretSource cert =
        SecretReader.openSource(
            reader, "cert", "at most one of cert, cert_file & cert_ref must be configured");
    SecretSource key =
        SecretReader.managedSource(
            reader, "key", "at most one of key and key_file must be configured");
    TlsConfig config =
        new TlsConfig(
            ca,
            cert,
            key,
            reader.string("server_name"),
            reader.bool("insecure_skip_verify", false),
            version(reader, "min_version"),
            version(reader, "max_version"));
    reader.finish();
    checkPair(reader, cert, key);
    return config;
  }

  private static void checkPair(MappingReader reader, SecretSource cert, SecretSource key) {
    if (cert.isConfigured() && !key.isConfigured()) {
      throw reader.error(
          "exactly one of key or key_file must be configured when a client certificate is"
              + " configured");
    }
    if (key.isConfigured() && !cert.isConfigured()) {
      throw reader.error(
          "exactly one of cert or cert_file must be configured when a client key is configured");
    }
  }

  private static Optional<TlsVersion> version(MappingReader reader, String key) {
    return reader.value(
        key,
        Optional.empty(),
        Optional.empty(),
        text -> Optional.of(parseVersion(text)),
        version -> version.map(TlsVersion::name).orElse(""));
  }

  private static TlsVersion parseVersion(String text) {
    return Arrays.stream(TlsVersion.values())
        .filter(version -> version.name().equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown TLS version: " + text + "; known: TLS10, TLS11, TLS12, TLS13"));
  }
}
