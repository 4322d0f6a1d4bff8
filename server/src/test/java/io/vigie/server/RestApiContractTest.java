package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.server.http.ServerState.Phase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Every operation that `/api/openapi.yaml` describes, with every answer that it may give, on two
/// servers: one that knows its users, and one that trusts whoever is on this machine. Whoever adds
/// an operation, or an answer, adds a case here.
class RestApiContractTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String ADMIN = basic("admin");

  @TempDir Path folder;

  private ApiContract contract;
  private StartedVigie guarded;
  private StartedVigie open;

  static String basic(String user) {
    byte[] text = (user + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(text);
  }

  private static StartedVigie start(Path folder, String file) throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("password"), PASSWORD);
    Files.writeString(folder.resolve("rules.yml"), RULES);
    return StartedVigie.withFile(folder, Files.writeString(folder.resolve("vigie.yml"), file));
  }

  @Test
  void everyAnswerThatIsDescribedIsGivenAsItIsDescribed() throws Exception {
    try (StartedVigie first = start(folder.resolve("guarded"), GUARDED);
        StartedVigie second = start(folder.resolve("open"), OPEN)) {
      guarded = first;
      open = second;
      String yaml = second.get("/api/openapi.yaml?openapi_version=3.2").body();
      contract = new ApiContract(DocumentedOperation.all("/api", yaml));
      accounts();
      sessions();
      metrics();
      health();
      alerts();
      rules();
      ruleSources();
      dashboards();
      refusals();
      contract.assertWholeAndKept();
    }
  }

  private static final String RULES = "groups: [{name: g, rules: [{alert: A, expr: up == 0}]}]";

  private static final String GUARDED =
      """
      vigie:
        security: {admin_password_file: password}
        http:
          rate_limits:
            address: {requests: 500, per: 24h}
            token: {requests: 100000, per: 1s}
      """;

  private static final String OPEN =
      """
      rule_files: [rules.yml]
      vigie:
        checks:
          - name: backup
            heartbeat: {token: 0123456789abcdef, every: 24h}
      """;

  private JsonNode asked(int status, String method, String path, String json) {
    return contract.call(guarded, status, method, path, quoted(json), "Authorization", ADMIN);
  }

  private JsonNode call(int status, String method, String path, String json) {
    return contract.call(open, status, method, path, quoted(json));
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  private void accounts() {
    asked(200, "GET", "/api/auth/me", "");
    asked(201, "POST", "/api/users", user("ann", "editor"));
    asked(201, "POST", "/api/users", user("bob", "viewer"));
    asked(409, "POST", "/api/users", user("bob", "viewer"));
    asked(422, "POST", "/api/users", user("eve", "queen"));
    asked(200, "GET", "/api/users?limit=1", "");
    asked(200, "PUT", "/api/users/bob", "{'role':'editor','disabled':false}");
    asked(404, "PUT", "/api/users/nobody", "{'role':'editor'}");
    asked(409, "PUT", "/api/users/admin", "{'role':'viewer'}");
    asked(422, "PUT", "/api/users/bob", "{'role':'queen'}");
    asked(204, "DELETE", "/api/users/bob", "");
    asked(404, "DELETE", "/api/users/bob", "");
    asked(409, "DELETE", "/api/users/admin", "");
    asked(422, "POST", "/api/tokens", "{'name':'t','scopes':['nonsense']}");
    String token =
        asked(201, "POST", "/api/tokens", "{'name':'t','scopes':['read'],'expires_in':'1h'}")
            .path("id")
            .asString();
    asked(200, "GET", "/api/tokens", "");
    asked(204, "DELETE", "/api/tokens/" + token, "");
    asked(404, "DELETE", "/api/tokens/" + token, "");
    JsonNode changes = asked(200, "GET", "/api/audit?limit=2", "");
    assertThat(changes).hasSize(2);
    asked(200, "GET", "/api/config/pending", "");
    asked(200, "GET", "/api/openapi.yaml", "");
  }

  private static String user(String name, String role) {
    return "{'name':'%s','role':'%s','password':'%s'}".formatted(name, role, PASSWORD);
  }

  private void sessions() {
    String login = "{'username':'%s','password':'%s'}";
    JsonNode session = asked(200, "POST", "/api/auth/login", login.formatted("ann", PASSWORD));
    call(409, "POST", "/api/auth/login", login.formatted("ann", PASSWORD));
    String refresh = "{'refresh_token':'%s'}";
    JsonNode next =
        asked(
            200,
            "POST",
            "/api/auth/refresh",
            refresh.formatted(session.path("refresh_token").asString()));
    asked(
        204, "POST", "/api/auth/logout", refresh.formatted(next.path("refresh_token").asString()));
    String change = quoted("{'current':'%s','password':'%s'}");
    String path = "/api/auth/password";
    String[] ann = {"Authorization", basic("ann")};
    contract.call(guarded, 422, "POST", path, change.formatted(PASSWORD, "short"), ann);
    contract.call(guarded, 204, "POST", path, change.formatted(PASSWORD, PASSWORD + "!"), ann);
  }

  private void metrics() throws Exception {
    for (String view : new String[] {"summary", "system", "application", "business"}) {
      call(200, "GET", "/api/metrics/" + view, "");
    }
    for (String kind : new String[] {"custom", "business"}) {
      String path = "/api/metrics/" + kind;
      String push = "{'name':'" + kind + "_pushed','type':'%s','value':1}";
      call(202, "POST", path, push.formatted("counter"));
      call(422, "POST", path, push.formatted("gauge"));
      whileAnotherIsSent(path, push.formatted("counter"));
    }
    String batch = "{'metrics':[{'name':'batch','value':1},{'value':1}]}";
    call(202, "POST", "/api/metrics/batch", batch);
    whileAnotherIsSent("/api/metrics/batch", batch);
    call(200, "GET", "/api/metrics/business", "");
    call(204, "DELETE", "/api/metrics/custom/custom_pushed", "");
    call(404, "DELETE", "/api/metrics/custom/custom_pushed", "");
    call(200, "GET", "/api/dashboard/summary", "");
    call(200, "GET", "/api/dashboard/realtime", "");
    call(200, "GET", "/api/dashboard/charts/requests?interval=5m", "");
    call(404, "GET", "/api/dashboard/charts/nonsense", "");
    DocumentedOperation stream = contract.operation("GET", "/api/stream");
    contract.raw(open, 200, stream, ApiContract.request(stream));
  }

  /// Half of a request with the same key is there already.
  private void whileAnotherIsSent(String path, String json) throws Exception {
    DocumentedOperation push = contract.operation("POST", path);
    String head = ApiContract.head(push, "Idempotency-Key: k" + path, "Content-Length: 1000");
    try (RawHttp other = new RawHttp(open.url())) {
      other.send((head + "\r\n{").getBytes(StandardCharsets.US_ASCII));
      other.receiveNothingFor(200);
      contract.call(open, 409, "POST", path, quoted(json), "Idempotency-Key", "k" + path);
    }
  }

  private void health() {
    String service = "{'name':'%s','url':'%s','interval':3600000,'retries':0}";
    String self = open.url() + "/-/healthy";
    call(201, "POST", "/api/health/services", service.formatted("self", self));
    call(409, "POST", "/api/health/services", service.formatted("self", self));
    call(200, "POST", "/api/health/check", "{'name':'self'}");
    call(404, "POST", "/api/health/check", "{'name':'nobody'}");
    call(200, "GET", "/api/health", "");
    call(200, "GET", "/api/health/services?limit=1", "");
    call(200, "GET", "/api/health/services/self", "");
    call(404, "GET", "/api/health/services/nobody", "");
    call(201, "POST", "/api/health/services", service.formatted("gone", "http://127.0.0.1:1/"));
    call(200, "POST", "/api/health/check", "{}");
    call(503, "GET", "/api/health", "");
    call(503, "GET", "/api/health/services", "");
    call(503, "GET", "/api/health/services/gone", "");
    call(200, "GET", "/api/health/services/gone/history?days=2", "");
    call(404, "GET", "/api/health/services/nobody/history", "");
    call(204, "DELETE", "/api/health/services/gone", "");
    call(404, "DELETE", "/api/health/services/gone", "");
    call(409, "DELETE", "/api/health/services/backup", "");
  }

  private void alerts() throws Exception {
    String sent = "[{'labels':{'alertname':'%s','severity':'high'}%s}]";
    for (String name : new String[] {"Over", "Firing"}) {
      open.json("POST", "/api/v2/alerts", quoted(sent.formatted(name, "")));
    }
    String ended = call(200, "GET", "/api/alerts?tags=Over", "").path(0).path("id").asString();
    String over = ",'startsAt':'2020-01-01T00:00:00Z','endsAt':'2020-01-01T00:01:00Z'";
    open.json("POST", "/api/v2/alerts", quoted(sent.formatted("Over", over)));
    call(409, "POST", "/api/alerts/" + ended + "/resolve", "{}");
    JsonNode firing = call(200, "GET", "/api/alerts?severity=error", "");
    String alert = "/api/alerts/" + firing.path(0).path("id").asString();
    call(200, "POST", alert + "/acknowledge", "{'comment':'on it'}");
    call(200, "POST", alert + "/resolve", "{'comment':'done'}");
    call(409, "POST", alert + "/acknowledge", "{}");
    call(404, "POST", "/api/alerts/nobody/acknowledge", "{}");
    call(404, "POST", "/api/alerts/nobody/resolve", "{}");
    call(200, "GET", "/api/dashboard/summary", "");
  }

  private void rules() {
    String rule = "{'name':'Backlog','metric':'backlog','operator':'gt','value':5}";
    String raw = "{'name':'Raw','expr':'http_requests_total > 5'}";
    String id = call(201, "POST", "/api/alerts/rules", rule).path("id").asString();
    call(422, "POST", "/api/alerts/rules", raw);
    call(200, "GET", "/api/alerts/rules", "");
    String path = "/api/alerts/rules/" + id;
    call(200, "GET", path, "");
    call(200, "PUT", path, rule);
    call(422, "PUT", path, raw);
    call(204, "DELETE", path, "");
    call(404, "DELETE", path, "");
    call(404, "GET", path, "");
    call(404, "PUT", path, rule);
  }

  private void ruleSources() throws Exception {
    Path file = folder.resolve("open/rules.yml");
    String path = "/api/rules/source";
    String check = path + "/check";
    String place = "?file=" + file + "&group=g&rule=0&name=A";
    String text = "{'text':'{alert: A, expr: up == 1}'}";
    String tag = call(200, "GET", path + place, "").path("version").asString();
    String[] match = {"If-Match", tag};
    call(200, "POST", check + place, text);
    call(422, "POST", check + place, "{'text':''}");
    call(404, "GET", path + place + "B", "");
    call(404, "POST", check + place + "B", text);
    contract.call(open, 404, "PUT", path + place + "B", quoted(text), match);
    call(428, "PUT", path + place, text);
    contract.call(open, 422, "PUT", path + place, quoted("{'text':'{alert: A}'}"), match);
    contract.call(open, 200, "PUT", path + place, quoted(text), match);
    contract.call(open, 412, "PUT", path + place, quoted(text), match);
    call(200, "GET", path + "/files", "");
    Files.writeString(file, "groups:\n- name: g\n  rules:\n  - {alert: A, expr: up == 1}\n");
    String group = "?file=" + file + "&group=g";
    call(200, "POST", path + "/new/check" + group, text);
    call(422, "POST", path + "/new/check" + group, "{'text':''}");
    call(404, "POST", path + "/new/check" + group + "h", text);
    call(404, "POST", path + "/new" + group + "h", text);
    call(422, "POST", path + "/new" + group, "{'text':'- alert: A'}");
    call(201, "POST", path + "/new" + group, "{'text':'- {alert: B, expr: up == 1}'}");
    Files.writeString(file, "groups: [");
    call(409, "POST", path + "/new" + group, text);
    call(409, "POST", path + "/new/check" + group, text);
    call(409, "GET", path + place, "");
    call(409, "POST", check + place, text);
    contract.call(open, 409, "PUT", path + place, quoted(text), match);
  }

  private void dashboards() {
    String widget =
        """
        {"title": "Requests", "type": "chart", "query": "up",
         "position": {"x": 0, "y": 0, "width": 6, "height": 2}}
        """;
    String filter = "{'id':'job','name':'Job','type':'select','field':'job','options':['a','b']}";
    String dashboard = "{'name':'%s','widgets':[%s],'filters':[%s]%s}";
    String path = "/api/dashboards";
    JsonNode made = call(201, "POST", path, dashboard.formatted("One", widget, filter, ""));
    call(422, "POST", path, dashboard.formatted("", widget, filter, ""));
    call(200, "GET", path, "");
    String one = path + "/" + made.path("id").asString();
    call(200, "GET", one, "");
    call(200, "PUT", one, dashboard.formatted("Two", widget, filter, ""));
    call(409, "PUT", one, dashboard.formatted("Two", widget, filter, ",'version':'0'"));
    call(422, "PUT", one, dashboard.formatted("", widget, filter, ""));
    call(204, "DELETE", one, "");
    call(404, "DELETE", one, "");
    call(404, "GET", one, "");
    call(404, "PUT", one, dashboard.formatted("Two", widget, filter, ""));
  }

  /// What every operation may answer.
  private void refusals() {
    ApiRefusals refusals = new ApiRefusals(contract, guarded, open);
    refusals.badRequests();
    refusals.tooLarge();
    refusals.strangers();
    open.vigie.state().enter(Phase.STOPPING);
    refusals.stopping();
  }
}
