package io.vigie.alerts.receiver.rocketchat;

import io.vigie.alerts.config.receiver.RocketchatConfig;
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
import io.vigie.alerts.receiver.http.Truncation;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Posts a message with one attachment; the answer's `success` decides.
public final class RocketchatConversation implements HttpConversation {
  private static final int MAX_TITLE = 1024;

  private final RocketchatConfig config;

  public RocketchatConversation(RocketchatConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    Map<String, Object> body =
        Json.withoutEmpty(
            "channel", message.text(config.channel()),
            "emoji", message.text(config.emoji()),
            "avatar", message.text(config.iconUrl()),
            "attachments", List.of(attachment(message)));
    String base = config.apiUrl().toString().replaceFirst("/+$", "");
    OutboundRequest request =
        OutboundRequest.post(
                URI.create(base + "/api/v1/chat.postMessage"), "application/json", Json.text(body))
            .withHeader("X-Auth-Token", config.token().read().reveal())
            .withHeader("X-User-Id", config.tokenId().read().reveal());
    String channel = "channel \"" + message.text(config.channel()) + "\": ";
    return outcome(sender.send(request), channel);
  }

  private Map<String, Object> attachment(Message message) {
    return Json.withoutEmpty(
        "title", Truncation.toCharacters(message.text(config.title()), MAX_TITLE),
        "title_link", message.text(config.titleLink()),
        "text", message.text(config.text()),
        "image_url", message.text(config.imageUrl()),
        "thumb_url", message.text(config.thumbUrl()),
        "color", message.text(config.color()),
        "fields",
            config.fields().stream()
                .map(field ->
                    Json.object(
                        "short", field.isShort().orElse(config.shortFields()),
                        "title", message.text(field.title()),
                        "value", message.text(field.value())))
                .toList(),
        "actions",
            config.actions().stream()
                .map(action ->
                    Json.withoutEmpty(
                        "type", "button",
                        "text", message.text(action.text()),
                        "url", message.text(action.url()),
                        "msg", message.text(action.msg())))
                .toList());
  }

  private static Outcome outcome(OutboundResponse response, String channel) {
    if (!response.isSuccess()) {
      return Answers.byStatus(response, channel + Answers.shortened(response.text()));
    }
    JsonNode answer = Json.read(response.text());
    if (!answer.isObject()) {
      return new Retry(Failure.CLIENT_ERROR, channel + "could not unmarshal JSON response");
    }
    return answer.path("success").asBoolean(false)
        ? new Delivered(response.statusLine())
        : new Refused(
            Failure.CLIENT_ERROR,
            channel + "error response from Rocketchat: " + answer.path("error").asString(""));
  }
}
