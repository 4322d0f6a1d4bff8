package io.vigie.server.http.rest;

import io.vigie.rules.lint.Finding;
import io.vigie.server.apirules.ApiRule;
import io.vigie.server.apirules.ApiRules;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.views.FieldMapping;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// `alerts/rules`: alerting rules made by API. One that cannot mean what it says is refused with
/// what the linter found.
public final class AlertRulesApi implements RestRoute.Group {
  private static final String ALL = "/api/alerts/rules";
  private static final String ONE = ALL + "/{id}";

  private final ApiRules rules;
  private final Supplier<FieldMapping> fields;

  public AlertRulesApi(ApiRules rules, Supplier<FieldMapping> fields) {
    this.rules = rules;
    this.fields = fields;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(
        new RestRoute(Method.GET, ALL, Access.READ, this::list),
        new RestRoute(Method.POST, ALL, Access.EDIT, this::create),
        new RestRoute(Method.GET, ONE, Access.READ, this::get),
        new RestRoute(Method.PUT, ONE, Access.EDIT, this::replace),
        new RestRoute(Method.DELETE, ONE, Access.EDIT, this::remove));
  }

  private Reply list(ApiRequest request) {
    Page<ApiRule> page = Page.of(rules.all(), ApiRule::id, request);
    return page.linked(
        Reply.of(json -> {
          json.beginArray();
          for (ApiRule rule : page.items()) {
            write(rule, json);
          }
          json.endArray();
        }),
        request);
  }

  private Reply get(ApiRequest request) {
    ApiRule rule = existing(request);
    return Reply.of(json -> write(rule, json));
  }

  private ApiRule existing(ApiRequest request) {
    String id = request.pathParameter("id");
    return rules.find(id).orElseThrow(() -> new Problem(404, "there is no rule \"" + id + "\""));
  }

  private Reply create(ApiRequest request) throws IOException {
    ApiRule rule = RuleBody.read(UUID.randomUUID().toString(), request.json(), fields.get());
    return put(rule, 201, "", request);
  }

  private Reply replace(ApiRequest request) throws IOException {
    ApiRule before = existing(request);
    ApiRule rule = RuleBody.read(before.id(), request.json(), fields.get());
    return put(rule, 200, before.asked(), request);
  }

  private Reply put(ApiRule rule, int status, String before, ApiRequest request)
      throws IOException {
    try {
      rules.put(rule);
      request.changed(before, rule.asked());
      return new Reply(
          status,
          Reply.of(json -> write(rule, json)).body(),
          Map.of("Location", ALL + "/" + rule.id()),
          List.of());
    } catch (ApiRules.RefusedException e) {
      return Reply.problem(
          422, String.valueOf(e.getMessage()), json -> writeFindings(e.findings(), json));
    }
  }

  private static void writeFindings(List<Finding> findings, JsonWriter json) throws IOException {
    json.name("findings").beginArray();
    for (Finding finding : findings) {
      json.beginObject().name("check").string(finding.check());
      json.name("reason").string(finding.reason());
      json.name("proposal").string(finding.proposal()).endObject();
    }
    json.endArray();
  }

  private Reply remove(ApiRequest request) throws IOException {
    ApiRule rule = existing(request);
    var _ = rules.remove(rule.id());
    request.changed(rule.asked(), "");
    return Reply.NOTHING;
  }

  private static void write(ApiRule rule, JsonWriter json) throws IOException {
    json.beginObject().name("id").string(rule.id()).name("name").string(rule.name());
    json.name("expr").string(rule.expression());
    json.name("duration").number(rule.hold().toSeconds());
    json.name("severity").string(rule.labels().getOrDefault("severity", ""));
    json.name("enabled").bool(rule.enabled());
    writeTexts("labels", rule.labels(), json);
    writeTexts("annotations", rule.annotations(), json);
    json.name("asked").tree(JsonMapper.shared().readValue(rule.asked(), Map.class));
    json.endObject();
  }

  private static void writeTexts(String name, Map<String, String> texts, JsonWriter json)
      throws IOException {
    json.name(name).beginObject();
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      json.name(text.getKey()).string(text.getValue());
    }
    json.endObject();
  }
}
