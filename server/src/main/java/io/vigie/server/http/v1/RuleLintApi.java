package io.vigie.server.http.v1;

import io.vigie.rules.lint.Finding;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// `rules/lint`: which rules do not do what they seem to, and what to write instead. Beyond
/// Prometheus.
public final class RuleLintApi implements RouteGroup {
  private final Supplier<List<Finding>> findings;

  public RuleLintApi(Supplier<List<Finding>> findings) {
    this.findings = findings;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/rules/lint", _ -> Answer.of(this::write));
  }

  private void write(JsonWriter json) throws IOException {
    json.beginObject().name("findings").beginArray();
    for (Finding finding : findings.get()) {
      json.beginObject().name("file").string(finding.file()).name("line").number(finding.line());
      json.name("rule").string(finding.rule()).name("check").string(finding.check());
      json.name("severity").string(finding.severity().name().toLowerCase(Locale.ROOT));
      json.name("reason").string(finding.reason());
      json.name("proposal").string(finding.proposal()).endObject();
    }
    json.endArray().endObject();
  }
}
