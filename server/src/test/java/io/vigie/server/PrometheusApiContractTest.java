package io.vigie.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigie.server.http.ServerState.Phase;
import io.vigie.testkit.Eventually;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every operation that `/api/v1/openapi.yaml` describes, with every answer that it may give, on
/// two servers: one on which everything is switched on and that knows its users, and one that
/// trusts whoever is on this machine. Whoever adds an operation, or an answer, adds a case here.
class PrometheusApiContractTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_NOTES = 200;
  private static final String PASSWORD = "correct horse battery";
  private static final String ADMIN = RestApiContractTest.basic("admin");
  private static final String API = "/api/v1/";
  private static final String ENDLESS =
      encoded("max_over_time(quantile_over_time(0.5, vector(time())[1d:1s])[1d:1s])");

  private static final String GUARDED =
      """
      vigie:
        push: {import: true}
        security: {admin_password_file: password}
        http:
          rate_limits:
            prometheus_api: true
            address: {requests: 500, per: 24h}
            token: {requests: 100000, per: 1s}
      """;

  @TempDir Path folder;

  private ApiContract contract;
  private StartedVigie guarded;
  private StartedVigie open;

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Path file(Path folder, String text) throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("password"), PASSWORD);
    return Files.writeString(folder.resolve("vigie.yml"), text);
  }

  @Test
  void everyAnswerThatIsDescribedIsGivenAsItIsDescribed() throws Exception {
    Path on = folder.resolve("guarded");
    Path off = folder.resolve("open");
    HttpServer refusing = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    refusing.createContext("/", PrometheusApiContractTest::refuse);
    refusing.start();
    String told = FilledAnswers.CONFIGURATION.formatted(refusing.getAddress().getPort());
    FilledAnswers.fill(off);
    try (StartedVigie first = StartedVigie.withEverything(on, file(on, GUARDED));
        StartedVigie second = StartedVigie.withFile(off, file(off, told))) {
      guarded = first;
      open = second;
      String yaml = second.get(API + "openapi.yaml?openapi_version=3.2").body();
      contract = new ApiContract(DocumentedOperation.all("/api/v1", yaml));
      queries();
      new FilledAnswers(contract, second).all();
      series();
      targetsAndStatus();
      alerts();
      silences();
      rules();
      onCall();
      dashboards();
      admin();
      senders();
      refusals();
      contract.assertWholeAndKept();
    } finally {
      refusing.stop(0);
    }
  }

  /// So that messages are given up at once.
  private static void refuse(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(400, -1);
    exchange.close();
  }

  private JsonNode get(int status, String path) {
    return contract.call(open, status, "GET", API + path, "");
  }

  private JsonNode post(int status, String path, String body) {
    return contract.call(open, status, "POST", API + path, body.replace('\'', '"'));
  }

  private void both(String path, String query) {
    get(200, path + "?" + query);
    post(200, path, query);
  }

  private void queries() throws Exception {
    String span = "&start=0&end=60&step=15";
    String wrong = "query=" + encoded("label_replace(vector(1), \"a\", \"$1\", \"b\", \"(\")");
    for (String path : List.of("query", "query_range", "explain")) {
      String range = path.equals("query_range") ? span : "";
      both(path, "query=vector(1)" + range);
      stopped("GET", path, "query=" + ENDLESS + range);
      stopped("POST", path, "query=" + ENDLESS + range);
    }
    for (String path : List.of("query?", "query_range?start=0&end=60&step=15&")) {
      get(422, path + wrong);
      post(422, path, wrong);
    }
    both("query_exemplars", "query=up&start=0&end=60");
    both("format_query", "query=sum(up)by(job)");
    both("parse_query", "query=" + encoded("rate(up[5m])"));
  }

  /// A query that somebody else stops.
  private void stopped(String method, String path, String query) throws Exception {
    boolean get = method.equals("GET");
    CompletableFuture<JsonNode> asked =
        CompletableFuture.supplyAsync(
            () -> get ? get(499, path + "?" + query) : post(499, path, query));
    Eventually.holds(PATIENCE, "a query that runs", () -> endless().isPresent());
    get(200, "status/active_queries");
    String id = endless().orElseThrow().path("id").asString();
    contract.call(open, 204, "DELETE", API + "status/active_queries/" + id, "");
    var _ = asked.get();
  }

  /// Rules run as well.
  private Optional<JsonNode> endless() {
    try {
      return open.data("status/active_queries")
          .valueStream()
          .filter(query -> query.path("query").asString().contains("[1d:1s]"))
          .findFirst();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void series() {
    contract.call(open, 404, "DELETE", API + "status/active_queries/999999", "");
    both("labels", "limit=5");
    both("series", encoded("match[]") + "=up");
    get(200, "label/__name__/values?limit=5");
    get(200, "metadata?limit=5");
    for (String what : List.of("metric_names", "label_names")) {
      both("search/" + what, "limit=5");
    }
    both("search/label_values", "label=job&limit=5");
  }

  private void targetsAndStatus() {
    for (String path :
        List.of(
            "targets",
            "targets/metadata",
            "targets/relabel_steps?scrapePool=nobody&labels=" + encoded("{\"a\":\"b\"}"),
            "scrape_pools",
            "scrape_pools/config?scrapePool=nobody",
            "status/config",
            "status/flags",
            "status/runtimeinfo",
            "status/buildinfo",
            "status/tsdb",
            "status/tsdb/blocks",
            "status/cardinality",
            "status/walreplay",
            "status/self_metrics",
            "status/slow_queries",
            "features",
            "notifications",
            "alertmanagers",
            "severities",
            "openapi.yaml")) {
      get(200, path);
    }
    DocumentedOperation live = contract.operation("GET", API + "notifications/live");
    contract.raw(open, 200, live, ApiContract.request(live));
  }

  private void alerts() throws Exception {
    var sent =
        open.json("POST", "/api/v2/alerts", "[{\"labels\":{\"alertname\":\"N\",\"n\":\"1\"}}]");
    if (sent.statusCode() != 200) {
      throw new AssertionError(sent.body());
    }
    get(200, "alerts");
    String fingerprint =
        JsonMapper.shared()
            .readTree(open.get("/api/v2/alerts?filter=n=1").body())
            .path(0)
            .path("fingerprint")
            .asString();
    for (String deed : List.of("acknowledge", "unacknowledge", "notes")) {
      String body = deed.equals("notes") ? "{'text':'seen'}" : "{'comment':'c'}";
      post(200, "alerts/" + fingerprint + "/" + deed, body);
      post(404, "alerts/nobody/" + deed, body);
    }
    String notes = "alerts/" + fingerprint + "/notes";
    for (int i = 0; i < MAX_NOTES; i++) {
      open.json("POST", API + notes, "{\"text\":\"again\"}");
    }
    post(422, notes, "{'text':'one too many'}");
    post(200, "alerts/" + fingerprint + "/resolve", "{}");
    post(404, "alerts/nobody/resolve", "{}");
    get(200, "alerts/history");
    get(200, "why?alert=N");
    Eventually.holds(PATIENCE, "a message is given up", () -> !dead().isEmpty());
    String id = get(200, "notifications/dead").path("data").path(0).path("id").asString();
    post(404, "notifications/dead/resend", "{'id':'none'}");
    post(404, "notifications/dead/discard", "{'id':'none'}");
    post(200, "notifications/dead/resend", "{'id':'" + id + "'}");
    Eventually.holds(PATIENCE, "the message is given up again", () -> !dead().isEmpty());
    post(204, "notifications/dead/discard", "{'id':'" + id(dead()) + "'}");
    post(200, "receivers/hook/test", "{}");
    post(404, "receivers/nobody/test", "{}");
  }

  private static String id(JsonNode dead) {
    return dead.path(0).path("id").asString();
  }

  private JsonNode dead() {
    try {
      return open.data("notifications/dead");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void silences() {
    String silence = "{'matchers':['n=2'],'for':'1h','author':'ann','comment':'c'%s}";
    post(200, "silences/preview", silence.formatted(""));
    String id = post(200, "silences", silence.formatted("")).at("/data/id").asString();
    post(404, "silences", silence.formatted(",'id':'none'"));
    get(200, "silences");
    post(204, "silences/expire", "{'id':'" + id + "'}");
    post(404, "silences/expire", "{'id':'none'}");
  }

  private void rules() {
    get(200, "rules");
    get(200, "rules/lint");
    post(200, "rules/lint", "");
    post(200, "rules/replay?from=0&to=60", "");
  }

  private void onCall() {
    get(200, "calendar");
    get(200, "oncall");
    get(404, "oncall?schedule=nobody");
    get(200, "schedules/primary/shifts");
    get(404, "schedules/nobody/shifts");
    get(200, "schedules/primary.ics");
    get(404, "schedules/nobody.ics");
  }

  private void dashboards() {
    String dashboard = "{'dashboard':{'uid':'one','title':'%s','panels':[]},'overwrite':true%s}";
    post(200, "dashboards", dashboard.formatted("One", ""));
    post(200, "dashboards", dashboard.formatted("Two", ""));
    post(409, "dashboards", dashboard.formatted("Three", ",'baseVersion':'0'"));
    get(200, "dashboards");
    get(200, "dashboards/one");
    get(200, "dashboards/one/lint");
    get(404, "dashboards/nobody/lint");
    post(200, "dashboards/lint", dashboard.formatted("One", ""));
    get(404, "dashboards/nobody");
    JsonNode versions = get(200, "dashboards/one/versions");
    String number = versions.at("/data/versions/0/number").asString();
    get(200, "dashboards/one/versions/" + number);
    get(404, "dashboards/one/versions/999");
    contract.call(open, 204, "DELETE", API + "dashboards/one", "");
    contract.call(open, 404, "DELETE", API + "dashboards/one", "");
  }

  private void admin() {
    for (String method : List.of("POST", "PUT")) {
      asked(204, method, "admin/tsdb/delete_series?" + encoded("match[]") + "=nobody", "");
      asked(204, method, "admin/tsdb/clean_tombstones", "");
      asked(200, method, "admin/tsdb/snapshot", "");
    }
  }

  private JsonNode asked(int status, String method, String path, String body, String... headers) {
    String[] all = Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = ADMIN;
    return contract.call(guarded, status, method, API + path, body, all);
  }

  private void senders() {
    long now = System.currentTimeMillis() / 1000;
    asked(200, "POST", "import", "");
    asked(200, "POST", "import/prometheus", "a 1\n", "Content-Type", "text/plain");
    asked(
        200, "POST", "import/csv?format=" + encoded("1:metric:b,2:time:unix_s"), "1," + now + "\n");
    for (String path : List.of("import", "import/prometheus", "import/csv?format=1:metric:b")) {
      asked(415, "POST", path, "x", "Content-Encoding", "nonsense");
      post(404, path, "");
    }
    String[] protobuf = {"Content-Type", "application/x-protobuf", "Content-Encoding", "snappy"};
    String empty = "\0"; // nothing, as snappy writes it
    String large = "x".repeat((32 << 20) + 1);
    asked(204, "POST", "write", empty, protobuf);
    asked(415, "POST", "write", empty, "Content-Type", "text/plain");
    asked(413, "POST", "write", large, protobuf);
    post(404, "write", empty);
    asked(200, "POST", "read", empty, protobuf);
    asked(413, "POST", "read", large, protobuf);
    asked(200, "POST", "otlp/v1/metrics", "", "Content-Type", "application/x-protobuf");
    asked(200, "POST", "otlp/v1/metrics", "{}", "Content-Type", "application/json");
    asked(400, "POST", "otlp/v1/metrics", "{", "Content-Type", "application/json");
    asked(415, "POST", "otlp/v1/metrics", "", "Content-Type", "text/plain");
    asked(413, "POST", "otlp/v1/metrics", large, "Content-Type", "application/x-protobuf");
    post(404, "otlp/v1/metrics", "");
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
