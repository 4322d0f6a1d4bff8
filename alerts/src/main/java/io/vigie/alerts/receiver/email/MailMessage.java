package io.vigie.alerts.receiver.email;

import io.vigie.alerts.config.receiver.EmailConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.http.GroupHash;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// One mail: headers, and the same in plain text and HTML.
final class MailMessage extends MimeMessage {
  private static final int THREAD_HASH_LENGTH = 16;

  private MailMessage(Session session) {
    super(session);
  }

  /// @throws MessagingException if a header cannot be written
  static MailMessage of(
      EmailConfig config, Session session, Message message, Notification notification, Instant now)
      throws MessagingException {
    MailMessage mail = new MailMessage(session);
    for (Map.Entry<String, String> header : headers(config).entrySet()) {
      mail.setHeader(header.getKey(), HeaderText.encoded(message.text(header.getValue())));
    }
    mail.thread(config, notification, now);
    mail.setSentDate(Date.from(now));
    mail.setContent(body(config, message));
    mail.saveChanges();
    return mail;
  }

  private static Map<String, String> headers(EmailConfig config) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Subject", EmailConfig.DEFAULT_SUBJECT);
    headers.put("To", config.to());
    headers.put("From", config.from());
    headers.putAll(config.headers());
    return headers;
  }

  /// Messages about a group refer to the same message, which does not exist: mail programs gather
  /// them under it.
  private void thread(EmailConfig config, Notification notification, Instant now)
      throws MessagingException {
    if (config.threadByDate().isEmpty()) {
      return;
    }
    boolean daily = !config.threadByDate().get().equals("none");
    String date = daily ? LocalDate.ofInstant(now, ZoneId.systemDefault()).toString() : "";
    String group = GroupHash.of(notification).substring(0, THREAD_HASH_LENGTH);
    String root = "<alert-" + group + "-" + date + "@alertmanager>";
    setHeader("References", root);
    setHeader("In-Reply-To", root);
  }

  /// The preferred form stands last (RFC 2046, 5.1.4).
  private static MimeMultipart body(EmailConfig config, Message message) throws MessagingException {
    MimeMultipart parts = new MimeMultipart("alternative");
    if (!config.text().isEmpty()) {
      parts.addBodyPart(part(message.text(config.text()), "plain"));
    }
    if (!config.html().isEmpty()) {
      parts.addBodyPart(part(message.html(config.html()), "html"));
    }
    return parts;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, "UTF-8", subtype);
    part.setHeader("Content-Type", "text/" + subtype + "; charset=UTF-8");
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  /// A configured identity stays.
  @Override
  protected void updateMessageID() throws MessagingException {
    if (getHeader("Message-Id") == null) {
      setHeader("Message-Id", "<" + UUID.randomUUID() + "@" + HostName.OWN + ">");
    }
  }
}
