package io.vigie.server.http.v1;

import io.vigie.server.dashboard.DashboardEntry;
import io.vigie.server.dashboard.Dashboards;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonRoute;
import io.vigie.server.http.JsonRoute.Method;
import io.vigie.server.http.JsonRoute.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The part of Grafana's own API with which scripts look for dashboards, read and write them.
public final class GrafanaApi {
  private final Dashboards dashboards;

  public GrafanaApi(Dashboards dashboards) {
    this.dashboards = dashboards;
  }

  public List<JsonRoute> routes() {
    return List.of(
        new JsonRoute(Method.GET, "/api/search", (request, _) -> search(request)),
        new JsonRoute(Method.GET, "/api/dashboards/uid/{uid}", (request, _) -> get(request)),
        new JsonRoute(Method.POST, "/api/dashboards/db", (request, _) -> put(request)));
  }

  private Reply search(ApiRequest request) throws IOException {
    String wanted = request.parameter("query").toLowerCase(Locale.ROOT);
    List<String> tags = request.parameters("tag");
    ArrayNode found = JsonMapper.shared().createArrayNode();
    for (DashboardEntry entry : dashboards.list().entries()) {
      boolean fits = entry.title().toLowerCase(Locale.ROOT).contains(wanted);
      if (fits && entry.tags().containsAll(tags)) {
        ObjectNode json = found.addObject();
        json.put("uid", entry.uid()).put("title", entry.title()).put("type", "dash-db");
        json.put("url", "/d/" + entry.uid()).put("folderTitle", entry.folder());
        ArrayNode labels = json.putArray("tags");
        entry.tags().forEach(labels::add);
      }
    }
    return Reply.of(found);
  }

  private Reply get(ApiRequest request) throws IOException {
    Dashboards.Found found = DashboardsApi.find(dashboards, request.pathParameter("uid"));
    DashboardEntry entry = found.entry();
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.putObject("meta")
        .put("type", "db")
        .put("slug", entry.uid())
        .put("url", "/d/" + entry.uid())
        .put("folderTitle", entry.folder())
        .put("provisioned", entry.origin() != DashboardEntry.Origin.IMPORTED);
    json.set("dashboard", found.document().json());
    return Reply.of(json);
  }

  private Reply put(ApiRequest request) throws IOException {
    DashboardEntry entry = DashboardsApi.store(dashboards, request);
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("status", "success").put("uid", entry.uid()).put("url", "/d/" + entry.uid());
    return Reply.of(json);
  }
}
