package io.vigie.alerts.receiver.slack;

import io.vigie.alerts.config.receiver.SlackConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Posts a message, or changes the one that the group already has. Webhooks answer with the text
/// `ok`, the API with JSON whose `ok` is false where it refuses, whatever the status.
public final class SlackConversation implements HttpConversation {
  private static final String TIMESTAMP = "threadTs";
  private static final String CHANNEL = "channelId";

  private final SlackConfig config;

  public SlackConversation(SlackConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    Map<String, Object> request = new SlackMessage(config, message).request();
    String url = config.apiUrl().read().reveal();
    Map<String, String> remembered = notification.remembered();
    if (config.updateMessage()
        && remembered.containsKey(TIMESTAMP)
        && remembered.containsKey(CHANNEL)) {
      url = url.replaceFirst("chat\\.postMessage$", "chat.update");
      request.put("ts", remembered.get(TIMESTAMP));
      request.put("channel", remembered.get(CHANNEL));
    }
    return outcome(sender.post(url, request), "channel \"" + channel(request) + "\": ");
  }

  private static String channel(Map<String, Object> request) {
    return request.getOrDefault("channel", "").toString();
  }

  private Outcome outcome(OutboundResponse response, String channel) {
    if (!response.isSuccess()) {
      return Answers.byStatus(response, channel + Answers.shortened(response.text()));
    }
    String text = response.text();
    if (!response.header("Content-Type").startsWith("application/json")) {
      return text.equals("ok")
          ? new Delivered("ok")
          : new Refused(
              Failure.CLIENT_ERROR,
              channel + "received an error response from Slack: " + Answers.shortened(text));
    }
    JsonNode answer = Json.read(text);
    if (!answer.isObject()) {
      return new Retry(
          Failure.CLIENT_ERROR,
          channel + "could not unmarshal JSON response " + Answers.shortened(text));
    }
    if (!answer.path("ok").asBoolean(false)) {
      return new Refused(
          Failure.CLIENT_ERROR,
          channel + "error response from Slack: " + answer.path("error").asString(""));
    }
    return delivered(answer);
  }

  private Outcome delivered(JsonNode answer) {
    String timestamp = answer.path("ts").asString("");
    String channel = answer.path("channel").asString("");
    return config.updateMessage() && !timestamp.isEmpty() && !channel.isEmpty()
        ? new Delivered(Map.of(TIMESTAMP, timestamp, CHANNEL, channel), "ok")
        : new Delivered("ok");
  }
}
