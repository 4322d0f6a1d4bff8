package io.vigie.server;

import io.vigie.alerts.config.receiver.IntegrationConfig;
import io.vigie.alerts.config.receiver.WebhookConfig;
import io.vigie.alerts.receiver.Integration;
import io.vigie.alerts.receiver.IntegrationFactory;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Texts;
import io.vigie.alerts.receiver.webhook.WebhookIntegration;
import io.vigie.outbound.OutboundClients;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the ways to reach people.
record Integrations(OutboundClients clients, String externalUrl, InstantSource clock)
    implements IntegrationFactory {
  private static final Logger LOG = LoggerFactory.getLogger(Integrations.class);

  @Override
  public Integration open(IntegrationConfig config) {
    if (config instanceof WebhookConfig webhook) {
      return new WebhookIntegration(
          webhook, clients.open(webhook.http()), Texts.PLAIN, externalUrl, clock);
    }
    LOG.warn("{}_configs cannot be told yet: messages to them fail", config.kind());
    return _ ->
        new Outcome.Refused(
            Outcome.Failure.OTHER, config.kind() + "_configs cannot be told yet; use a webhook");
  }
}
