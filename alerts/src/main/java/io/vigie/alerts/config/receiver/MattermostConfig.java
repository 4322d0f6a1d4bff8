package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.util.List;
import java.util.Optional;

/// An entry of `mattermost_configs`.
///
/// @param message what makes up the message if there are no attachments
/// @param card text of the property `card`
public record MattermostConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource webhookUrl,
    String channel,
    String username,
    Attachment message,
    String iconUrl,
    String iconEmoji,
    List<Attachment> attachments,
    String type,
    Optional<String> card,
    Optional<Priority> priority)
    implements IntegrationConfig {

  /// @param isShort whether it may stand beside another
  public record Field(String title, String value, Optional<Boolean> isShort) {}

  public record Priority(String priority, boolean requestedAck, boolean persistentNotifications) {}

  public record Attachment(
      String fallback,
      String color,
      String pretext,
      String text,
      String authorName,
      String authorLink,
      String authorIcon,
      String title,
      String titleLink,
      List<Field> fields,
      String thumbUrl,
      String footer,
      String footerIcon,
      String imageUrl) {
    public Attachment {
      fields = List.copyOf(fields);
    }

    private static Attachment read(MappingReader reader, boolean defaults) {
      return new Attachment(
          reader.string("fallback", standard(defaults, "fallback")),
          reader.string("color", standard(defaults, "color")),
          reader.string("pretext"),
          reader.string("text", standard(defaults, "text")),
          reader.string("author_name"),
          reader.string("author_link"),
          reader.string("author_icon"),
          reader.string("title", standard(defaults, "title")),
          reader.string("title_link", standard(defaults, "titlelink")),
          reader.list(
              "fields", "missing title in Mattermost field configuration", MattermostConfig::field),
          reader.string("thumb_url"),
          reader.string("footer"),
          reader.string("footer_icon"),
          reader.string("image_url"));
    }
  }

  public MattermostConfig {
    attachments = List.copyOf(attachments);
  }

  static MattermostConfig read(MappingReader reader, GlobalConfig global) {
    MattermostConfig config =
        new MattermostConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.inherited(
                reader,
                "webhook_url",
                Settings.secretUrl(reader, "webhook_url"),
                global.mattermostWebhookUrl()),
            reader.string("channel"),
            reader.string("username", standard(true, "username")),
            Attachment.read(reader, true),
            reader.string("icon_url"),
            reader.string("icon_emoji"),
            reader.list("attachments", "missing attachment", MattermostConfig::attachment),
            reader.string("type"),
            Settings.block(reader, "props", MattermostConfig::card),
            Settings.block(reader, "priority", MattermostConfig::priority));
    reader.finish();
    if (!config.webhookUrl.isConfigured()) {
      throw reader.error("missing webhook_url or webhook_url_file on mattermost_config");
    }
    return config;
  }

  private static String standard(boolean defaults, String name) {
    return defaults ? "{{ template \"mattermost.default." + name + "\" . }}" : "";
  }

  private static Attachment attachment(MappingReader reader) {
    Attachment attachment = Attachment.read(reader, false);
    reader.finish();
    return attachment;
  }

  private static Field field(MappingReader reader) {
    Field field =
        new Field(
            reader.string("title"), reader.string("value"), Settings.optionalBool(reader, "short"));
    reader.finish();
    if (field.title().isEmpty()) {
      throw reader.error("missing title in Mattermost field configuration");
    }
    if (field.value().isEmpty()) {
      throw reader.error("missing value in Mattermost field configuration");
    }
    return field;
  }

  private static String card(MappingReader reader) {
    String card = reader.string("card");
    reader.finish();
    return card;
  }

  private static Priority priority(MappingReader reader) {
    Priority priority =
        new Priority(
            reader.string("priority"),
            reader.bool("requested_ack", false),
            reader.bool("persistent_notifications", false));
    reader.finish();
    return priority;
  }

  @Override
  public String kind() {
    return "mattermost";
  }
}
