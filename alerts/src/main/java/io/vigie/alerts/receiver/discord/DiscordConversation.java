package io.vigie.alerts.receiver.discord;

import io.vigie.alerts.config.receiver.DiscordConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Posts a message with one embed, red or green.
public final class DiscordConversation implements HttpConversation {
  private static final int MAX_TITLE = 256;
  private static final int MAX_DESCRIPTION = 4096;
  private static final int MAX_CONTENT = 2000;
  private static final int RED = 0x992D22;
  private static final int GREEN = 0x2ECC71;

  private final DiscordConfig config;

  public DiscordConversation(DiscordConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    Object embed =
        Json.object(
            "title", Truncation.toCharacters(message.text(config.title()), MAX_TITLE),
            "description", Truncation.toCharacters(message.text(config.message()), MAX_DESCRIPTION),
            "color", notification.status().equals("firing") ? RED : GREEN);
    Map<String, Object> body =
        Json.object(
            "content", Truncation.toCharacters(message.text(config.content()), MAX_CONTENT),
            "embeds", List.of(embed));
    body.putAll(Json.withoutEmpty("username", config.username(), "avatar_url", config.avatarUrl()));
    return Answers.byStatus(sender.post(config.webhookUrl().read().reveal(), body));
  }
}
