package io.vigie.alerts.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.config.receiver.GlobalConfig;
import io.vigie.alerts.config.receiver.IntegrationReader;
import io.vigie.alerts.integration.StandardIntegrations;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.Outcome.Retry;
import io.vigie.alerts.receiver.ReceivingServer.Answer;
import io.vigie.alerts.receiver.ReceivingServer.Received;
import io.vigie.config.yaml.YamlFile;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/// The exact requests that receivers get, and what their answers mean.
class StandardIntegrationsTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static OutboundClients clients;

  @BeforeAll
  static void open() {
    clients = new OutboundClients("Vigie/test");
  }

  @AfterAll
  static void close() {
    clients.close();
  }

  private static Integration integration(String kind, String settings) {
    MessageTemplates templates = MessageTemplates.standard("http://am", () -> Notifications.NOW);
    YamlFile file = YamlFile.parse("test.yml", Path.of(""), settings);
    GlobalConfig global =
        GlobalConfig.read(YamlFile.parse("global.yml", Path.of(""), "{}").mapping());
    return new StandardIntegrations(clients, templates, "http://am", () -> Notifications.NOW)
        .open(IntegrationReader.readOne(kind, file.mapping(), global).orElseThrow());
  }

  private static String hash() {
    return io.vigie.alerts.receiver.http.GroupHash.of(Notifications.firing());
  }

  static Stream<Arguments> firingRequests() {
    String subject = "[FIRING:1] Down (critical)";
    String link = "http://am/#/alerts?receiver=team";
    return Stream.of(
        Arguments.of(
            "slack",
            "{api_url: 'URL/hook', channel: '#ops', fields: [{title: a, value: '{{ .Status }}'}]}",
            "POST /hook",
            """
            {"channel":"#ops","username":"Alertmanager","attachments":[{"title":"%s",
            "title_link":"%s","text":"","fallback":"%s | %s","callback_id":"","footer":"",
            "fields":[{"title":"a","value":"firing","short":false}],"color":"danger",
            "mrkdwn_in":["fallback","pretext","text"]}]}\
            """
                .formatted(subject, link, subject, link)),
        Arguments.of(
            "pagerduty",
            "{url: 'URL/v2', routing_key: k, group: '{{ .Receiver }}', details: {x: ['{{ .Status"
                + " }}']}, links: [{href: 'http://l', text: t}, {text: none}]}",
            "POST /v2",
            """
            {"routing_key":"k","dedup_key":"%s","event_action":"trigger","client":"Alertmanager",
            "client_url":"%s","links":[{"href":"http://l","text":"t"}],"payload":{"summary":"%s",
            "source":"Alertmanager","severity":"error","group":"team","custom_details":{
            "firing":[{"status":"firing","labels":{"alertname":"Down","severity":"critical"},
            "annotations":{"summary":"é <b>"},"startsAt":"2026-03-04T05:05:07Z",
            "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prom/1",
            "fingerprint":"FINGERPRINT"}],"resolved":[],"num_firing":1,"num_resolved":0,
            "x":["firing"]}}}\
            """
                .formatted(hash(), link, subject)),
        Arguments.of(
            "msteams",
            "{webhook_url: 'URL/t', text: hi}",
            "POST /t",
            """
            {"@context":"http://schema.org/extensions","type":"MessageCard","title":"%s",
            "summary":"%s","text":"hi","themeColor":"8C1A1A"}\
            """
                .formatted(subject, subject)),
        Arguments.of(
            "msteamsv2",
            "{webhook_url: 'URL/t', text: hi}",
            "POST /t",
            """
            {"type":"message","attachments":[{"contentType":
            "application/vnd.microsoft.card.adaptive","contentUrl":null,"content":{
            "$schema":"http://adaptivecards.io/schemas/adaptive-card.json","type":"AdaptiveCard",
            "version":"1.2","body":[{"type":"TextBlock","text":"%s","weight":"Bolder",
            "size":"Medium","wrap":true,"style":"heading","color":"Attention"},
            {"type":"TextBlock","text":"hi","wrap":true}],"msteams":{"width":"full"}}}]}\
            """
                .formatted(subject)),
        Arguments.of(
            "opsgenie",
            "{api_url: 'URL/', api_key: k, description: d, tags: 'a,,b', details: {x: y},"
                + " responders: [{name: 'p,q', type: teams}, {id: i, type: user}]}",
            "POST /v2/alerts",
            """
            {"alias":"%s","message":"%s","description":"d","details":{"alertname":"Down",
            "severity":"critical","x":"y"},"source":"%s","responders":[{"name":"p","type":"team"},
            {"name":"q","type":"team"},{"id":"i","type":"user"}],"tags":["a","b"]}\
            """
                .formatted(hash(), subject, link)),
        Arguments.of(
            "telegram",
            "{api_url: 'URL', bot_token: 't:1', chat_id: -5, message: '{{ .CommonAnnotations.summary"
                + " }}', message_thread_id: 3}",
            "POST /bott:1/sendMessage",
            """
            {"chat_id":"-5","text":"é &lt;b&gt;","parse_mode":"HTML",
            "disable_web_page_preview":"true","message_thread_id":"3"}\
            """),
        Arguments.of(
            "discord",
            "{webhook_url: 'URL/d', message: m, username: u}",
            "POST /d",
            """
            {"content":"","embeds":[{"title":"%s","description":"m","color":10038562}],
            "username":"u"}\
            """
                .formatted(subject)),
        Arguments.of(
            "webex",
            "{api_url: 'URL/w', message: m, room_id: r, http_config: {authorization: {credentials:"
                + " x}}}",
            "POST /w",
            "{\"markdown\":\"m\",\"roomId\":\"r\"}"),
        Arguments.of(
            "victorops",
            "{api_url: 'URL/v/', api_key: k, routing_key: '{{ .Receiver }}', message_type: INFO,"
                + " state_message: s, custom_fields: {f: '{{ .Status }}'}}",
            "POST /v/k/team",
            """
            {"message_type":"INFO","entity_id":"%s","entity_display_name":"%s","state_message":"s",
            "monitoring_tool":"Alertmanager","f":"firing"}\
            """
                .formatted(hash(), subject)),
        Arguments.of(
            "rocketchat",
            "{api_url: 'URL', token: t, token_id: u, channel: c, text: x}",
            "POST /api/v1/chat.postMessage",
            """
            {"channel":"c","attachments":[{"title":"%s","title_link":"%s","text":"x",
            "color":"red"}]}\
            """
                .formatted(subject, link)),
        Arguments.of(
            "mattermost",
            "{webhook_url: 'URL/m', text: x, priority: {priority: Important, requested_ack: true,"
                + " persistent_notifications: true}}",
            "POST /m",
            """
            {"username":"Alertmanager","attachments":[{"fallback":"%s | %s","color":"danger",
            "text":"x","title":"%s","title_link":"%s"}],
            "priority":{"priority":"important","requested_ack":true}}\
            """
                .formatted(subject, link, subject, link)),
        Arguments.of(
            "incidentio",
            "{url: 'URL/i', alert_source_token: t}",
            "POST /i",
            """
            {"receiver":"team","status":"firing","alerts":[{"status":"firing",
            "labels":{"alertname":"Down","severity":"critical"},"annotations":{"summary":"é <b>"},
            "startsAt":"2026-03-04T05:05:07Z","endsAt":"0001-01-01T00:00:00Z",
            "generatorURL":"http://prom/1","fingerprint":"FINGERPRINT"}],
            "notification_reason":"first notification","groupLabels":{"alertname":"Down"},
            "commonLabels":{"alertname":"Down","severity":"critical"},
            "commonAnnotations":{"summary":"é <b>"},"routeLabels":{},"externalURL":"http://am",
            "version":"1","groupKey":"{}:{alertname=\\"Down\\"}","truncatedAlerts":0}\
            """));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("firingRequests")
  void receiversGetExactly(String kind, String settings, String target, String json)
      throws Exception {
    String answer = "{\"ok\":true,\"success\":true}";
    try (ReceivingServer server = ReceivingServer.answering(200, "application/json", answer);
        Integration integration = integration(kind, settings.replace("URL", server.url()))) {
      assertThat(integration.notify(Notifications.firing())).isInstanceOf(Delivered.class);
      Received request = server.received.getFirst();
      assertThat(request.method() + " " + request.target()).isEqualTo(target);
      String fingerprint =
          io.vigie.model.alert.Fingerprint.text(
              Notifications.firing().alerts().getFirst().labels());
      assertThat(MAPPER.readTree(request.body()))
          .isEqualTo(MAPPER.readTree(json.replace("FINGERPRINT", fingerprint)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "pagerduty|{url: 'URL/x', routing_key: k}|/event_action|resolve",
        "msteams|{webhook_url: 'URL/x'}|/themeColor|2DC72D",
        "msteamsv2|{webhook_url: 'URL/x'}|/attachments/0/content/body/0/color|Good",
        "discord|{webhook_url: 'URL/x'}|/embeds/0/color|3066993",
        "victorops|{api_url: 'URL/x/', api_key: k, routing_key: r}|/message_type|RECOVERY",
        "slack|{api_url: 'URL/x'}|/attachments/0/color|good",
      })
  void theEndOfAGroupShows(String kind, String settings, String path, String value)
      throws Exception {
    try (ReceivingServer server = ReceivingServer.answering(200, "text/plain", "ok");
        Integration integration = integration(kind, settings.replace("URL", server.url()))) {
      assertThat(integration.notify(Notifications.resolved())).isInstanceOf(Delivered.class);
      assertThat(MAPPER.readTree(server.received.getFirst().body()).at(path).asString())
          .isEqualTo(value);
    }
  }

  @Test
  void opsgenieUpdatesAndClosesUnderTheGroupsAlias() throws Exception {
    try (ReceivingServer server = ReceivingServer.answering(202, "application/json", "{}");
        Integration integration =
            integration(
                "opsgenie",
                "{api_url: '%s/', api_key: k, update_alerts: true, message: m, description: d}"
                    .formatted(server.url()))) {
      integration.notify(Notifications.firing());
      integration.notify(Notifications.resolved());
      String alias = "/v2/alerts/" + hash();
      assertThat(server.received)
          .extracting(r -> r.method() + " " + r.target())
          .containsExactly(
              "POST /v2/alerts",
              "PUT " + alias + "/message?identifierType=alias",
              "PUT " + alias + "/description?identifierType=alias",
              "POST " + alias + "/close?identifierType=alias");
      assertThat(server.received).allMatch(r -> r.authorization().equals("GenieKey k"));
      assertThat(server.received.get(1).body()).isEqualTo("{\"message\":\"m\"}");
    }
  }

  @Test
  void slackRefusesInItsAnswerWhateverTheStatus() throws Exception {
    String answer = "{\"ok\":false,\"error\":\"channel_not_found\"}";
    try (ReceivingServer server = ReceivingServer.answering(200, "application/json", answer);
        Integration integration =
            integration("slack", "{api_url: '%s', channel: c}".formatted(server.url()))) {
      assertThat(integration.notify(Notifications.firing()))
          .isEqualTo(
              new Refused(
                  Failure.CLIENT_ERROR,
                  "channel \"c\": error response from Slack: channel_not_found"));
    }
  }

  @Test
  void wechatKeepsItsTokenUntilItIsCalledExpired() throws Exception {
    try (ReceivingServer server =
            new ReceivingServer(request ->
                new Answer(
                    200,
                    "application/json",
                    request.target().startsWith("/gettoken")
                        ? "{\"access_token\":\"T\"}"
                        : "{\"errcode\":42001,\"errmsg\":\"expired\"}"));
        Integration integration =
            integration(
                "wechat",
                "{api_url: '%s/', api_secret: s, corp_id: c, message: m, to_user: u}"
                    .formatted(server.url()))) {
      assertThat(integration.notify(Notifications.firing()))
          .isEqualTo(new Retry(Failure.OTHER, "expired"));
      integration.notify(Notifications.firing());
      assertThat(server.received)
          .extracting(Received::target)
          .containsExactly(
              "/gettoken?corpid=c&corpsecret=s",
              "/message/send?access_token=T",
              "/gettoken?corpid=c&corpsecret=s",
              "/message/send?access_token=T");
      assertThat(MAPPER.readTree(server.received.get(1).body()))
          .isEqualTo(
              MAPPER.readTree(
                  "{\"touser\":\"u\",\"safe\":\"0\",\"msgtype\":\"text\","
                      + "\"text\":{\"content\":\"m\"},\"markdown\":{\"content\":\"\"}}"));
    }
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "msteams|{webhook_url: 'URL'}|500|SERVER_ERROR|true",
        "msteams|{webhook_url: 'URL'}|429|RATE_LIMITED|false",
        "msteams|{webhook_url: 'URL'}|404|CLIENT_ERROR|false",
        "msteams|{webhook_url: 'URL'}|403|AUTH_ERROR|false",
        "pagerduty|{url: 'URL', routing_key: k}|429|RATE_LIMITED|true",
        "pagerduty|{url: 'URL', routing_key: k}|403|AUTH_ERROR|false",
        "opsgenie|{api_url: 'URL', api_key: k}|429|RATE_LIMITED|true",
        "incidentio|{url: 'URL', alert_source_token: t}|429|RATE_LIMITED|true",
        "telegram|{api_url: 'URL', bot_token: t, chat_id: 1}|400|CLIENT_ERROR|true",
        "slack|{api_url: 'URL'}|503|SERVER_ERROR|true",
        "rocketchat|{api_url: 'URL', token: t, token_id: u}|401|AUTH_ERROR|false",
      })
  void theStatusSaysWhetherToTryAgain(
      String kind, String settings, int status, Failure failure, boolean retried) throws Exception {
    try (ReceivingServer server = ReceivingServer.answering(status, "text/plain", "no");
        Integration integration = integration(kind, settings.replace("URL", server.url()))) {
      Outcome outcome = integration.notify(Notifications.firing());
      if (retried) {
        assertThat(outcome).isInstanceOf(Retry.class);
        assertThat(((Retry) outcome).failure()).isEqualTo(failure);
      } else {
        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).failure()).isEqualTo(failure);
      }
    }
  }

  @Test
  void aFloodLimitSaysAfterHowLong() throws Exception {
    String answer =
        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests\","
            + "\"parameters\":{\"retry_after\":9}}";
    try (ReceivingServer server = ReceivingServer.answering(429, "application/json", answer);
        Integration integration =
            integration(
                "telegram", "{api_url: '%s', bot_token: t, chat_id: 1}".formatted(server.url()))) {
      assertThat(integration.notify(Notifications.firing()))
          .isEqualTo(
              new Retry(
                  Failure.RATE_LIMITED,
                  "telegram: Too Many Requests (429)",
                  Optional.of(Duration.ofSeconds(9))));
    }
  }

  @Test
  void secretsComeFromFilesThatMayChange(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("url"), "http://127.0.0.1:1/old");
    try (ReceivingServer server = ReceivingServer.answering(200, "text/plain", "ok");
        Integration integration =
            integration("msteams", "{webhook_url_file: '%s'}".formatted(file))) {
      assertThat(integration.notify(Notifications.firing())).isInstanceOf(Retry.class);
      Files.writeString(file, server.url() + "/new\n");
      assertThat(integration.notify(Notifications.firing())).isInstanceOf(Delivered.class);
      assertThat(server.received.getFirst().target()).isEqualTo("/new");
    }
  }

  @Test
  void aBrokenTemplateIsRefusedWithItsPlaceAndNothingIsSent() throws IOException {
    try (ReceivingServer server = ReceivingServer.answering(200, "text/plain", "ok");
        Integration integration =
            integration(
                "msteams", "{webhook_url: '%s', text: '{{ .Nope }}'}".formatted(server.url()))) {
      assertThat(outcome(integration))
          .isEqualTo(
              new Refused(
                  Failure.OTHER,
                  "template: :1:3: executing \"\" at <.Nope>: can't evaluate field Nope in type"
                      + " template.Data"));
      assertThat(server.received).isEmpty();
    }
  }

  private static Outcome outcome(Integration integration) {
    try {
      return integration.notify(Notifications.firing());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noSecretShowsInAReason() throws Exception {
    try (Integration integration =
        integration("discord", "{webhook_url: 'http://127.0.0.1:1/sec-ret-token'}")) {
      assertThat(integration.notify(Notifications.firing()).toString()).doesNotContain("sec-ret");
    }
  }
}
