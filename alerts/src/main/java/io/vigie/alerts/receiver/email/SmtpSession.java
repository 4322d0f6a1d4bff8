package io.vigie.alerts.receiver.email;

import io.vigie.alerts.config.receiver.EmailConfig;
import io.vigie.outbound.tls.TlsContexts;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;

/// The settings of a connection to the mail server, in the words of the mail library.
final class SmtpSession {
  private static final String IMPLICIT_TLS_PORT = "465";

  private SmtpSession() {}

  /// @param from the address that `MAIL FROM` gives
  /// @throws IOException if a file of the TLS settings cannot be read
  static Session open(EmailConfig config, String from, Duration timeout) throws IOException {
    Properties settings = new Properties();
    settings.setProperty("mail.transport.protocol", "smtp");
    settings.setProperty("mail.smtp.host", config.smarthost().host());
    settings.setProperty("mail.smtp.port", config.smarthost().port());
    settings.setProperty("mail.smtp.localhost", config.hello());
    settings.setProperty("mail.smtp.from", from);
    // Who is refused is told of, rather than that some got it.
    settings.setProperty("mail.smtp.sendpartial", "false");
    String millis = String.valueOf(Math.max(1, timeout.toMillis()));
    settings.setProperty("mail.smtp.connectiontimeout", millis);
    settings.setProperty("mail.smtp.timeout", millis);
    settings.setProperty("mail.smtp.writetimeout", millis);
    tls(config, settings);
    authentication(config, settings);
    return Session.getInstance(settings);
  }

  private static void tls(EmailConfig config, Properties settings) throws IOException {
    boolean implicit =
        config.forceImplicitTls().orElse(config.smarthost().port().equals(IMPLICIT_TLS_PORT));
    boolean startTls = config.requireTls() && !implicit;
    settings.setProperty("mail.smtp.ssl.enable", String.valueOf(implicit));
    settings.setProperty("mail.smtp.starttls.enable", String.valueOf(startTls));
    settings.setProperty("mail.smtp.starttls.required", String.valueOf(startTls));
    if (implicit || startTls) {
      settings.put(
          "mail.smtp.ssl.socketFactory", TlsContexts.create(config.tls()).getSocketFactory());
      settings.setProperty(
          "mail.smtp.ssl.checkserveridentity", String.valueOf(!config.tls().insecureSkipVerify()));
    }
  }

  /// A secret without a password means CRAM-MD5, which the library only knows through SASL.
  private static void authentication(EmailConfig config, Properties settings) {
    boolean authenticates = !config.authUsername().isEmpty();
    settings.setProperty("mail.smtp.auth", String.valueOf(authenticates));
    settings.setProperty("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    if (authenticates && usesSecret(config)) {
      settings.setProperty("mail.smtp.sasl.enable", "true");
      settings.setProperty("mail.smtp.sasl.mechanisms", "CRAM-MD5");
    }
    // Left out, it would be the user's name; CRAM-MD5 has none.
    if (!usesSecret(config)) {
      settings.setProperty("mail.smtp.sasl.authorizationid", config.authIdentity());
    }
  }

  static boolean usesSecret(EmailConfig config) {
    return config.authSecret().isConfigured() && !config.authPassword().isConfigured();
  }
}
