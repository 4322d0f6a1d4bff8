package io.vigie.server.http.rest;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.TimeText;
import io.vigie.server.security.AuditLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// `audit`: who changed what, newest first.
public final class AuditApi implements RestRoute.Group {
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 10_000;

  private final AuditLog audit;

  public AuditApi(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(new RestRoute(Method.GET, "/api/audit", Access.ADMIN, this::list));
  }

  private Reply list(ApiRequest request) throws IOException {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (String label : List.of("user", "address", "action", "object")) {
      if (!request.parameter(label).isEmpty()) {
        matchers.add(LabelMatcher.equal(label, request.parameter(label)));
      }
    }
    int limit = request.limit() == 0 ? USUAL_LIMIT : Math.min(request.limit(), MAX_LIMIT);
    List<AuditLog.Change> changes = audit.query(request.timeRange(), matchers, limit);
    return Reply.of(json -> {
      json.beginArray();
      for (AuditLog.Change change : changes) {
        write(change, json);
      }
      json.endArray();
    });
  }

  private static void write(AuditLog.Change change, JsonWriter json) throws IOException {
    json.beginObject().name("time");
    json.string(TimeText.format(Instant.ofEpochMilli(change.timestampMillis())));
    json.name("user").string(change.user()).name("address").string(change.address());
    json.name("action").string(change.action()).name("object").string(change.object());
    json.name("before").string(change.before()).name("after").string(change.after());
    json.endObject();
  }
}
