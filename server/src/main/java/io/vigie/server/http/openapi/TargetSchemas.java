package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.flag;
import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.mapOf;
import static io.vigie.server.http.openapi.Shape.number;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.whole;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import io.vigie.model.metric.MetricType;
import java.util.Arrays;

/// Targets and their pools, and what they say of metrics.
final class TargetSchemas {
  static final EffectiveMapping METRIC_TYPE =
      word(Arrays.stream(MetricType.values()).map(MetricType::word).toArray(String[]::new));

  private static final EffectiveMapping LABELS = schema("Labels");

  private TargetSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put("Targets", targets(), true);
    all.put("Target", target(), true);
    all.put("MetricMetadata", object("type", METRIC_TYPE, "help", text(), "unit", text()), true);
    all.put("MetadataByMetric", mapOf(listOf(schema("MetricMetadata"))), true);
    all.put(
        "TargetMetadata",
        object(
            "target",
            LABELS,
            "metric?",
            text(),
            "type",
            METRIC_TYPE,
            "help",
            text(),
            "unit",
            text()),
        true);
    all.put("ScrapePools", object("scrapePools", texts()), true);
    all.put("YamlText", object("yaml", text()), true);
    all.put("RelabelSteps", relabelSteps(), true);
  }

  private static EffectiveMapping targets() {
    return object(
        "activeTargets", listOf(schema("Target")),
        "droppedTargets", listOf(object("discoveredLabels", LABELS, "scrapePool", text())),
        "droppedTargetCounts", mapOf(whole()),
        "poolProblems", listOf(object("scrapePool", text(), "explanation", text())));
  }

  private static EffectiveMapping target() {
    return object(
        "discoveredLabels", LABELS,
        "labels", LABELS,
        "scrapePool", text(),
        "scrapeUrl", text(),
        "globalUrl", text(),
        "lastError", text(),
        "lastScrape", time(),
        "lastScrapeDuration", number(),
        "health", word("unknown", "up", "down"),
        "scrapeInterval", text(),
        "scrapeTimeout", text(),
        "explanation?", text(),
        "remedy?", text());
  }

  private static EffectiveMapping relabelSteps() {
    EffectiveMapping rule =
        object(
            "source_labels?", texts(),
            "separator", text(),
            "regex", text(),
            "modulus?", whole(),
            "target_label?", text(),
            "replacement", text(),
            "action", text());
    return object("steps", listOf(object("rule", rule, "output", LABELS, "keep", flag())));
  }
}
