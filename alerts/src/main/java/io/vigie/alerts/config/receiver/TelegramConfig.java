package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.SecretSource;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An entry of `telegram_configs`.
///
/// @param chatId 0 if it stands in `chatIdFile`
/// @param messageThreadId 0 for none
/// @param parseMode `Markdown`, `MarkdownV2`, `HTML` or empty
public record TelegramConfig(
    boolean sendResolved,
    HttpClientConfig http,
    URI apiUrl,
    SecretSource botToken,
    long chatId,
    Optional<Path> chatIdFile,
    int messageThreadId,
    String message,
    boolean disableNotifications,
    String parseMode)
    implements IntegrationConfig {
  static TelegramConfig read(MappingReader reader, GlobalConfig global) {
    TelegramConfig config =
        new TelegramConfig(
            Settings.sendResolved(reader, true),
            Settings.http(reader, global.http()),
            Settings.url(reader, "api_url", Optional.of(global.telegramApiUrl()))
                .orElse(global.telegramApiUrl()),
            Settings.inherited(reader, "bot_token", global.telegramBotToken()),
            reader.wholeNumber("chat_id", 0, Long.MIN_VALUE, Long.MAX_VALUE),
            reader.path("chat_id_file"),
            (int) reader.wholeNumber("message_thread_id", 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
            reader.string("message", "{{ template \"telegram.default.message\" . }}"),
            reader.bool("disable_notifications", false),
            reader.string("parse_mode", "HTML"));
    reader.finish();
    config.check(reader);
    return config;
  }

  private void check(MappingReader reader) {
    if (chatId == 0 && chatIdFile.isEmpty()) {
      throw reader.error("missing chat_id or chat_id_file on telegram_config");
    }
    if (chatId != 0 && chatIdFile.isPresent()) {
      throw reader.error("at most one of chat_id & chat_id_file must be configured");
    }
    if (!List.of("", "Markdown", "MarkdownV2", "HTML").contains(parseMode)) {
      throw reader.error(
          "parse_mode",
          "unknown parse_mode on telegram_config, must be Markdown, MarkdownV2, HTML or empty"
              + " string");
    }
    if (!botToken.isConfigured()) {
      throw reader.error("missing bot_token or bot_token_file on telegram_config");
    }
  }

  @Override
  public String kind() {
    return "telegram";
  }
}
