package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpCredentials;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An entry of `slack_configs`.
///
/// @param apiUrl where to post; the app's address if there is an app token
/// @param http says who the client is if there is an app token
/// @param updateMessage change the message of a group rather than post another
/// @param timeout of a request; zero for none of its own
public record SlackConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource apiUrl,
    SecretSource appToken,
    URI appUrl,
    String channel,
    String username,
    String color,
    String title,
    String titleLink,
    String pretext,
    String text,
    String messageText,
    List<Field> fields,
    boolean shortFields,
    String footer,
    String fallback,
    String callbackId,
    String iconEmoji,
    String iconUrl,
    String imageUrl,
    String thumbUrl,
    boolean linkNames,
    List<String> mrkdwnIn,
    List<Action> actions,
    boolean updateMessage,
    Duration timeout)
    implements IntegrationConfig {
  private static final String NOBODY =
      "no Slack API URL nor App token set either inline or in a file";

  /// @param isShort whether it may stand beside another; as `shortFields` says if empty
  public record Field(String title, String value, Optional<Boolean> isShort) {}

  /// A button: a link if there is a URL, otherwise something to be confirmed or not.
  public record Action(
      String type,
      String text,
      String url,
      String style,
      String name,
      String value,
      Optional<Confirmation> confirm) {}

  public record Confirmation(String text, String title, String okText, String dismissText) {}

  public SlackConfig {
    fields = List.copyOf(fields);
    mrkdwnIn = List.copyOf(mrkdwnIn);
    actions = List.copyOf(actions);
  }

  /// What an empty entry is refused with.
  static String problemOfNothing() {
    return NOBODY;
  }

  static SlackConfig read(MappingReader reader, GlobalConfig global) {
    SlackConfig config =
        new SlackConfig(
            Settings.sendResolved(reader, false),
            Settings.http(reader, global.http()),
            Settings.secretUrl(reader, "api_url"),
            Settings.secret(reader, "app_token"),
            Settings.url(reader, "app_url", Optional.of(global.slackAppUrl()))
                .orElse(global.slackAppUrl()),
            reader.string("channel"),
            reader.string("username", standard("username")),
            reader.string("color", standard("color")),
            reader.string("title", standard("title")),
            reader.string("title_link", standard("titlelink")),
            reader.string("pretext", standard("pretext")),
            reader.string("text", standard("text")),
            reader.string("message_text"),
            reader.list("fields", "missing title in Slack field configuration", SlackConfig::field),
            reader.bool("short_fields", false),
            reader.string("footer", standard("footer")),
            reader.string("fallback", standard("fallback")),
            reader.string("callback_id", standard("callbackid")),
            reader.string("icon_emoji", standard("iconemoji")),
            reader.string("icon_url", standard("iconurl")),
            reader.string("image_url"),
            reader.string("thumb_url"),
            reader.bool("link_names", false),
            reader.strings("mrkdwn_in"),
            reader.list(
                "actions", "missing type in Slack action configuration", SlackConfig::action),
            reader.bool("update_message", false),
            Settings.goDuration(reader, "timeout", Duration.ZERO));
    reader.finish();
    config.check(reader);
    return config.inheriting(reader, global);
  }

  private void check(MappingReader reader) {
    if (apiUrl.isConfigured() && appToken.isConfigured()) {
      throw reader.error(
          "at most one of api_url/api_url_file & app_token/app_token_file must be configured");
    }
    boolean postsMessages =
        apiUrl instanceof SecretSource.Inline(var url)
            && url.reveal().equals("https://slack.com/api/chat.postMessage");
    if (updateMessage && !postsMessages) {
      throw reader.error(
          "update_message can only be used with bot tokens. api_url must be set to"
              + " https://slack.com/api/chat.postMessage");
    }
  }

  /// An app token says who posts, and means the app's own address.
  private SlackConfig inheriting(MappingReader reader, GlobalConfig global) {
    boolean ownAuthorization = reader.has("http_config") && Settings.hasAuthorization(http);
    boolean inlineUrl = apiUrl.isConfigured() && apiUrl.file().isEmpty();
    SecretSource token =
        ownAuthorization || inlineUrl
            ? appToken
            : Settings.inherited(reader, "app_token", appToken, global.slackAppToken());
    if (!token.isConfigured()) {
      SecretSource url = Settings.inherited(reader, "api_url", apiUrl, global.slackApiUrl());
      if (!url.isConfigured()) {
        throw reader.error(NOBODY);
      }
      return with(http, url, token);
    }
    if (Settings.hasAuthorization(http)) {
      throw reader.error("http authorization can't be set when using Slack App tokens");
    }
    return with(
        http.withCredentials(new HttpCredentials.Authorization("Bearer", token)),
        SecretSource.inline(appUrl.toString()),
        token);
  }

  private SlackConfig with(HttpClientConfig otherHttp, SecretSource url, SecretSource token) {
    return new SlackConfig(
        sendResolved,
        otherHttp,
        url,
        token,
        appUrl,
        channel,
        username,
        color,
        title,
        titleLink,
        pretext,
        text,
        messageText,
        fields,
        shortFields,
        footer,
        fallback,
        callbackId,
        iconEmoji,
        iconUrl,
        imageUrl,
        thumbUrl,
        linkNames,
        mrkdwnIn,
        actions,
        updateMessage,
        timeout);
  }

  private static String standard(String name) {
    return "{{ template \"slack.default." + name + "\" . }}";
  }

  private static Field field(MappingReader reader) {
    Field field =
        new Field(
            reader.string("title"), reader.string("value"), Settings.optionalBool(reader, "short"));
    reader.finish();
    require(reader, field.title(), "missing title in Slack field configuration");
    require(reader, field.value(), "missing value in Slack field configuration");
    return field;
  }

  private static void require(MappingReader reader, String value, String problem) {
    if (value.isEmpty()) {
      throw reader.error(problem);
    }
  }

  private static Action action(MappingReader reader) {
    Action action =
        new Action(
            reader.string("type"),
            reader.string("text"),
            reader.string("url"),
            reader.string("style"),
            reader.string("name"),
            reader.string("value"),
            Settings.block(reader, "confirm", SlackConfig::confirmation));
    reader.finish();
    require(reader, action.type(), "missing type in Slack action configuration");
    require(reader, action.text(), "missing text in Slack action configuration");
    require(
        reader, action.url() + action.name(), "missing name or url in Slack action configuration");
    return action.url().isEmpty()
        ? action
        : new Action(
            action.type(), action.text(), action.url(), action.style(), "", "", Optional.empty());
  }

  private static Confirmation confirmation(MappingReader reader) {
    Confirmation confirmation =
        new Confirmation(
            reader.string("text"),
            reader.string("title"),
            reader.string("ok_text"),
            reader.string("dismiss_text"));
    reader.finish();
    require(reader, confirmation.text(), "missing text in Slack confirmation configuration");
    return confirmation;
  }

  @Override
  public String kind() {
    return "slack";
  }
}
