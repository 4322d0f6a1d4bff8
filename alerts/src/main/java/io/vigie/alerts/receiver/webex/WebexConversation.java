package io.vigie.alerts.receiver.webex;

import io.vigie.alerts.config.receiver.WebexConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import java.io.IOException;
import java.util.Map;

/// Posts a message in Markdown to a room.
public final class WebexConversation implements HttpConversation {
  private static final int MAX_MESSAGE_BYTES = 7439;

  private final WebexConfig config;

  public WebexConversation(WebexConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    Map<String, Object> body =
        Json.object(
            "markdown", Truncation.toBytes(message.text(config.message()), MAX_MESSAGE_BYTES));
    body.putAll(Json.withoutEmpty("roomId", message.text(config.roomId())));
    return Answers.byStatus(sender.post(config.apiUrl().toString(), body));
  }
}
