package io.vigie.server.http.v1;

import io.vigie.promql.ast.AggregateOperator;
import io.vigie.promql.ast.BinaryOperator;
import io.vigie.promql.ast.FunctionSignature;
import io.vigie.promql.ast.FunctionSignatures;
import io.vigie.promql.eval.EngineOptions;
import io.vigie.promql.eval.QueryFeature;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.RouteGroup;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// `features`: what this server can do, by category and name, for clients that adapt to it.
public final class FeaturesApi implements RouteGroup {
  private static final List<String> MATCHER_OPERATORS = List.of("!=", "!~", "=~", "@");

  private final SortedMap<String, SortedMap<String, Boolean>> features = new TreeMap<>();

  /// @param api switches of the API (`lifecycle`, `admin`, …)
  /// @param discoveries kinds of discovery that are carried out here
  public FeaturesApi(
      EngineOptions engine,
      Map<String, Boolean> api,
      List<String> discoveries,
      boolean autoReload) {
    features.put("api", new TreeMap<>(api));
    for (String always :
        List.of(
            "label_values_match",
            "query_stats",
            "query_warnings",
            "time_range_labels",
            "time_range_series")) {
      set("api", always, true);
    }
    addLanguage(engine);
    addFunctions(engine.has(QueryFeature.EXPERIMENTAL_FUNCTIONS));
    addOperators(engine.has(QueryFeature.EXPERIMENTAL_FUNCTIONS));
    discoveries.forEach(kind -> set("service_discovery_providers", kind, true));
    set("prometheus", "agent_mode", false);
    set("prometheus", "auto_reload_config", autoReload);
    set("prometheus", "server_mode", true);
    set("scrape", "extra_scrape_metrics", true);
    set("tsdb", "native_histograms", true);
    set("tsdb", "isolation", true);
    set("tsdb", "exemplar_storage", true);
    set("ui", "ui_v3", true);
  }

  private void addLanguage(EngineOptions engine) {
    for (String always :
        List.of(
            "at_modifier",
            "bool",
            "by",
            "group_left",
            "group_right",
            "ignoring",
            "negative_offset",
            "offset",
            "on",
            "per_query_lookback_delta",
            "subqueries",
            "without")) {
      set("promql", always, true);
    }
    set("promql", "duration_expr", engine.has(QueryFeature.DURATION_EXPRESSIONS));
    boolean extended = engine.has(QueryFeature.EXTENDED_RANGE_SELECTORS);
    set("promql", "anchored", extended);
    set("promql", "smoothed", extended);
    boolean fill = engine.has(QueryFeature.FILL_MODIFIERS);
    List.of("fill", "fill_left", "fill_right").forEach(name -> set("promql", name, fill));
    set("promql", "delayed_name_removal", engine.has(QueryFeature.DELAYED_NAME_REMOVAL));
    set("promql", "per_step_stats", engine.has(QueryFeature.PER_STEP_STATISTICS));
    set("promql", "type_and_unit_labels", engine.has(QueryFeature.TYPE_AND_UNIT_LABELS));
  }

  private void addFunctions(boolean experimental) {
    for (FunctionSignature function : FunctionSignatures.all()) {
      set("promql_functions", function.name(), experimental || !function.experimental());
    }
  }

  private void addOperators(boolean experimental) {
    for (BinaryOperator operator : BinaryOperator.values()) {
      set("promql_operators", operator.symbol(), true);
    }
    MATCHER_OPERATORS.forEach(symbol -> set("promql_operators", symbol, true));
    for (AggregateOperator operator : AggregateOperator.values()) {
      set("promql_operators", operator.symbol(), experimental || !operator.isExperimental());
    }
  }

  private void set(String category, String name, boolean enabled) {
    features.computeIfAbsent(category, _ -> new TreeMap<>()).put(name, enabled);
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/features", _ -> answer());
  }

  private Answer answer() {
    return Answer.of(json -> {
      json.beginObject();
      for (var category : features.entrySet()) {
        json.name(category.getKey()).beginObject();
        for (var feature : category.getValue().entrySet()) {
          json.name(feature.getKey()).bool(feature.getValue());
        }
        json.endObject();
      }
      json.endObject();
    });
  }
}
