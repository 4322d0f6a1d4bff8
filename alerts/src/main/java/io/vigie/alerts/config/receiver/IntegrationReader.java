package io.vigie.alerts.config.receiver;

import io.vigie.config.yaml.MappingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Reads the lists `…_configs` of a receiver.
public final class IntegrationReader {
  private record Kind(
      String name,
      String nothing,
      BiFunction<MappingReader, GlobalConfig, ? extends IntegrationConfig> read) {
    Kind(String name, BiFunction<MappingReader, GlobalConfig, ? extends IntegrationConfig> read) {
      this(name, "missing " + name + " config", read);
    }
  }

  // In the order in which upstream builds them: the index of an integration is part of the
  // notification log's keys.
  private static final List<Kind> KINDS =
      List.of(
          new Kind("webhook", WebhookConfig::read),
          new Kind("email", EmailConfig::read),
          new Kind("pagerduty", PagerdutyConfig::read),
          new Kind(
              "opsgenie",
              "no global OpsGenie API Key set either inline or in a file",
              OpsGenieConfig::read),
          new Kind(
              "wechat",
              "no global Wechat Api Secret set either inline or in a file",
              WechatConfig::read),
          new Kind("slack", SlackConfig.problemOfNothing(), SlackConfig::read),
          new Kind("victorops", VictorOpsConfig::read),
          new Kind("pushover", PushoverConfig::read),
          new Kind("sns", SnsConfig::read),
          new Kind("telegram", TelegramConfig::read),
          new Kind("discord", DiscordConfig::read),
          new Kind("webex", WebexConfig::read),
          new Kind("msteams", MsTeamsConfig::read),
          new Kind("msteamsv2", MsTeamsV2Config::read),
          new Kind("jira", JiraConfig::read),
          new Kind(
              "rocketchat",
              "no global Rocketchat TokenID set either inline or in a file",
              RocketchatConfig::read),
          new Kind("mattermost", MattermostConfig::read),
          new Kind("incidentio", IncidentioConfig::read));

  private IntegrationReader() {}

  /// Names of all kinds of integrations.
  public static List<String> kinds() {
    return KINDS.stream().map(Kind::name).toList();
  }

  /// All integrations of a receiver.
  public static List<IntegrationConfig> readAll(MappingReader receiver, GlobalConfig global) {
    List<IntegrationConfig> all = new ArrayList<>();
    for (Kind kind : KINDS) {
      all.addAll(
          receiver.list(
              kind.name() + "_configs",
              kind.nothing(),
              reader -> kind.read().apply(reader, global)));
    }
    return all;
  }

  /// One entry of the list `<kind>_configs`; nothing if there is no such kind.
  public static Optional<IntegrationConfig> readOne(
      String kind, MappingReader reader, GlobalConfig global) {
    return KINDS.stream()
        .filter(known -> known.name().equals(kind))
        .findFirst()
        .map(known -> known.read().apply(reader, global));
  }
}
