package io.vigie.alerts.receiver.victorops;

import io.vigie.alerts.config.receiver.VictorOpsConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.GroupHash;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// Posts an event; an unknown message type is critical, and the end of a group a recovery.
public final class VictorOpsConversation implements HttpConversation {
  private static final int MAX_STATE_MESSAGE = 20_480;
  private static final Set<String> TYPES = Set.of("INFO", "WARNING", "CRITICAL");

  private final VictorOpsConfig config;

  public VictorOpsConversation(VictorOpsConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    String wanted = message.text(config.messageType());
    String known = TYPES.contains(wanted) ? wanted : "CRITICAL";
    Map<String, Object> body =
        Json.object(
            "message_type", notification.status().equals("firing") ? known : "RECOVERY",
            "entity_id", GroupHash.of(notification),
            "entity_display_name", message.text(config.entityDisplayName()),
            "state_message",
                Truncation.toCharacters(message.text(config.stateMessage()), MAX_STATE_MESSAGE),
            "monitoring_tool", message.text(config.monitoringTool()));
    config.customFields().forEach((name, value) -> body.put(name, message.text(value)));
    String url =
        config.apiUrl() + config.apiKey().read().reveal() + "/" + message.text(config.routingKey());
    return Answers.byStatus(sender.post(url, body));
  }
}
