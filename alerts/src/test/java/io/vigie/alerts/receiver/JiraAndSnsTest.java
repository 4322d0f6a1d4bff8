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
import io.vigie.alerts.receiver.http.GroupHash;
import io.vigie.config.yaml.YamlFile;
import io.vigie.outbound.OutboundClients;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The conversations with Jira, and the signed requests to Amazon SNS.
class JiraAndSnsTest {
  private static final String HASH = GroupHash.of(Notifications.firing());
  private static final String OPEN =
      "{\"issues\":[{\"key\":\"OPS-7\",\"fields\":{\"status\":{\"name\":\"To Do\","
          + "\"statusCategory\":{\"key\":\"new\"}}}}]}";
  private static final String DONE = OPEN.replace("new", "done");
  private static final String TRANSITIONS =
      "{\"transitions\":[{\"id\":\"11\",\"name\":\"Done\"},{\"id\":\"21\",\"name\":\"Again\"}]}";
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

  private static ReceivingServer jira(String issues) throws Exception {
    return new ReceivingServer(request ->
        new Answer(
            200,
            "application/json",
            request.target().contains("/search")
                ? issues
                : request.method().equals("GET") ? TRANSITIONS : "{\"key\":\"OPS-8\"}"));
  }

  private static Outcome tell(ReceivingServer server, Notification notification, String more)
      throws Exception {
    String settings =
        """
        api_url: '%s/rest/api/2'
        project: OPS
        issue_type: Bug
        resolve_transition: Done
        reopen_transition: Again
        reopen_duration: 1h
        """
            .formatted(server.url());
    try (Integration integration = integration("jira", settings + more)) {
      return integration.notify(notification);
    }
  }

  private static List<String> requests(ReceivingServer server) {
    return server.received.stream().map(r -> r.method() + " " + r.target()).toList();
  }

  private static JsonNode body(ReceivingServer server, int index) {
    return JsonMapper.shared().readTree(server.received.get(index).body());
  }

  @Test
  void anIssueIsMadeForAGroupThatHasNone() throws Exception {
    String more =
        """
        labels: [b, '{{ .GroupLabels.alertname }}']
        wont_fix_resolution: "Won't Do"
        fields: {customfield_1: {value: '{{ .Status }}'}, customfield_2: [1, x], components: {name: a}}
        """;
    try (ReceivingServer server = jira("{\"issues\":[]}")) {
      assertThat(tell(server, Notifications.firing(), more)).isEqualTo(new Delivered("made OPS-8"));

      assertThat(requests(server))
          .containsExactly("POST /rest/api/2/search", "POST /rest/api/2/issue");
      assertThat(server.received.getFirst().body())
          .isEqualTo(
              "{\"fields\":[\"status\"],\"jql\":\"resolution != \\\"Won't Do\\\" and"
                  + " (resolutiondate is EMPTY OR resolutiondate >= -60m) and project=\\\"OPS\\\""
                  + " and labels=\\\"ALERT{"
                  + HASH
                  + "}\\\" order by status ASC,resolutiondate DESC\",\"maxResults\":2}");
      JsonNode fields = body(server, 1).get("fields");
      assertThat(fields.get("summary").asString()).isEqualTo("[FIRING:1] Down (critical)");
      assertThat(fields.get("project")).hasToString("{\"key\":\"OPS\"}");
      assertThat(fields.get("issuetype")).hasToString("{\"name\":\"Bug\"}");
      assertThat(fields.get("labels"))
          .hasToString("[\"ALERT{%s}\",\"Down\",\"b\"]".formatted(HASH));
      assertThat(fields.get("customfield_1")).hasToString("{\"value\":\"firing\"}");
      assertThat(fields.get("customfield_2")).hasToString("[1,\"x\"]");
      assertThat(fields.get("description").asString()).contains("Down");
    }
  }

  @Test
  void theIssueOfAGroupIsChangedAndResolvedAtItsEnd() throws Exception {
    try (ReceivingServer server = jira(OPEN)) {
      assertThat(tell(server, Notifications.firing(), "summary: {enable_update: false}\n"))
          .isEqualTo(new Delivered("changed OPS-7"));
      assertThat(requests(server))
          .containsExactly("POST /rest/api/2/search", "PUT /rest/api/2/issue/OPS-7");
      assertThat(body(server, 1).get("fields").has("summary")).isFalse();
    }
    try (ReceivingServer server = jira(OPEN)) {
      assertThat(tell(server, Notifications.resolved(), ""))
          .isEqualTo(new Delivered("changed OPS-7: Done"));
      assertThat(body(server, 0).get("jql").asString()).startsWith("statusCategory != Done and ");
      assertThat(requests(server))
          .endsWith(
              "GET /rest/api/2/issue/OPS-7/transitions",
              "POST /rest/api/2/issue/OPS-7/transitions");
      assertThat(server.received.getLast().body()).isEqualTo("{\"transition\":{\"id\":\"11\"}}");
    }
  }

  @Test
  void aResolvedIssueIsReopenedAndAnAbsentOneNotResolved() throws Exception {
    try (ReceivingServer server = jira(DONE)) {
      assertThat(tell(server, Notifications.firing(), ""))
          .isEqualTo(new Delivered("changed OPS-7: Again"));
      assertThat(server.received.getLast().body()).isEqualTo("{\"transition\":{\"id\":\"21\"}}");
    }
    try (ReceivingServer server = jira("{\"issues\":[]}")) {
      assertThat(tell(server, Notifications.resolved(), "")).isInstanceOf(Delivered.class);
      assertThat(server.received).hasSize(1);
    }
  }

