package io.vigie.alerts.receiver.email;

import io.vigie.alerts.config.receiver.EmailConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.receiver.Integration;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.config.http.SecretSource;
import io.vigie.template.TemplateException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// Sends a mail to all recipients in one go. What the mail server or the way to it does is worth
/// another try; templates and addresses that are wrong are not.
public final class EmailIntegration implements Integration {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final EmailConfig config;
  private final MessageTemplates templates;
  private final InstantSource clock;

  public EmailIntegration(EmailConfig config, MessageTemplates templates, InstantSource clock) {
    this.config = config;
    this.templates = templates;
    this.clock = clock;
  }

  @Override
  public Outcome notify(Notification notification) {
    try {
      return send(notification);
    } catch (AddressException | TemplateException e) {
      return new Refused(Failure.OTHER, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Refused(Failure.OTHER, String.valueOf(e.getMessage()));
    } catch (AuthenticationFailedException e) {
      return new Retry(Failure.AUTH_ERROR, reason("the mail server refuses the credentials", e));
    } catch (MessagingException e) {
      return new Retry(Failure.OTHER, reason("mail by " + config.smarthost(), e));
    }
  }

  private static String reason(String what, MessagingException e) {
    String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage().strip();
    String more = e.getNextException() == null ? "" : e.getNextException().getMessage();
    return what + ": " + said + (more == null || more.isEmpty() ? "" : ": " + more.strip());
  }

  private Outcome send(Notification notification) throws IOException, MessagingException {
    Message message = templates.message(notification);
    InternetAddress[] from = InternetAddress.parse(message.text(config.from()));
    if (from.length != 1) {
      throw new AddressException("must be exactly one 'from' address (got: " + from.length + ")");
    }
    InternetAddress[] to = InternetAddress.parse(message.text(config.to()));
    if (to.length == 0) {
      throw new AddressException("there is no 'to' address");
    }
    Session session = SmtpSession.open(config, from[0].getAddress(), timeout(notification));
    MailMessage mail = MailMessage.of(config, session, message, notification, clock.instant());
    try (Transport transport = session.getTransport()) {
      connect(transport);
      transport.sendMessage(mail, to);
    }
    return new Delivered(
        "accepted for " + to.length + (to.length == 1 ? " address" : " addresses"));
  }

  private void connect(Transport transport) throws IOException, MessagingException {
    if (config.authUsername().isEmpty()) {
      transport.connect();
      return;
    }
    SecretSource source =
        SmtpSession.usesSecret(config) ? config.authSecret() : config.authPassword();
    transport.connect(config.authUsername(), source.read().reveal());
  }

  private Duration timeout(Notification notification) {
    Duration left = Duration.between(clock.instant(), notification.deadline());
    return left.compareTo(LONGEST) < 0 ? left : LONGEST;
  }
}
