package io.vigie.server.http.v1;

import io.vigie.model.alert.SeverityScale;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.RouteGroup;
import java.util.function.Supplier;

/// `severities`: the scale by which alerts are ordered and coloured.
public final class SeveritiesApi implements RouteGroup {
  private final Supplier<SeverityScale> scale;

  public SeveritiesApi(Supplier<SeverityScale> scale) {
    this.scale = scale;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/severities", _ -> answer());
  }

  private Answer answer() {
    SeverityScale current = scale.get();
    return Answer.of(json -> {
      json.beginArray();
      for (SeverityScale.Level level : current.levels()) {
        json.beginObject().name("name").string(level.name());
        json.name("aliases").strings(level.aliases()).endObject();
      }
      json.endArray();
    });
  }
}
