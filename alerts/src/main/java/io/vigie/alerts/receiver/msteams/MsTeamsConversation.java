package io.vigie.alerts.receiver.msteams;

import io.vigie.alerts.config.receiver.MsTeamsConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import java.io.IOException;

/// Posts a message card, red or green.
public final class MsTeamsConversation implements HttpConversation {
  private static final String RED = "8C1A1A";
  private static final String GREEN = "2DC72D";

  private final MsTeamsConfig config;

  public MsTeamsConversation(MsTeamsConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    Object card =
        Json.object(
            "@context",
            "http://schema.org/extensions",
            "type",
            "MessageCard",
            "title",
            message.text(config.title()),
            "summary",
            message.text(config.summary()),
            "text",
            message.text(config.text()),
            "themeColor",
            notification.status().equals("firing") ? RED : GREEN);
    return Answers.byStatus(sender.post(config.webhookUrl().read().reveal(), card));
  }
}
