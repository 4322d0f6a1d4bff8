package io.vigie.alerts.receiver.mattermost;

import io.vigie.alerts.config.receiver.MattermostConfig;
import io.vigie.alerts.config.receiver.MattermostConfig.Attachment;
import io.vigie.alerts.config.receiver.MattermostConfig.Priority;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Posts a message. Its text stands in the one attachment that the settings describe, or, if they
/// list attachments, before these.
public final class MattermostConversation implements HttpConversation {
  private static final int MAX_TEXT = 16_383;
  private static final String STANDARD = "standard";

  private final MattermostConfig config;

  public MattermostConversation(MattermostConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    String channel = message.text(config.channel());
    boolean own = !config.attachments().isEmpty();
    List<Attachment> attachments = own ? config.attachments() : List.of(config.message());
    String text = own ? message.text(config.message().text()) : "";
    Map<String, Object> body =
        Json.withoutEmpty(
            "text", Truncation.toCharacters(text, MAX_TEXT),
            "channel", channel,
            "username", message.text(config.username()),
            "icon_url", message.text(config.iconUrl()),
            "icon_emoji", message.text(config.iconEmoji()),
            "attachments", attachments.stream().map(a -> attachment(a, message)).toList(),
            "type", message.text(config.type()));
    config
        .card()
        .filter(card -> !card.isEmpty())
        .ifPresent(card -> body.put("props", Json.object("card", message.text(card))));
    config
        .priority()
        .filter(priority -> !priority.priority().isEmpty())
        .ifPresent(priority -> body.put("priority", priority(priority, message)));
    OutboundResponse response = sender.post(config.webhookUrl().read().reveal(), body);
    return Answers.byStatus(
        response, "channel \"" + channel + "\": " + Answers.shortened(response.text()));
  }

  private static Map<String, Object> attachment(Attachment attachment, Message message) {
    return Json.withoutEmpty(
        "fallback", message.text(attachment.fallback()),
        "color", message.text(attachment.color()),
        "pretext", message.text(attachment.pretext()),
        "text", message.text(attachment.text()),
        "author_name", message.text(attachment.authorName()),
        "author_link", message.text(attachment.authorLink()),
        "author_icon", message.text(attachment.authorIcon()),
        "title", message.text(attachment.title()),
        "title_link", message.text(attachment.titleLink()),
        "fields",
            attachment.fields().stream()
                .map(field -> {
                  Map<String, Object> json =
                      Json.withoutEmpty(
                          "title", message.text(field.title()),
                          "value", message.text(field.value()));
                  field.isShort().ifPresent(isShort -> json.put("short", isShort));
                  return json;
                })
                .toList(),
        "thumb_url", message.text(attachment.thumbUrl()),
        "footer", message.text(attachment.footer()),
        "footer_icon", message.text(attachment.footerIcon()),
        "image_url", message.text(attachment.imageUrl()));
  }

  /// Only what is more than standard can ask for an answer, and only what is urgent can insist.
  private static Map<String, Object> priority(Priority priority, Message message) {
    String wanted = message.text(priority.priority()).toLowerCase(Locale.ROOT);
    String known = List.of("urgent", "important").contains(wanted) ? wanted : STANDARD;
    return Json.withoutEmpty(
        "priority", known,
        "requested_ack", priority.requestedAck() && !known.equals(STANDARD),
        "persistent_notifications", priority.persistentNotifications() && known.equals("urgent"));
  }
}
