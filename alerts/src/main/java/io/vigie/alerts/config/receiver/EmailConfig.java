package io.vigie.alerts.config.receiver;

import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.http.TlsConfigReader;
import io.vigie.config.yaml.MappingReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An entry of `email_configs`.
///
/// @param to addresses separated by commas
/// @param headers by canonical name
/// @param forceImplicitTls whether TLS begins with the connection; by port if empty
/// @param threadByDate `none` or `daily` if messages about a group form a thread
public record EmailConfig(
    boolean sendResolved,
    String to,
    String from,
    String hello,
    HostPort smarthost,
    String authUsername,
    SecretSource authPassword,
    SecretSource authSecret,
    String authIdentity,
    Map<String, String> headers,
    String html,
    String text,
    boolean requireTls,
    TlsConfig tls,
    Optional<Boolean> forceImplicitTls,
    Optional<String> threadByDate)
    implements IntegrationConfig {
  /// The subject unless there is a header for it.
  public static final String DEFAULT_SUBJECT = "{{ template \"email.default.subject\" . }}";

  public EmailConfig {
    headers = Map.copyOf(headers);
  }

  static EmailConfig read(MappingReader reader, GlobalConfig global) {
    GlobalConfig.Smtp smtp = global.smtp();
    EmailConfig config =
        new EmailConfig(
            Settings.sendResolved(reader, false),
            reader.string("to"),
            Settings.inherited(reader, "from", smtp.from()),
            Settings.inherited(reader, "hello", smtp.hello()),
            smarthost(reader, smtp),
            Settings.inherited(reader, "auth_username", smtp.authUsername()),
            Settings.inherited(reader, "auth_password", smtp.authPassword()),
            Settings.inherited(reader, "auth_secret", smtp.authSecret()),
            Settings.inherited(reader, "auth_identity", smtp.authIdentity()),
            headers(reader),
            reader.string("html", "{{ template \"email.default.html\" . }}"),
            reader.string("text"),
            reader.bool("require_tls", smtp.requireTls()),
            reader.optionalMapping("tls_config").map(TlsConfigReader::read).orElse(smtp.tls()),
            Settings.optionalBool(reader, "force_implicit_tls").or(smtp::forceImplicitTls),
            Settings.block(reader, "threading", EmailConfig::threading).filter(t -> !t.isEmpty()));
    reader.finish();
    config.check(reader);
    return config;
  }

  private static HostPort smarthost(MappingReader reader, GlobalConfig.Smtp smtp) {
    HostPort own =
        reader.value(
            "smarthost", HostPort.NONE, HostPort.NONE, HostPort::parse, HostPort::toString);
    HostPort used = own.isEmpty() ? smtp.smarthost() : own;
    reader.note("smarthost", used.toString(), !used.isEmpty());
    return used;
  }

  private static Map<String, String> headers(MappingReader reader) {
    Map<String, String> canonical = new LinkedHashMap<>();
    reader
        .stringMap("headers")
        .forEach((name, value) -> {
          if (canonical.put(canonicalName(name), value) != null) {
            throw reader.error(
                "headers", "duplicate header \"" + canonicalName(name) + "\" in email config");
          }
        });
    return canonical;
  }

  /// `Reply-To`, however it was written; unchanged if it is no name of a header.
  static String canonicalName(String name) {
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      return name;
    }
    StringBuilder canonical = new StringBuilder(name.toLowerCase(Locale.ROOT));
    for (int i = 0; i < canonical.length(); i++) {
      if (i == 0 || canonical.charAt(i - 1) == '-') {
        canonical.setCharAt(i, Character.toUpperCase(canonical.charAt(i)));
      }
    }
    return canonical.toString();
  }

  /// How to thread; the empty text if not at all.
  private static String threading(MappingReader reader) {
    boolean enabled = reader.bool("enabled", false);
    String byDate = reader.string("thread_by_date");
    reader.finish();
    if (enabled && !List.of("none", "daily").contains(byDate)) {
      throw reader.error("threading.thread_by_date must be either 'none' or 'daily'");
    }
    return enabled ? byDate : "";
  }

  private void check(MappingReader reader) {
    if (to.isEmpty()) {
      throw reader.error("missing to address in email config");
    }
    for (String name : List.of("References", "In-Reply-To")) {
      if (threadByDate.isPresent() && headers.containsKey(name)) {
        throw reader.error(
            "conflicting configuration: threading.enabled conflicts with custom "
                + name
                + " header");
      }
    }
    if (smarthost.isEmpty()) {
      throw reader.error("no global SMTP smarthost set");
    }
    if (from.isEmpty()) {
      throw reader.error("no global SMTP from set");
    }
  }

  @Override
  public String kind() {
    return "email";
  }
}
