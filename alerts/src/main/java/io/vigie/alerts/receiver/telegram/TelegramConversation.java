package io.vigie.alerts.receiver.telegram;

import io.vigie.alerts.config.receiver.TelegramConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Sends a message of the bot. Every failure is worth another try, as with Alertmanager; a flood
/// limit says after how long.
public final class TelegramConversation implements HttpConversation {
  private static final int MAX_MESSAGE = 4096;
  private static final String TOO_LONG =
      "Alertmanager notification could not be sent: message length exceeds Telegram limits.\n"
          + "\t\t\tPlease check the template used for producing the message content.";

  private final TelegramConfig config;

  public TelegramConversation(TelegramConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    Map<String, Object> body =
        Json.withoutEmpty(
            "chat_id",
            chat(),
            "text",
            text(message),
            "parse_mode",
            config.parseMode(),
            "disable_web_page_preview",
            "true",
            "disable_notification",
            config.disableNotifications() ? "true" : "",
            "message_thread_id",
            config.messageThreadId() == 0 ? "" : String.valueOf(config.messageThreadId()));
    String base = config.apiUrl().toString().replaceFirst("/$", "");
    String token = config.botToken().read().reveal();
    return outcome(sender.post(base + "/bot" + token + "/sendMessage", body));
  }

  /// Half a tag is no HTML, so that HTML is not cut.
  private String text(Message message) {
    if (!config.parseMode().equals("HTML")) {
      return Truncation.toCharacters(message.text(config.message()), MAX_MESSAGE);
    }
    String html = message.html(config.message());
    return html.codePointCount(0, html.length()) > MAX_MESSAGE ? TOO_LONG : html;
  }

  private String chat() throws IOException {
    Optional<Path> file = config.chatIdFile();
    if (file.isEmpty()) {
      return String.valueOf(config.chatId());
    }
    String text = Files.readString(file.get()).strip();
    if (!text.matches("-?\\d{1,18}")) {
      throw new IOException("could not parse chat_id from " + file.get() + ": not a number");
    }
    return text;
  }

  private static Outcome outcome(OutboundResponse response) {
    JsonNode answer = Json.read(response.text());
    if (answer.path("ok").asBoolean(false)) {
      return new Delivered(response.statusLine());
    }
    int wait = answer.path("parameters").path("retry_after").asInt(0);
    int code = answer.path("error_code").asInt(response.status());
    Failure failure = wait > 0 ? Failure.RATE_LIMITED : Failure.ofStatus(code);
    String said = answer.path("description").asString(Answers.shortened(response.text()));
    return new Retry(
        failure,
        "telegram: " + said + " (" + code + ")",
        wait > 0 ? Optional.of(Duration.ofSeconds(wait)) : Optional.empty());
  }
}
