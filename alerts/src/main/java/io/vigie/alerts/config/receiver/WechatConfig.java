package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;

/// An entry of `wechat_configs`.
///
/// @param apiUrl ends in a slash
/// @param messageType `text` or `markdown`
public record WechatConfig(
    boolean sendResolved,
    HttpClientConfig http,
    SecretSource apiSecret,
    String corpId,
    String message,
    URI apiUrl,
    String toUser,
    String toParty,
    String toTag,
    String agentId,
    String messageType)
    implements IntegrationConfig {
  static WechatConfig read(MappingReader reader, GlobalConfig global) {
    WechatConfig config =
        new WechatConfig(
            Settings.sendResolved(reader, false),
            Settings.http(reader, global.http()),
            Settings.inherited(reader, "api_secret", global.wechatApiSecret()),
            Settings.inherited(reader, "corp_id", global.wechatApiCorpId()),
            reader.string("message", standard("message")),
            Settings.directoryUrl(reader, "api_url", global.wechatApiUrl()),
            reader.string("to_user", standard("to_user")),
            reader.string("to_party", standard("to_party")),
            reader.string("to_tag", standard("to_tag")),
            reader.string("agent_id", standard("agent_id")),
            Settings.inherited(reader, "message_type", "text"));
    reader.finish();
    config.check(reader);
    return config;
  }

  private void check(MappingReader reader) {
    if (!messageType.equals("text") && !messageType.equals("markdown")) {
      throw reader.error(
          "message_type",
          "weChat message type \""
              + messageType
              + "\" does not match valid options ^(text|markdown)$");
    }
    if (!apiSecret.isConfigured()) {
      throw reader.error("no global Wechat Api Secret set either inline or in a file");
    }
    if (corpId.isEmpty()) {
      throw reader.error("no global Wechat CorpID set");
    }
  }

  private static String standard(String name) {
    return "{{ template \"wechat.default." + name + "\" . }}";
  }

  @Override
  public String kind() {
    return "wechat";
  }
}
