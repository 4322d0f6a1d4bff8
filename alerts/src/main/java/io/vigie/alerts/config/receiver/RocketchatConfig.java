package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// An entry of `rocketchat_configs`.
public record RocketchatConfig(
    boolean sendResolved,
    HttpClientConfig http,
    URI apiUrl,
    SecretSource tokenId,
    SecretSource token,
    String channel,
    String color,
    String title,
    String titleLink,
    String text,
    List<Field> fields,
    boolean shortFields,
    String emoji,
    String iconUrl,
    String imageUrl,
    String thumbUrl,
    boolean linkNames,
    List<Action> actions)
    implements IntegrationConfig {

  /// @param isShort whether it may stand beside another; as `shortFields` says if empty
  public record Field(Optional<Boolean> isShort, String title, String value) {}

  public record Action(
      String type,
      String text,
      String url,
      String imageUrl,
      boolean isWebView,
      String webviewHeightRatio,
      String msg,
      boolean msgInChatWindow,
      String msgProcessingType) {}

  public RocketchatConfig {
    fields = List.copyOf(fields);
    actions = List.copyOf(actions);
  }

  static RocketchatConfig read(MappingReader reader, GlobalConfig global) {
    RocketchatConfig config =
        new RocketchatConfig(
            Settings.sendResolved(reader, false),
            Settings.http(reader, global.http()),
            Settings.url(reader, "api_url", Optional.of(global.rocketchatApiUrl()))
                .orElse(global.rocketchatApiUrl()),
            Settings.inherited(reader, "token_id", global.rocketchatTokenId()),
            Settings.inherited(reader, "token", global.rocketchatToken()),
            reader.string("channel"),
            reader.string("color", "{{ if eq .Status \"firing\" }}red{{ else }}green{{ end }}"),
            reader.string("title", standard("title")),
            reader.string("title_link", standard("titlelink")),
            reader.string("text", standard("text")),
            reader.list("fields", "missing field", RocketchatConfig::field),
            reader.bool("short_fields", false),
            reader.string("emoji", standard("emoji")),
            reader.string("icon_url", standard("iconurl")),
            reader.string("image_url"),
            reader.string("thumb_url"),
            reader.bool("link_names", false),
            reader.list("actions", "missing action", RocketchatConfig::action));
    reader.finish();
    if (!config.tokenId.isConfigured()) {
      throw reader.error("no global Rocketchat TokenID set either inline or in a file");
    }
    if (!config.token.isConfigured()) {
      throw reader.error("no global Rocketchat Token set either inline or in a file");
    }
    return config;
  }

  private static String standard(String name) {
    return "{{ template \"rocketchat.default." + name + "\" . }}";
  }

  private static Field field(MappingReader reader) {
    Field field =
        new Field(
            Settings.optionalBool(reader, "short"), reader.string("title"), reader.string("value"));
    reader.finish();
    return field;
  }

  /// The keys have no underscores, as the first release had them.
  private static Action action(MappingReader reader) {
    Action action =
        new Action(
            reader.string("type"),
            reader.string("text"),
            reader.string("url"),
            reader.string("imageurl"),
            reader.bool("iswebview", false),
            reader.string("webviewheightratio"),
            reader.string("msg"),
            reader.bool("msginchatwindow", false),
            reader.string("msgprocessingtype"));
    reader.finish();
    return action;
  }

  @Override
  public String kind() {
    return "rocketchat";
  }
}
