package io.vigie.alerts.receiver.slack;

import io.vigie.alerts.config.receiver.SlackConfig;
import io.vigie.alerts.config.receiver.SlackConfig.Action;
import io.vigie.alerts.config.receiver.SlackConfig.Confirmation;
import io.vigie.alerts.config.receiver.SlackConfig.Field;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.alerts.receiver.http.Truncation;
import java.util.List;
import java.util.Map;

/// The document that Slack gets: one message with one attachment.
record SlackMessage(SlackConfig config, Message message) {
  private static final int MAX_TITLE = 1024;
  private static final List<String> MARKDOWN = List.of("fallback", "pretext", "text");

  Map<String, Object> request() {
    Map<String, Object> request =
        Json.withoutEmpty(
            "channel", text(config.channel()),
            "username", text(config.username()),
            "icon_emoji", text(config.iconEmoji()),
            "icon_url", text(config.iconUrl()),
            "link_names", config.linkNames(),
            "text", text(config.messageText()));
    request.put("attachments", List.of(attachment()));
    return request;
  }

  private Map<String, Object> attachment() {
    Map<String, Object> attachment =
        Json.withoutEmpty(
            "title", Truncation.toCharacters(text(config.title()), MAX_TITLE),
            "title_link", text(config.titleLink()),
            "pretext", text(config.pretext()),
            "fields", config.fields().stream().map(this::field).toList(),
            "actions", config.actions().stream().map(this::action).toList(),
            "image_url", text(config.imageUrl()),
            "thumb_url", text(config.thumbUrl()),
            "color", text(config.color()),
            "mrkdwn_in", config.mrkdwnIn().isEmpty() ? MARKDOWN : config.mrkdwnIn());
    attachment.put("text", text(config.text()));
    attachment.put("fallback", text(config.fallback()));
    attachment.put("callback_id", text(config.callbackId()));
    attachment.put("footer", text(config.footer()));
    return attachment;
  }

  private Map<String, Object> field(Field field) {
    Map<String, Object> json =
        Json.withoutEmpty("title", text(field.title()), "value", text(field.value()));
    json.put("short", field.isShort().orElse(config.shortFields()));
    return json;
  }

  private Map<String, Object> action(Action action) {
    Map<String, Object> json =
        Json.withoutEmpty(
            "type", text(action.type()),
            "text", text(action.text()),
            "url", text(action.url()),
            "style", text(action.style()),
            "name", text(action.name()),
            "value", text(action.value()));
    action.confirm().ifPresent(confirm -> json.put("confirm", confirmation(confirm)));
    return json;
  }

  private Map<String, Object> confirmation(Confirmation confirm) {
    return Json.withoutEmpty(
        "text", text(confirm.text()),
        "title", text(confirm.title()),
        "ok_text", text(confirm.okText()),
        "dismiss_text", text(confirm.dismissText()));
  }

  private String text(String template) {
    return message.text(template);
  }
}
