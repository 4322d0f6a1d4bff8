package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.HttpCredentials;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretReader;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.Uris;
import io.vigie.config.yaml.YamlValues;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads the kinds of values that Alertmanager's file has beyond those of [MappingReader].
public final class Settings {
  private Settings() {}

  public static boolean sendResolved(MappingReader reader, boolean fallback) {
    return reader.bool("send_resolved", fallback);
  }

  /// A block `http_config`, or the global one.
  public static HttpClientConfig http(MappingReader reader, HttpClientConfig global) {
    return reader.optionalMapping("http_config").map(HttpClientReader::readAll).orElse(global);
  }

  /// Whether the block `http_config` itself says who the client is.
  static boolean hasAuthorization(HttpClientConfig http) {
    return http.credentials() instanceof HttpCredentials.Authorization;
  }

  /// A secret under `key` or in the file under `key_file`.
  public static SecretSource secret(MappingReader reader, String key) {
    return SecretReader.source(reader, key, atMostOne(key));
  }

  static String atMostOne(String key) {
    return "at most one of " + key + " & " + key + "_file must be configured";
  }

  /// @throws io.vigie.config.yaml.ConfigException if a secret is not there
  static void require(MappingReader reader, String key, SecretSource source) {
    if (!source.isConfigured()) {
      throw reader.error("one of " + key + " or " + key + "_file must be configured");
    }
  }

  /// As [#secret], for an address that is secret as a whole.
  public static SecretSource secretUrl(MappingReader reader, String key) {
    SecretSource source = secret(reader, key);
    if (source instanceof SecretSource.Inline(Secret url)) {
      checkSecretUrl(reader, key, url);
    }
    return source;
  }

  private static void checkSecretUrl(MappingReader reader, String key, Secret url) {
    // What is shown of a configuration can be read back.
    if (url.reveal().equals(Secret.MASK)) {
      return;
    }
    try {
      parseUrl(url.reveal());
    } catch (IllegalArgumentException e) {
      throw reader.error(
          key, key + ": " + String.valueOf(e.getMessage()).replace(url.reveal(), Secret.MASK));
    }
  }

  /// An address with `http` or `https`.
  public static Optional<URI> url(MappingReader reader, String key) {
    return url(reader, key, Optional.empty());
  }

  public static Optional<URI> url(MappingReader reader, String key, Optional<URI> fallback) {
    return reader.value(
        key,
        fallback,
        Optional.empty(),
        text -> Optional.of(parseUrl(text)),
        uri -> uri.map(Uris::redacted).orElse(""));
  }

  /// As [#url], ending in a slash.
  static URI directoryUrl(MappingReader reader, String key, URI fallback) {
    URI url = url(reader, key, Optional.of(fallback)).orElse(fallback);
    return url.getRawPath() != null && url.getRawPath().endsWith("/")
        ? url
        : URI.create(withoutQuery(url) + "/");
  }

  private static String withoutQuery(URI url) {
    return url.toString().replaceFirst("[?#].*", "");
  }

  /// @throws IllegalArgumentException with a message for the user
  public static URI parseUrl(String text) {
    URI uri = Uris.parse(text);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException("unsupported scheme \"" + scheme + "\" for URL");
    }
    if (!Uris.hasHost(uri)) {
      throw new IllegalArgumentException("missing host for URL");
    }
    return uri;
  }

  /// An optional truth value.
  public static Optional<Boolean> optionalBool(MappingReader reader, String key) {
    return reader.has(key) ? Optional.of(reader.bool(key, false)) : nothing(reader, key);
  }

  private static Optional<Boolean> nothing(MappingReader reader, String key) {
    reader.raw(key);
    return Optional.empty();
  }

  /// A duration as Go writes it.
  static Duration goDuration(MappingReader reader, String key, Duration fallback) {
    return reader.value(key, fallback, Duration.ZERO, GoDurations::parse, GoDurations::format);
  }

  /// A text that is inherited from `global`.
  static String inherited(MappingReader reader, String key, String global) {
    String own = reader.string(key);
    String value = own.isEmpty() ? global : own;
    reader.note(key, value, !value.isEmpty());
    return value;
  }

  /// A secret that is inherited from `global` if the block has none.
  static SecretSource inherited(MappingReader reader, String key, SecretSource global) {
    return inherited(reader, key, secret(reader, key), global);
  }

  static SecretSource inherited(
      MappingReader reader, String key, SecretSource own, SecretSource global) {
    if (own.isConfigured() || !global.isConfigured()) {
      return own;
    }
    global
        .file()
        .ifPresentOrElse(
            path -> reader.note(key + "_file", path.toString(), true),
            () -> reader.note(key, Secret.MASK, true));
    return global;
  }

  /// Free keys with values of any form.
  static Map<String, Object> anyMap(MappingReader reader, String key) {
    Optional<MappingReader> block = reader.optionalMapping(key);
    Map<String, Object> values = new LinkedHashMap<>();
    block.ifPresent(
        free -> free.keys().forEach(name -> values.put(name, anyValue(free, name).orElse(""))));
    return values;
  }

  /// A value of any form.
  static Optional<Object> anyValue(MappingReader reader, String key) {
    Optional<Object> value = reader.raw(key).map(YamlValues::of);
    value.ifPresent(present -> reader.note(key, YamlValues.noted(present), true));
    return value;
  }

  /// A block under a key, read by `read`.
  static <T> Optional<T> block(MappingReader reader, String key, Function<MappingReader, T> read) {
    return reader.optionalMapping(key).map(read);
  }
}
