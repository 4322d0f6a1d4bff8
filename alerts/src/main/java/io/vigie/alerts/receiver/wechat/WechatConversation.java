package io.vigie.alerts.receiver.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.alerts.config.receiver.WechatConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Asks for an access token, keeps it for two hours or until the server calls it expired, and sends
/// the message with it.
public final class WechatConversation implements HttpConversation {
  private static final Duration TOKEN_LIFETIME = Duration.ofHours(2);
  private static final int TOKEN_EXPIRED = 42001;

  private final WechatConfig config;
  private final InstantSource clock;

  // Guarded by this.
  private String token = "";
  private Instant tokenSince = Instant.EPOCH;

  public WechatConversation(WechatConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    String current = token(message, sender);
    if (current.isEmpty()) {
      return new Refused(
          Failure.OTHER, "invalid APISecret for CorpID: " + message.text(config.corpId()));
    }
    String url = config.apiUrl() + "message/send?access_token=" + encoded(current);
    return outcome(sender.post(url, body(message)));
  }

  private Map<String, Object> body(Message message) {
    Object content = Json.object("content", message.text(config.message()));
    boolean markdown = config.messageType().equals("markdown");
    Map<String, Object> body =
        Json.withoutEmpty(
            "touser", message.text(config.toUser()),
            "toparty", message.text(config.toParty()),
            "totag", message.text(config.toTag()),
            "agentid", message.text(config.agentId()),
            "safe", "0",
            "msgtype", config.messageType());
    Object none = Json.object("content", "");
    body.put("text", markdown ? none : content);
    body.put("markdown", markdown ? content : none);
    return body;
  }

  private synchronized String token(Message message, HttpSender sender) throws IOException {
    boolean old = Duration.between(tokenSince, clock.instant()).compareTo(TOKEN_LIFETIME) > 0;
    if (token.isEmpty() || old) {
      String query =
          "corpid="
              + encoded(message.text(config.corpId()))
              + "&corpsecret="
              + encoded(message.text(config.apiSecret().read().reveal()));
      URI uri = URI.create(config.apiUrl() + "gettoken?" + query);
      OutboundResponse response = sender.send(OutboundRequest.get(uri));
      token = Json.read(response.text()).path("access_token").asString("");
      tokenSince = clock.instant();
    }
    return token;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private synchronized Outcome outcome(OutboundResponse response) {
    if (response.status() != 200) {
      return new Retry(
          Failure.ofStatus(response.status()), "unexpected status code " + response.status());
    }
    JsonNode answer = Json.read(response.text());
    if (!answer.isObject()) {
      return new Retry(Failure.OTHER, "the answer is not JSON");
    }
    int code = answer.path("errcode").asInt(0);
    String said = answer.path("errmsg").asString("");
    if (code == TOKEN_EXPIRED) {
      token = "";
      return new Retry(Failure.OTHER, said);
    }
    return code == 0 ? new Delivered(said) : new Refused(Failure.OTHER, said);
  }
}
