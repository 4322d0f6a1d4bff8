package io.vigie.alerts.config.receiver;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.http.Secret;
import io.vigie.config.http.SecretSource;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.http.TlsConfigReader;
import io.vigie.config.yaml.MappingReader;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The section `global`: what receivers inherit where they do not say otherwise.
///
/// @param resolveTimeout after which an alert without an end, not sent again, is over
public record GlobalConfig(
    Duration resolveTimeout,
    HttpClientConfig http,
    Smtp smtp,
    SecretSource slackApiUrl,
    SecretSource slackAppToken,
    URI slackAppUrl,
    Optional<URI> jiraApiUrl,
    URI pagerdutyUrl,
    URI opsgenieApiUrl,
    SecretSource opsgenieApiKey,
    URI wechatApiUrl,
    SecretSource wechatApiSecret,
    String wechatApiCorpId,
    URI victoropsApiUrl,
    SecretSource victoropsApiKey,
    URI telegramApiUrl,
    SecretSource telegramBotToken,
    URI webexApiUrl,
    URI rocketchatApiUrl,
    SecretSource rocketchatToken,
    SecretSource rocketchatTokenId,
    SecretSource mattermostWebhookUrl) {

  /// How mail goes out.
  ///
  /// @param forceImplicitTls whether TLS begins with the connection; by port if empty
  public record Smtp(
      String from,
      String hello,
      HostPort smarthost,
      String authUsername,
      SecretSource authPassword,
      SecretSource authSecret,
      String authIdentity,
      boolean requireTls,
      TlsConfig tls,
      Optional<Boolean> forceImplicitTls) {

    private static Smtp read(MappingReader reader) {
      return new Smtp(
          reader.string("smtp_from"),
          reader.string("smtp_hello", "localhost"),
          reader.value(
              "smtp_smarthost", HostPort.NONE, HostPort.NONE, HostPort::parse, HostPort::toString),
          reader.string("smtp_auth_username"),
          Settings.secret(reader, "smtp_auth_password"),
          Settings.secret(reader, "smtp_auth_secret"),
          reader.string("smtp_auth_identity"),
          reader.bool("smtp_require_tls", true),
          TlsConfigReader.read(reader.mapping("smtp_tls_config")),
          Settings.optionalBool(reader, "smtp_force_implicit_tls"));
    }
  }

  public static GlobalConfig read(MappingReader reader) {
    GlobalConfig config =
        new GlobalConfig(
            reader.duration("resolve_timeout", Duration.ofMinutes(5)),
            HttpClientReader.readAll(reader.mapping("http_config")),
            Smtp.read(reader),
            Settings.secretUrl(reader, "slack_api_url"),
            Settings.secret(reader, "slack_app_token"),
            url(reader, "slack_app_url", "https://slack.com/api/chat.postMessage"),
            Settings.url(reader, "jira_api_url"),
            url(reader, "pagerduty_url", "https://events.pagerduty.com/v2/enqueue"),
            url(reader, "opsgenie_api_url", "https://api.opsgenie.com/"),
            Settings.secret(reader, "opsgenie_api_key"),
            url(reader, "wechat_api_url", "https://qyapi.weixin.qq.com/cgi-bin/"),
            Settings.secret(reader, "wechat_api_secret"),
            reader.string("wechat_api_corp_id"),
            url(
                reader,
                "victorops_api_url",
                "https://alert.victorops.com/integrations/generic/20131114/alert/"),
            Settings.secret(reader, "victorops_api_key"),
            url(reader, "telegram_api_url", "https://api.telegram.org"),
            Settings.secret(reader, "telegram_bot_token"),
            url(reader, "webex_api_url", "https://webexapis.com/v1/messages"),
            url(reader, "rocketchat_api_url", "https://open.rocket.chat/"),
            Settings.secret(reader, "rocketchat_token"),
            Settings.secret(reader, "rocketchat_token_id"),
            Settings.secretUrl(reader, "mattermost_webhook_url"));
    reader.finish();
    config.checkSlack(reader);
    return config;
  }

  private static URI url(MappingReader reader, String key, String fallback) {
    URI otherwise = URI.create(fallback);
    return Settings.url(reader, key, Optional.of(otherwise)).orElse(otherwise);
  }

  private void checkSlack(MappingReader reader) {
    // The address of the app itself is what people set before there were app tokens.
    boolean otherUrl =
        slackApiUrl.isConfigured()
            && !(slackApiUrl instanceof SecretSource.Inline(var url)
                && (url.reveal().equals(slackAppUrl.toString())
                    || url.reveal().equals(Secret.MASK)));
    if (slackAppToken.isConfigured() && otherUrl) {
      throw reader.error(
          "at most one of slack_app_token/slack_app_token_file & slack_api_url/slack_api_url_file"
              + " must be configured");
    }
  }
}
