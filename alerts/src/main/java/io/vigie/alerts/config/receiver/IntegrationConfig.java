package io.vigie.alerts.config.receiver;

/// One entry of a receiver: a way to reach people, with everything needed to use it.
public sealed interface IntegrationConfig
    permits DiscordConfig,
        EmailConfig,
        IncidentioConfig,
        JiraConfig,
        MattermostConfig,
        MsTeamsConfig,
        MsTeamsV2Config,
        OpsGenieConfig,
        PagerdutyConfig,
        PushoverConfig,
        RocketchatConfig,
        SlackConfig,
        SnsConfig,
        TelegramConfig,
        VictorOpsConfig,
        WebexConfig,
        WebhookConfig,
        WechatConfig {

  /// Name of the kind, as in metrics and the notification log: `email`.
  String kind();

  /// Whether to tell also when alerts are over.
  boolean sendResolved();
}
