package io.vigie.alerts.mute;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.ConformanceKit;
import io.vigie.alerts.config.InhibitRuleConfig;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.store.StateJson;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Alerts keep others quiet exactly when they do in Alertmanager.
class InhibitionConformanceTest {
  private static final long NOW = 1_000_000;

  @TestFactory
  Stream<DynamicTest> inhibition() throws IOException {
    return ConformanceKit.cases("inhibition.json")
        .map(test ->
            DynamicTest.dynamicTest(
                test.get("test").asString() + " " + test.get("target"), () -> check(test)));
  }

  private static void check(JsonNode test) {
    // JSON is YAML.
    List<InhibitRuleConfig> rules =
        YamlFile.parse("rules.yml", Path.of(""), "{\"rules\": " + test.get("inhibit_rules") + "}")
            .mapping()
            .list("rules", "", rule -> InhibitRuleConfig.read(rule, MatcherSyntax.FALLBACK));
    Inhibitor inhibitor = new Inhibitor(rules);
    inhibitor.observe(alerts(test.path("source_alerts"), NOW + 1000));
    inhibitor.observe(alerts(test.path("resolved_source_alerts"), NOW - 1000));

    assertThat(inhibitor.inhibitedBy(StateJson.labels(test.get("target")), NOW).isEmpty())
        .isNotEqualTo(test.get("inhibited").booleanValue());
  }

  private static List<StoredAlert> alerts(JsonNode list, long endsAtMillis) {
    return ConformanceKit.stream(list)
        .map(labels ->
            new StoredAlert(
                new Alert(StateJson.labels(labels), Labels.EMPTY, NOW - 60_000, endsAtMillis, ""),
                NOW - 60_000,
                false))
        .toList();
  }
}
