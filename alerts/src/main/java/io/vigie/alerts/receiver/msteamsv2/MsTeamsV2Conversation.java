package io.vigie.alerts.receiver.msteamsv2;

import io.vigie.alerts.config.receiver.MsTeamsV2Config;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Posts an adaptive card: a coloured title and the text below it.
public final class MsTeamsV2Conversation implements HttpConversation {
  private final MsTeamsV2Config config;

  public MsTeamsV2Conversation(MsTeamsV2Config config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    Map<String, Object> attachment =
        Json.object("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.put("contentUrl", java.util.Optional.empty());
    attachment.put("content", content(message, notification));
    Object body = Json.object("type", "message", "attachments", List.of(attachment));
    return Answers.byStatus(sender.post(config.webhookUrl().read().reveal(), body));
  }

  private Map<String, Object> content(Message message, Notification notification) {
    boolean firing = notification.status().equals("firing");
    Object title =
        Json.object(
            "type", "TextBlock",
            "text", message.text(config.title()),
            "weight", "Bolder",
            "size", "Medium",
            "wrap", true,
            "style", "heading",
            "color", firing ? "Attention" : "Good");
    Object text =
        Json.object("type", "TextBlock", "text", message.text(config.text()), "wrap", true);
    return Json.object(
        "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
        "type", "AdaptiveCard",
        "version", "1.2",
        "body", List.of(title, text),
        "msteams", Json.object("width", "full"));
  }
}
