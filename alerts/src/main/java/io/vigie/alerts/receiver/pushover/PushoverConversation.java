package io.vigie.alerts.receiver.pushover;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vigie.alerts.config.receiver.PushoverConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Truncation;
import io.vigie.outbound.OutboundRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Posts a push message; all of it stands in the address.
public final class PushoverConversation implements HttpConversation {
  private static final String URL = "https://api.pushover.net/1/messages.json";
  private static final int MAX_TITLE = 250;
  private static final int MAX_MESSAGE = 1024;
  private static final int MAX_URL = 512;

  private final PushoverConfig config;
  private final String url;

  public PushoverConversation(PushoverConfig config) {
    this(config, URL);
  }

  PushoverConversation(PushoverConfig config, String url) {
    this.config = config;
    this.url = url;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    String query =
        parameters(message).entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    OutboundRequest request =
        OutboundRequest.post(URI.create(url + "?" + query), "text/plain", new byte[0]);
    return Answers.byStatus(sender.send(request));
  }

  private Map<String, String> parameters(Message message) throws IOException {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("token", message.text(config.token().read().reveal()));
    parameters.put("user", message.text(config.userKey().read().reveal()));
    parameters.put("title", Truncation.toCharacters(message.text(config.title()), MAX_TITLE));
    parameters.put("message", body(message));
    parameters.put("url", Truncation.toCharacters(message.text(config.url()), MAX_URL));
    parameters.put("url_title", message.text(config.urlTitle()));
    parameters.put("priority", message.text(config.priority()));
    parameters.put("retry", String.valueOf(config.retry().toSeconds()));
    parameters.put("expire", String.valueOf(config.expire().toSeconds()));
    parameters.put("device", message.text(config.device()));
    parameters.put("sound", message.text(config.sound()));
    putIf(config.html(), parameters, "html", "1");
    putIf(config.monospace(), parameters, "monospace", "1");
    putIf(!config.ttl().isZero(), parameters, "ttl", String.valueOf(config.ttl().toSeconds()));
    return parameters;
  }

  private static void putIf(
      boolean wanted, Map<String, String> parameters, String name, String value) {
    if (wanted) {
      parameters.put(name, value);
    }
  }

  private String body(Message message) {
    String text = config.html() ? message.html(config.message()) : message.text(config.message());
    String cut = Truncation.toCharacters(text, MAX_MESSAGE).strip();
    return cut.isEmpty() ? "(no details)" : cut;
  }
}