  @Test
  void inTheCloudTheNewerSearchIsAsked() throws Exception {
    try (ReceivingServer server = jira("{\"issues\":[]}")) {
      tell(server, Notifications.firing(), "api_type: cloud\n");
      assertThat(requests(server))
          .containsExactly("POST /rest/api/3/search/jql", "POST /rest/api/2/issue");
    }
  }

  @Test
  void jirasAnswerSaysWhetherToTryAgain() throws Exception {
    Map<Integer, Class<? extends Outcome>> outcomes =
        Map.of(401, Refused.class, 429, Retry.class, 500, Retry.class, 400, Refused.class);
    for (var expected : outcomes.entrySet()) {
      try (ReceivingServer server =
          ReceivingServer.answering(expected.getKey(), "application/json", "{}")) {
        assertThat(tell(server, Notifications.firing(), ""))
            .as("status %s", expected.getKey())
            .isInstanceOf(expected.getValue());
      }
    }
    try (ReceivingServer server = jira(OPEN)) {
      assertThat(tell(server, Notifications.resolved(), "").toString()).contains("Done");
    }
    try (ReceivingServer server = new ReceivingServer(withoutTransitions())) {
      assertThat(tell(server, Notifications.resolved(), ""))
          .isEqualTo(new Refused(Failure.OTHER, "can't find transition Done for issue OPS-7"));
    }
  }

  private static Function<Received, Answer> withoutTransitions() {
    return request ->
        new Answer(200, "application/json", request.target().contains("/search") ? OPEN : "{}");
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      form.put(
          URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private static Map<String, String> publish(ReceivingServer server, String more) throws Exception {
    String settings =
        """
        api_url: '%s'
        sigv4: {region: us-east-2, access_key: AKID, secret_key: SECRET}
        """
            .formatted(server.url());
    try (Integration integration = integration("sns", settings + more)) {
      assertThat(integration.notify(Notifications.firing())).isInstanceOf(Delivered.class);
    }
    return form(server.received.getLast().body());
  }

  @Test
  void aTopicGetsASignedMessage() throws Exception {
    try (ReceivingServer server = ReceivingServer.answering(200, "text/xml", "<x/>")) {
      String more =
          "topic_arn: 'arn:aws:sns:us-east-2:1:{{ .Status }}.fifo'\n"
              + "message: 'm {{ .Status }} é'\nattributes: {b: '{{ .Status }}', a: '1'}\n";
      assertThat(publish(server, more))
          .isEqualTo(
              Map.ofEntries(
                  Map.entry("Action", "Publish"),
                  Map.entry("Version", "2010-03-31"),
                  Map.entry("TopicArn", "arn:aws:sns:us-east-2:1:firing.fifo"),
                  Map.entry("MessageDeduplicationId", HASH),
                  Map.entry("MessageGroupId", HASH),
                  Map.entry("Message", "m firing é"),
                  Map.entry("Subject", "[FIRING:1] Down (critical)"),
                  Map.entry("MessageAttributes.entry.1.Name", "a"),
                  Map.entry("MessageAttributes.entry.1.Value.DataType", "String"),
                  Map.entry("MessageAttributes.entry.1.Value.StringValue", "1"),
                  Map.entry("MessageAttributes.entry.2.Name", "b"),
                  Map.entry("MessageAttributes.entry.2.Value.DataType", "String"),
                  Map.entry("MessageAttributes.entry.2.Value.StringValue", "firing")));
      assertThat(server.received.getFirst().authorization())
          .startsWith(
              "AWS4-HMAC-SHA256 Credential=AKID/20260304/us-east-2/sns/aws4_request,"
                  + " SignedHeaders=content-type;host;x-amz-date, Signature=");
    }
  }

  @Test
  void aTextMessageIsCutToWhatATelephoneTakes() throws Exception {
    try (ReceivingServer server = ReceivingServer.answering(200, "text/xml", "<x/>")) {
      Map<String, String> form =
          publish(server, "phone_number: '+33 1'\nmessage: '" + "é".repeat(1000) + "'\n");
      assertThat(form).containsEntry("PhoneNumber", "+33 1");
      assertThat(form.get("Message")).isEqualTo("é".repeat(800));
      assertThat(form).containsEntry("MessageAttributes.entry.1.Name", "truncated");
    }
  }

  @Test
  void amazonsAnswerSaysWhetherToTryAgain() throws Exception {
    for (var expected : Map.of(403, Refused.class, 503, Retry.class).entrySet()) {
      try (ReceivingServer server =
              ReceivingServer.answering(expected.getKey(), "text/xml", "<Error/>");
          Integration integration =
              integration(
                  "sns",
                  "{api_url: '%s', target_arn: t, sigv4: {region: r, access_key: a, secret_key: s}}"
                      .formatted(server.url()))) {
        assertThat(integration.notify(Notifications.firing())).isInstanceOf(expected.getValue());
      }
    }
    try (Integration integration =
        integration(
            "sns",
            "{topic_arn: t, sigv4: {region: r, role_arn: x, access_key: a, secret_key: s}}")) {
      assertThat(integration.notify(Notifications.firing()).toString()).contains("role_arn");
    }
  }
}
