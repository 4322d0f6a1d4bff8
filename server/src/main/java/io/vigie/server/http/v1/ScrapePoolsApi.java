package io.vigie.server.http.v1;

import io.vigie.ingest.relabel.Relabelling;
import io.vigie.ingest.scrape.Scraping;
import io.vigie.model.metric.Labels;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `scrape_pools`, `scrape_pools/config` and `targets/relabel_steps`: the jobs themselves.
public final class ScrapePoolsApi implements RouteGroup {
  private final Scraping scraping;
  private final Function<String, Optional<String>> jobYaml;

  /// @param jobYaml configuration of a job as YAML, by name
  public ScrapePoolsApi(Scraping scraping, Function<String, Optional<String>> jobYaml) {
    this.scraping = scraping;
    this.jobYaml = jobYaml;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/scrape_pools", _ -> names())
        .get("/scrape_pools/config", this::config)
        .get("/targets/relabel_steps", this::relabelSteps);
  }

  private Answer names() {
    List<String> names = scraping.poolNames().stream().sorted().toList();
    return Answer.of(json -> json.beginObject().name("scrapePools").strings(names).endObject());
  }

  private Answer config(ApiRequest request) {
    String pool = request.required("scrapePool");
    String yaml = jobYaml.apply(pool).orElseThrow(() -> unknown(pool));
    return Answer.of(json -> json.beginObject().name("yaml").string(yaml).endObject());
  }

  private Answer relabelSteps(ApiRequest request) {
    String pool = request.required("scrapePool");
    Labels labels = labels(request.required("labels"));
    List<Relabelling.Step> steps =
        scraping.relabelSteps(pool, labels).orElseThrow(() -> unknown(pool));
    return Answer.of(json -> {
      json.beginObject().name("steps").beginArray();
      for (Relabelling.Step step : steps) {
        json.beginObject().name("rule");
        RelabelRuleJson.write(step.rule(), json);
        json.name("output").labels(step.keep() ? step.output() : Labels.EMPTY);
        json.name("keep").bool(step.keep()).endObject();
      }
      json.endArray().endObject();
    });
  }

  private static Labels labels(String text) {
    try {
      JsonNode object = JsonMapper.shared().readTree(text);
      Map<String, String> labels = new TreeMap<>();
      for (Map.Entry<String, JsonNode> label : object.properties()) {
        if (!label.getValue().isString()) {
          throw notLabels("the value of " + label.getKey() + " is not a text");
        }
        labels.put(label.getKey(), label.getValue().asString());
      }
      if (!object.isObject()) {
        throw notLabels("not a JSON object");
      }
      return Labels.of(labels);
    } catch (JacksonException e) {
      throw notLabels(e.getOriginalMessage());
    }
  }

  private static ApiException notLabels(String reason) {
    return new ApiException(ErrorType.BAD_DATA, "error parsing labels: " + reason);
  }

  private static ApiException unknown(String pool) {
    return new ApiException(
        ErrorType.BAD_DATA,
        "error retrieving scrape config: scrape pool \"" + pool + "\" not found");
  }
}
