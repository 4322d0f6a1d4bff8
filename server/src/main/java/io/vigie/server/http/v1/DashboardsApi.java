package io.vigie.server.http.v1;

import io.vigie.server.dashboard.DashboardConflictException;
import io.vigie.server.dashboard.DashboardDocument;
import io.vigie.server.dashboard.DashboardEntry;
import io.vigie.server.dashboard.DashboardException;
import io.vigie.server.dashboard.DashboardProblem;
import io.vigie.server.dashboard.DashboardSave;
import io.vigie.server.dashboard.DashboardVersion;
import io.vigie.server.dashboard.Dashboards;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `dashboards`: list, read, import and delete dashboards.
public final class DashboardsApi implements RouteGroup {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

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
        .get("/dashboards/{uid}/versions", this::versions)
        .get("/dashboards/{uid}/versions/{number}", this::version)
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
    json.name("editable").bool(entry.editable());
    if (entry.file().isPresent()) {
      json.name("file").string(entry.file().get());
    }
  }

  private Answer get(ApiRequest request) throws IOException {
    Dashboards.Found found = find(dashboards, request.pathParameter("uid"));
    return Answer.of(json -> {
      json.beginObject();
      writeEntry(found.entry(), json);
      json.name("version").string(found.document().version());
      json.name("dashboard").tree(plain(found.document())).endObject();
    });
  }

  private Answer versions(ApiRequest request) throws IOException {
    List<DashboardVersion> versions = dashboards.versions(request.pathParameter("uid"));
    return Answer.of(json -> {
      json.beginObject().name("versions").beginArray();
      for (DashboardVersion version : versions) {
        json.beginObject().name("number").number((long) version.number());
        json.name("savedAt").string(TimeText.format(version.savedAt()));
        json.name("savedBy").string(version.savedBy()).name("message").string(version.message());
        json.name("version").string(version.version()).endObject();
      }
      json.endArray().endObject();
    });
  }

  private Answer version(ApiRequest request) throws IOException {
    String uid = request.pathParameter("uid");
    String number = request.pathParameter("number");
    DashboardDocument document = version(uid, number);
    return Answer.of(
        json -> json.beginObject().name("dashboard").tree(plain(document)).endObject());
  }

  private DashboardDocument version(String uid, String number) throws IOException {
    try {
      Optional<DashboardDocument> found =
          NUMBER.matcher(number).matches()
              ? dashboards.version(uid, Integer.parseInt(number))
              : Optional.empty();
      return found.orElseThrow(() ->
          new ApiException(
              ErrorType.NOT_FOUND,
              "the dashboard " + uid + " has no version " + number + " that is still kept"));
    } catch (DashboardException e) {
      throw new ApiException(ErrorType.EXECUTION, String.valueOf(e.getMessage()), e);
    }
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
    DashboardEntry entry = store(dashboards, request);
    return Answer.of(json -> {
      json.beginObject();
      writeEntry(entry, json);
      json.endObject();
    });
  }

  /// Keeps what a body holds: a dashboard, or one within the wrapper of Grafana's API.
  static DashboardEntry store(Dashboards dashboards, ApiRequest request) throws IOException {
    JsonNode body = request.json().tree();
    try {
      JsonNode wrapper =
          body.path("dashboard").isObject() ? body : JsonMapper.shared().createObjectNode();
      DashboardDocument document = DashboardDocument.of(body);
      if (document.json().toString().length() > DashboardDocument.MAX_BYTES) {
        throw new ApiException(ErrorType.BAD_DATA, "the dashboard is larger than 4 MiB");
      }
      return dashboards.put(document, save(wrapper, request.caller()));
    } catch (DashboardConflictException e) {
      throw new ApiException(ErrorType.CONFLICT, String.valueOf(e.getMessage()), e);
    } catch (DashboardException e) {
      throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
    }
  }

  private static DashboardSave save(JsonNode wrapper, String caller) {
    return new DashboardSave(
        wrapper.path("folder").asString(""),
        wrapper.path("overwrite").asBoolean(false),
        Optional.of(wrapper.path("baseVersion").asString("")).filter(base -> !base.isEmpty()),
        caller,
        wrapper.path("message").asString(""));
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
