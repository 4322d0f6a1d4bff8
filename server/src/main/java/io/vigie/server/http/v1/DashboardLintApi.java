package io.vigie.server.http.v1;

import io.vigie.server.dashboard.DashboardDocument;
import io.vigie.server.dashboard.DashboardException;
import io.vigie.server.dashboard.Dashboards;
import io.vigie.server.dashboard.lint.DashboardFinding;
import io.vigie.server.dashboard.lint.DashboardLint;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.util.List;

/// `dashboards/{uid}/lint` and, of one that is sent, `dashboards/lint`: which queries do not show
/// what their panel says, and what to write instead.
public final class DashboardLintApi implements RouteGroup {
  private final Dashboards dashboards;
  private final DashboardLint lint;

  public DashboardLintApi(Dashboards dashboards, DashboardLint lint) {
    this.dashboards = dashboards;
    this.lint = lint;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/dashboards/{uid}/lint", this::kept).post("/dashboards/lint", this::sent);
  }

  private Answer kept(ApiRequest request) throws IOException {
    Dashboards.Found found = DashboardsApi.find(dashboards, request.pathParameter("uid"));
    return answer(found.document());
  }

  private Answer sent(ApiRequest request) {
    request.asksOnly();
    try {
      return answer(DashboardDocument.of(request.json().tree()));
    } catch (DashboardException e) {
      throw new ApiException(ErrorType.BAD_DATA, String.valueOf(e.getMessage()), e);
    }
  }

  private Answer answer(DashboardDocument dashboard) {
    List<DashboardFinding> findings = lint.look(dashboard.title(), dashboard, "");
    return Answer.of(json -> {
      json.beginObject();
      FindingJson.writePanels(findings, json);
      json.endObject();
    });
  }
}
