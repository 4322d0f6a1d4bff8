package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RuleSourceApiTest {
  private static final String RULES =
      """
      # ours
      groups:
        - name: g
          labels: {team: shop}
          rules:
            # somebody is paged
            - alert: Busy
              expr: requests_total > 10   # a day

            - record: job:requests
              expr: sum by (job) (requests_total)
      """;
  private static final String CHANGED = "- alert: Busier\n  expr: requests_total > 11";

  @TempDir static Path folder;
  private static StartedVigie server;
  private static Path rules;

  @BeforeAll
  static void start() throws Exception {
    StartedVigie.fill(folder);
    rules = Files.writeString(folder.resolve("rules.yml"), RULES);
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {evaluation_interval: 15s}
            rule_files: [rules.yml, more-*.yml, gone/*.yml]
            """);
    server = StartedVigie.withFile(folder, file);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void asAtTheStart() throws Exception {
    Files.writeString(rules, RULES);
    assertThat(server.post("/-/reload", "").statusCode()).isEqualTo(200);
  }

  private static String place(String operation, String more) {
    String file = URLEncoder.encode(rules.toString(), StandardCharsets.UTF_8);
    return "/api/rules/source" + operation + "?file=" + file + "&group=g" + more;
  }

  private static String busy(String operation) {
    return place(operation, "&rule=0&name=Busy");
  }

  private static JsonNode body(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static String text(String text) {
    return JsonMapper.shared().createObjectNode().put("text", text).toString();
  }

  private static String tag(String path) throws Exception {
    return server.get(path).headers().firstValue("ETag").orElseThrow();
  }

  private static HttpResponse<String> put(String path, String text) throws Exception {
    return server.json("PUT", path, text(text), "If-Match", tag(path));
  }

  @Test
  void aRuleIsReadAsItIsWritten() throws Exception {
    JsonNode source = body(server.get(busy("")), 200);
    assertThat(source.path("text").asString(""))
        .isEqualTo("- alert: Busy\n  expr: requests_total > 10   # a day");
    assertThat(source.path("line").asInt()).isEqualTo(7);
    assertThat(source.path("groupLabels").toString()).isEqualTo("{\"team\":\"shop\"}");
    assertThat(source.has("obstacle")).isFalse();
    assertThat(body(server.get(place("", "")), 200).path("text").asString(""))
        .startsWith("- name: g\n  labels: {team: shop}\n  rules:\n    # somebody is paged\n");
  }

  @Test
  void aRuleIsReplacedInItsFileAndInForceAtOnce() throws Exception {
    JsonNode saved = body(put(busy(""), CHANGED), 200);
    assertThat(saved.path("name").asString("")).isEqualTo("Busier");
    assertThat(rules)
        .hasContent(
            RULES.replace(
                "- alert: Busy\n        expr: requests_total > 10   # a day",
                "- alert: Busier\n        expr: requests_total > 11"));
    assertThat(server.data("rules").at("/groups/0/rules/0/query").asString(""))
        .isEqualTo("requests_total > 11");
    assertThat(server.data("rules").at("/groups/0/rules")).hasSize(2);
    JsonNode changes = body(server.get("/api/audit?limit=50"), 200);
    assertThat(changes.toString())
        .contains("PUT /api/rules/source", "requests_total > 10", "requests_total > 11");
  }

  @Test
  void whoeverComesSecondIsToldWhatStandsThereNow() throws Exception {
    String mine = tag(busy(""));
    body(put(busy(""), "- alert: Busy\n  expr: requests_total > 12"), 200);
    HttpResponse<String> late = server.json("PUT", busy(""), text(CHANGED), "If-Match", mine);
    assertThat(body(late, 412).path("text").asString("")).contains("> 12");
    assertThat(rules).content().contains("> 12").doesNotContain("> 11");
    body(server.json("PUT", busy(""), text(CHANGED)), 428);
  }

  @Test
  void aChangeOfAnotherRuleIsNoReasonToAskAgain() throws Exception {
    String record = place("", "&rule=1&name=job:requests");
    String tag = tag(record);
    body(put(busy(""), CHANGED + "\n  for: 5m"), 200);
    HttpResponse<String> answer =
        server.json(
            "PUT",
            record,
            text("- record: job:requests\n  expr: sum(requests_total)"),
            "If-Match",
            tag);
    assertThat(body(answer, 200).path("line").asInt()).isEqualTo(11);
  }

  @Test
  void whatCannotBeARuleIsRefusedWithItsLineAndNothingIsWritten() throws Exception {
    JsonNode refusal = body(put(busy(""), "- alert: Busy\n  expr: sum("), 422);
    assertThat(refusal.at("/problems/0/line").asInt()).isEqualTo(2);
    assertThat(refusal.at("/problems/0/reason").asString("")).contains("could not parse");
    body(put(busy(""), CHANGED + "\n" + CHANGED), 422);
    body(put(busy(""), " "), 422);
    assertThat(rules).hasContent(RULES);
  }

  @Test
  void aTextIsTriedWithoutBeingWritten() throws Exception {
    HttpResponse<String> answer =
        server.json(
            "POST",
            busy("/check"),
            text("- alert: Busy\n  for: 1m\n  expr: requests_total / requests_total > 5"));
    JsonNode trial = body(answer, 200);
    assertThat(trial.path("problems")).isEmpty();
    assertThat(trial.path("findings").toString()).contains("raw-counter");
    assertThat(trial.at("/findings/0/line").asInt()).isEqualTo(3);
    assertThat(rules).hasContent(RULES);
    JsonNode wrong =
        body(server.json("POST", busy("/check"), text("- alert: Busy\n  exp: up")), 200);
    assertThat(wrong.at("/problems/0/line").asInt()).isEqualTo(2);
    assertThat(body(server.get("/api/audit?limit=50"), 200).toString())
        .as("a question changes nothing")
        .doesNotContain("/api/rules/source/check");
  }

  @Test
  void noFileIsOpenedButThoseOfRulesInForce() throws Exception {
    String other =
        URLEncoder.encode(folder.resolve("prometheus.yml").toString(), StandardCharsets.UTF_8);
    body(server.get("/api/rules/source?file=" + other + "&group=g"), 404);
    body(server.get("/api/rules/source?file=/etc/passwd&group=g"), 404);
    body(server.get("/api/rules/source?file=api&group=g"), 404);
    body(server.get(place("", "&rule=0&name=Other")), 404);
    body(server.get(place("", "&rule=-1&name=Busy")), 404);
  }

  private static String added(String operation, Path file, String group) {
    String name = URLEncoder.encode(file.toString(), StandardCharsets.UTF_8);
    return "/api/rules/source/new" + operation + "?file=" + name + group;
  }

  @Test
  void aRuleIsAddedBehindTheOthersOfItsGroupAndEveryOtherByteStays() throws Exception {
    HttpResponse<String> answer =
        server.json("POST", added("", rules, "&group=g"), text(CHANGED + "\n"));
    JsonNode made = body(answer, 201);
    assertThat(made.path("rule").asInt()).isEqualTo(2);
    assertThat(made.path("line").asInt()).isEqualTo(13);
    assertThat(rules)
        .hasContent(RULES + "\n      - alert: Busier\n        expr: requests_total > 11\n");
    assertThat(server.data("rules").at("/groups/0/rules")).hasSize(3);
    assertThat(body(server.get("/api/audit?limit=50"), 200).toString())
        .contains("POST /api/rules/source/new");
  }

  @Test
  void aGroupIsAddedToANewFileThatTheConfigurationReads() throws Exception {
    Path file = folder.resolve("more-a.yml");
    String group = "- name: more\n  interval: 1m\n  rules:\n    - alert: A\n      expr: up == 0";
    body(server.json("POST", added("", file, ""), text(group)), 201);
    assertThat(file)
        .hasContent(
            """
            groups:
              - name: more
                interval: 1m
                rules:
                  - alert: A
                    expr: up == 0
            """);
    assertThat(server.data("rules").path("groups")).hasSize(2);
    body(server.json("POST", added("", file, ""), text(group.replace("more", "again"))), 201);
    assertThat(body(server.get("/api/rules/source/files"), 200).toString())
        .contains(
            "{\"name\":\"g\",\"labels\":{\"team\":\"shop\"}}",
            "{\"name\":\"again\",\"labels\":{}}",
            "more-*.yml");
    Files.delete(file);
  }

  @Test
  void whatIsToBeAddedIsTriedFirst() throws Exception {
    String mistaken = "- alert: A\n  expr: sum(";
    JsonNode trial =
        body(server.json("POST", added("/check", rules, "&group=g"), text(mistaken)), 200);
    assertThat(trial.at("/problems/0/line").asInt()).isEqualTo(2);
    HttpResponse<String> odd =
        server.json(
            "POST",
            added("/check", folder.resolve("more-b.yml"), ""),
            text(
                "- name: b\n  rules:\n    - alert: A\n      for: 1m\n      expr: requests_total > 5"));
    JsonNode findings = body(odd, 200).path("findings");
    assertThat(findings.toString()).contains("raw-counter");
    assertThat(findings.at("/0/line").asInt()).isEqualTo(5);
    assertThat(rules).hasContent(RULES);
    assertThat(folder.resolve("more-b.yml")).doesNotExist();
  }

  @Test
  void nothingElseIsAddedAndNoOtherFileMade() throws Exception {
    String group = text("- name: h\n  rules: []");
    body(server.json("POST", added("", rules, ""), text(CHANGED)), 422);
    body(server.json("POST", added("", rules, "&group=g"), text(CHANGED + "\n" + CHANGED)), 422);
    body(server.json("POST", added("", rules, ""), text("- name: g\n  rules: []")), 422);
    body(server.json("POST", added("", rules, "&group=none"), text(CHANGED)), 404);
    Files.writeString(rules, "groups: [{name: g, rules: [{alert: Busy, expr: up}]}]");
    assertThat(
            body(server.json("POST", added("", rules, "&group=g"), text(CHANGED)), 422).toString())
        .contains("lines of their own");
    Files.writeString(rules, RULES);
    for (String other : new String[] {"other.yml", "gone/a.yml", "more-/../../more-x.yml"}) {
      body(server.json("POST", added("", folder.resolve(other), ""), group), 404);
      assertThat(folder.resolve(other)).doesNotExist();
    }
    Path unread = Files.writeString(folder.resolve("more-c.yml"), "groups: []\n");
    body(server.json("POST", added("", unread, ""), group), 404);
    assertThat(unread).hasContent("groups: []\n");
    Files.delete(unread);
    assertThat(rules).hasContent(RULES);
  }

  @Test
  void aFileThatIsBrokenOnDiskIsNotWritten() throws Exception {
    String tag = tag(busy(""));
    Files.writeString(rules, RULES + "  - name: g\n");
    JsonNode refusal = body(server.json("PUT", busy(""), text(CHANGED), "If-Match", tag), 409);
    assertThat(refusal.path("detail").asString("")).contains("rules.yml:12");
    assertThat(rules).hasContent(RULES + "  - name: g\n");
  }
}
