package io.vigie.alerts.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The templates that users may call without writing them, under the names that Alertmanager's
/// users know. What is the same for several receivers is written once.
final class DefaultTemplates {
  private static final List<String> SUBJECTS =
      List.of(
          "slack.default.title",
          "pagerduty.default.description",
          "opsgenie.default.message",
          "victorops.default.entity_display_name",
          "pushover.default.title",
          "sns.default.subject",
          "discord.default.title",
          "msteams.default.summary",
          "msteams.default.title",
          "msteamsv2.default.title",
          "jira.default.summary",
          "rocketchat.default.title",
          "mattermost.default.title",
          "email.default.subject");
  private static final List<String> SENDERS =
      List.of(
          "slack.default.username",
          "pagerduty.default.client",
          "victorops.default.monitoring_tool",
          "rocketchat.default.alias",
          "mattermost.default.username");
  private static final List<String> LINKS =
      List.of(
          "slack.default.titlelink",
          "pagerduty.default.clientURL",
          "opsgenie.default.source",
          "pushover.default.url",
          "rocketchat.default.titlelink",
          "mattermost.default.titlelink");
  private static final List<String> COLORS =
      List.of("slack.default.color", "mattermost.default.color");
  private static final List<String> LINKED_SUBJECTS =
      List.of("slack.default.fallback", "mattermost.default.fallback");
  private static final List<String> COMPACT =
      List.of("opsgenie.default.description", "victorops.default.state_message");
  private static final List<String> DESCRIBED =
      List.of("pushover.default.message", "sns.default.message", "webex.default.message");
  private static final List<String> PLAIN =
      List.of("telegram.default.message", "discord.default.message");
  private static final List<String> MARKDOWN =
      List.of(
          "msteams.default.text",
          "msteamsv2.default.text",
          "jira.default.description",
          "mattermost.default.text");
  private static final List<String> EMPTY =
      List.of(
          "__description",
          "slack.default.callbackid",
          "slack.default.pretext",
          "slack.default.iconemoji",
          "slack.default.iconurl",
          "slack.default.text",
          "slack.default.footer",
          "wechat.default.to_user",
          "wechat.default.to_party",
          "wechat.default.to_tag",
          "wechat.default.agent_id",
          "discord.default.content",
          "rocketchat.default.emoji",
          "rocketchat.default.iconurl",
          "rocketchat.default.text");

  /// What most parts of the mail begin with; mail programs know no style sheets.
  private static final String MAIL_STYLE =
      "margin: 0; font-family: 'Helvetica Neue', Helvetica, Arial, sans-serif;"
          + " box-sizing: border-box; font-size: 14px;";

  private DefaultTemplates() {}

  static String text() {
    StringBuilder text = new StringBuilder(resource("default.tmpl"));
    alias(text, SUBJECTS, "__subject");
    alias(text, SENDERS, "__alertmanager");
    alias(text, LINKS, "__alertmanagerURL");
    alias(text, COLORS, "__color");
    alias(text, LINKED_SUBJECTS, "__linked_subject");
    alias(text, COMPACT, "__compact");
    alias(text, DESCRIBED, "__described");
    alias(text, PLAIN, "__plain");
    alias(text, MARKDOWN, "__markdown");
    alias(text, List.of("pagerduty.default.instances"), "__text_alert_list");
    EMPTY.forEach(name -> text.append("{{define \"%s\"}}{{end}}".formatted(name)));
    return text.append(resource("email.tmpl").replace("@style@", MAIL_STYLE)).toString();
  }

  private static void alias(StringBuilder text, List<String> names, String template) {
    names.forEach(name ->
        text.append("{{define \"%s\"}}{{template \"%s\" .}}{{end}}".formatted(name, template)));
  }

  private static String resource(String name) {
    try (InputStream in = DefaultTemplates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
