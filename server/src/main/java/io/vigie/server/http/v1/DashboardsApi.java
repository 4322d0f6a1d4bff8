package io.vigie.server.http.v1;

import io.vigie.server.dashboard.DashboardDocument;
import io.vigie.server.dashboard.DashboardEntry;
import io.vigie.server.dashboard.DashboardException;
import io.vigie.server.dashboard.DashboardProblem;
import io.vigie.server.dashboard.Dashboards;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `dashboards`: list, read, import and delete dashboards.
public final class DashboardsApi implements RouteGroup {
  private final Dashboards dashboards;

  public DashboardsApi(Dashboards dashboards) {
    this.dashboards = dashboards;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/dashboards", _ -> list())
        .post("/dashboards", this::put)
        .get("/dashboards/{uid}", this::get)
        .delete("/dashboards/{uid}", this::remove);
  }

  private Answer list() throws IOException {
    Dashboards.Listing listing = dashboards.list();
    return Answer.of(json -> {
      json.beginObject().name("dashboards").beginArray();
      for (DashboardEntry entry : listing.entries()) {
        json.beginObject();
        writeEntry(entry, json);
        json.endObject();
      }
      json.endArray().name("problems").beginArray();
      for (DashboardProblem problem : listing.problems()) {
        json.beginObject().name("place").string(problem.place());
        json.name("reason").string(problem.reason()).endObject();
      }
      json.endArray().endObject();
    });
  }

  private static void writeEntry(DashboardEntry entry, JsonWriter json) throws IOException {
    json.name("uid").string(entry.uid()).name("title").string(entry.title());
    json.name("tags").strings(entry.tags()).name("folder").string(entry.folder());
    json.name("origin").string(entry.origin().word());
    if (entry.file().isPresent()) {
      json.name("file").string(entry.file().get());
    }
  }

  private Answer get(ApiRequest request) throws IOException {
    Dashboards.Found found = find(dashboards, request.pathParameter("uid"));
    return Answer.of(json -> {
      json.beginObject();
      writeEntry(found.entry(), json);
      json.name("dashboard").tree(plain(found.document())).endObject();
    });
  }

  /// A dashboard by its uid, for whatever address asks for it.
  static Dashboards.Found find(Dashboards dashboards, String uid) throws IOException {
    try {
      return dashboards
          .get(uid)
          .orElseThrow(() ->
              new ApiException(ErrorType.NOT_FOUND, "there is no dashboard with the uid " + uid));
    } catch (DashboardException e) {
      throw new ApiException(ErrorType.EXECUTION, String.valueOf(e.getMessage()), e);
    }
  }

  static Object plain(DashboardDocument document) {
    return JsonMapper.shared().convertValue(document.json(), Object.class);
  }

  private Answer put(ApiRequest request) throws IOException {
    DashboardEntry entry = store(dashboards, request.json().tree());
    return Answer.of(json -> {
      json.beginObject();
      writeEntry(entry, json);
      json.endObject();
    });
  }

  /// Keeps what a body holds: a dashboard, or one within the wrapper of Grafana's API.
  static DashboardEntry store(Dashboards dashboards, JsonNode body) throws IOException {
    try {
      JsonNode wrapper =
          body.path("dashboard").isObject() ? body : JsonMapper.shared().createObjectNode();
      DashboardDocument document = DashboardDocument.of(body);
      if (document.json().toString().length() > DashboardDocument.MAX_BYTES) {
        throw new ApiException(ErrorType.BAD_DATA, "the dashboard is larger than 4 MiB");
      }
      return dashboards.put(
          document,
          wrapper.path("folder").asString(""),
          wrapper.path("overwrite").asBoolean(false));
    } catch (DashboardException e) {
      throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
    }
  }

  private Answer remove(ApiRequest request) throws IOException {
    String uid = request.pathParameter("uid");
    if (!dashboards.remove(uid)) {
      throw new ApiException(
          ErrorType.NOT_FOUND,
          "no dashboard with the uid "
              + uid
              + " was imported; those of files and of this server cannot be deleted here");
    }
    return Answer.NOTHING;
  }
}
