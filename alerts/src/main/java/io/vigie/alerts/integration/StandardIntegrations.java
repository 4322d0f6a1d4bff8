package io.vigie.alerts.integration;

import io.vigie.alerts.config.receiver.DiscordConfig;
import io.vigie.alerts.config.receiver.EmailConfig;
import io.vigie.alerts.config.receiver.IncidentioConfig;
import io.vigie.alerts.config.receiver.IntegrationConfig;
import io.vigie.alerts.config.receiver.JiraConfig;
import io.vigie.alerts.config.receiver.MattermostConfig;
import io.vigie.alerts.config.receiver.MsTeamsConfig;
import io.vigie.alerts.config.receiver.MsTeamsV2Config;
import io.vigie.alerts.config.receiver.OpsGenieConfig;
import io.vigie.alerts.config.receiver.PagerdutyConfig;
import io.vigie.alerts.config.receiver.PushoverConfig;
import io.vigie.alerts.config.receiver.RocketchatConfig;
import io.vigie.alerts.config.receiver.SlackConfig;
import io.vigie.alerts.config.receiver.SnsConfig;
import io.vigie.alerts.config.receiver.TelegramConfig;
import io.vigie.alerts.config.receiver.VictorOpsConfig;
import io.vigie.alerts.config.receiver.WebexConfig;
import io.vigie.alerts.config.receiver.WebhookConfig;
import io.vigie.alerts.config.receiver.WechatConfig;
import io.vigie.alerts.handling.Acknowledgements;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.receiver.Integration;
import io.vigie.alerts.receiver.IntegrationFactory;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.discord.DiscordConversation;
import io.vigie.alerts.receiver.email.EmailIntegration;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpIntegration;
import io.vigie.alerts.receiver.incidentio.IncidentioConversation;
import io.vigie.alerts.receiver.jira.JiraConversation;
import io.vigie.alerts.receiver.mattermost.MattermostConversation;
import io.vigie.alerts.receiver.msteams.MsTeamsConversation;
import io.vigie.alerts.receiver.msteamsv2.MsTeamsV2Conversation;
import io.vigie.alerts.receiver.opsgenie.OpsGenieConversation;
import io.vigie.alerts.receiver.pagerduty.PagerdutyConversation;
import io.vigie.alerts.receiver.pushover.PushoverConversation;
import io.vigie.alerts.receiver.rocketchat.RocketchatConversation;
import io.vigie.alerts.receiver.slack.SlackConversation;
import io.vigie.alerts.receiver.sns.SnsConversation;
import io.vigie.alerts.receiver.telegram.TelegramConversation;
import io.vigie.alerts.receiver.victorops.VictorOpsConversation;
import io.vigie.alerts.receiver.webex.WebexConversation;
import io.vigie.alerts.receiver.webhook.WebhookIntegration;
import io.vigie.alerts.receiver.wechat.WechatConversation;
import io.vigie.config.http.HttpClientConfig;
import io.vigie.model.metric.Labels;
import io.vigie.outbound.OutboundClients;
import io.vigie.template.TemplateException;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens every kind of integration with the templates of one configuration.
public final class StandardIntegrations implements IntegrationFactory {
  private static final Logger LOG = LoggerFactory.getLogger(StandardIntegrations.class);

  private final OutboundClients clients;
  private final MessageTemplates templates;
  private final Acknowledgements acknowledgements;
  private final String externalUrl;
  private final InstantSource clock;

  /// @param externalUrl where people reach this server; no slash at its end
  public StandardIntegrations(
      OutboundClients clients,
      MessageTemplates templates,
      String externalUrl,
      InstantSource clock) {
    this(clients, templates, Acknowledgements.NONE, externalUrl, clock);
  }

  /// @param acknowledgements who has which alert in hand, for messages
  /// @param externalUrl where people reach this server; no slash at its end
  public StandardIntegrations(
      OutboundClients clients,
      MessageTemplates templates,
      Acknowledgements acknowledgements,
      String externalUrl,
      InstantSource clock) {
    this.clients = clients;
    this.acknowledgements = acknowledgements;
    this.templates = templates.withAcknowledgements(acknowledgements);
    this.externalUrl = externalUrl;
    this.clock = clock;
  }

  @Override
  public Integration open(IntegrationConfig config) {
    return switch (config) {
      case DiscordConfig c -> http(new DiscordConversation(c), c.http());
      case EmailConfig c -> new EmailIntegration(c, templates, clock);
      case IncidentioConfig c ->
          http(new IncidentioConversation(c, templates), c.http(), c.timeout());
      case JiraConfig c -> http(new JiraConversation(c), c.http());
      case MattermostConfig c -> http(new MattermostConversation(c), c.http());
      case MsTeamsConfig c -> http(new MsTeamsConversation(c), c.http());
      case MsTeamsV2Config c -> http(new MsTeamsV2Conversation(c), c.http());
      case OpsGenieConfig c -> http(new OpsGenieConversation(c), c.http());
      case PagerdutyConfig c -> http(new PagerdutyConversation(c), c.http(), c.timeout());
      case PushoverConfig c -> http(new PushoverConversation(c), c.http());
      case RocketchatConfig c -> http(new RocketchatConversation(c), c.http());
      case SlackConfig c -> http(new SlackConversation(c), c.http(), c.timeout());
      case SnsConfig c -> http(new SnsConversation(c, System.getenv(), clock), c.http());
      case TelegramConfig c -> http(new TelegramConversation(c), c.http());
      case VictorOpsConfig c -> http(new VictorOpsConversation(c), c.http());
      case WebexConfig c -> http(new WebexConversation(c), c.http());
      case WebhookConfig c ->
          new WebhookIntegration(
              c, clients.open(c.http()), this::expand, acknowledgements, externalUrl, clock);
      case WechatConfig c -> http(new WechatConversation(c, clock), c.http());
    };
  }

  @Override
  public Labels routeLabels(Notification notification) {
    Message message = templates.message(notification);
    Labels.Builder rendered = Labels.builder();
    notification
        .routeLabels()
        .forEach((name, text) -> {
          try {
            rendered.set(name, message.text(text));
          } catch (TemplateException e) {
            LOG.warn(
                "label \"{}\" of a route, for {}: {}",
                name,
                notification.groupKey(),
                e.getMessage());
          }
        });
    return rendered.build();
  }

  private Integration http(HttpConversation conversation, HttpClientConfig http) {
    return http(conversation, http, Duration.ZERO);
  }

  private Integration http(HttpConversation conversation, HttpClientConfig http, Duration timeout) {
    return new HttpIntegration(conversation, clients.open(http), templates, clock, timeout);
  }

  private String expand(String template, Notification notification) {
    try {
      return templates.message(notification).text(template);
    } catch (TemplateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
