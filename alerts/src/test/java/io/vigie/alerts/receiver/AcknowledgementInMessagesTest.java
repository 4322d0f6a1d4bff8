package io.vigie.alerts.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.config.receiver.GlobalConfig;
import io.vigie.alerts.config.receiver.IntegrationReader;
import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.Acknowledgements;
import io.vigie.alerts.integration.StandardIntegrations;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.alert.Fingerprint;
import io.vigie.outbound.OutboundClients;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AcknowledgementInMessagesTest {
  private static final Acknowledgement ANNS =
      new Acknowledgement("ann", "on it", Notifications.NOW.toEpochMilli(), Acknowledgement.NEVER);

  private static Acknowledgements of(Acknowledgement acknowledgement) {
    String known = Fingerprint.text(Notifications.firing().alerts().getFirst().labels());
    return fingerprint ->
        fingerprint.equals(known) ? Optional.of(acknowledgement) : Optional.empty();
  }

  private static String sent(String kind, String settings, Acknowledgements acknowledgements)
      throws Exception {
    MessageTemplates templates = MessageTemplates.standard("http://am", () -> Notifications.NOW);
    GlobalConfig global =
        GlobalConfig.read(YamlFile.parse("global.yml", Path.of(""), "{}").mapping());
    try (ReceivingServer server = ReceivingServer.answering(200, "application/json", "{}");
        OutboundClients clients = new OutboundClients("Vigie/test")) {
      YamlFile file =
          YamlFile.parse("test.yml", Path.of(""), settings.replace("URL", server.url()));
      try (Integration integration =
          new StandardIntegrations(
                  clients, templates, acknowledgements, "http://am", () -> Notifications.NOW)
              .open(IntegrationReader.readOne(kind, file.mapping(), global).orElseThrow())) {
        integration.notify(Notifications.firing());
        return server.received.getFirst().body();
      }
    }
  }

  @Test
  void aWebhookGetsItBesideWhatUpstreamSendsAndNothingWhereNobodyHasTheAlert() throws Exception {
    String plain = sent("webhook", "{url: 'URL/'}", Acknowledgements.NONE);
    assertThat(plain).doesNotContain("acknowledgement");
    String taken = sent("webhook", "{url: 'URL/'}", of(ANNS));
    JsonNode shown =
        JsonMapper.shared().readTree(taken).path("alerts").get(0).path("acknowledgement");
    assertThat(shown.toString())
        .isEqualTo("{\"owner\":\"ann\",\"comment\":\"on it\",\"since\":\"2026-03-04T05:06:07Z\"}");
    assertThat(taken.replace(",\"acknowledgement\":" + shown, "")).isEqualTo(plain);
  }

  @Test
  void templatesAskForItByFingerprint() throws Exception {
    String settings =
        "{webhook_url: 'URL/', text: '{{ range .Alerts }}{{ with acknowledgement .Fingerprint"
            + " }}{{ .owner }} has it: {{ .comment }}{{ else }}nobody{{ end }}{{ end }}'}";
    assertThat(sent("msteams", settings, of(ANNS))).contains("ann has it: on it");
    assertThat(sent("msteams", settings, Acknowledgements.NONE)).contains("nobody");
  }
}
