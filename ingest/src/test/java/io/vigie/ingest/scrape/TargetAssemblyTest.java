package io.vigie.ingest.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.relabel.RelabelRule;
import io.vigie.ingest.relabel.RelabelRule.Source;
import io.vigie.ingest.scrape.TargetAssembly.Outcome;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.NameValidation;
import io.vigie.model.metric.RegexMatcher;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetAssemblyTest {
  private static final Labels LOCAL = Labels.of("__address__", "localhost:9100");

  private final ScrapeConfigBuilder config = ScrapeConfig.builder("node");

  private Outcome assemble(Labels target, Labels group) {
    return new TargetAssembly(config.build()).assemble(target, group);
  }

  private Target kept(Labels target) {
    return ((Outcome.Kept) assemble(target, Labels.EMPTY)).target();
  }

  private static RelabelRule replace(String target, String replacement, String... source) {
    return new RelabelRule.Replace(
        Source.of(source), RegexMatcher.compile("(.*)"), target, replacement, NameValidation.UTF8);
  }

  @Test
  void fillsInTheDefaultsOfItsJob() {
    config
        .scrapeInterval(Duration.ofSeconds(90))
        .scheme("https")
        .metricsPath("/m")
        .params(Map.of("module", List.of("http_2xx")));
    Target target = kept(LOCAL);
    assertThat(target.discovered().toMap())
        .containsEntry("job", "node")
        .containsEntry("__scrape_interval__", "1m30s")
        .containsEntry("__scrape_timeout__", "10s")
        .containsEntry("__metrics_path__", "/m")
        .containsEntry("__scheme__", "https")
        .containsEntry("__param_module", "http_2xx");
    assertThat(target.url()).hasToString("https://localhost:9100/m?module=http_2xx");
    assertThat(target.publicLabels())
        .isEqualTo(Labels.of("instance", "localhost:9100", "job", "node"));
  }

  @Test
  void targetWinsOverGroupAndGroupOverJob() {
    Labels group = Labels.of("job", "from-group", "zone", "group", "__scheme__", "https");
    Labels target = Labels.of("__address__", "a:1", "zone", "target");
    Target kept = ((Outcome.Kept) assemble(target, group)).target();
    assertThat(kept.publicLabels())
        .isEqualTo(Labels.of("instance", "a:1", "job", "from-group", "zone", "target"));
    assertThat(kept.url()).hasToString("https://a:1/metrics");
  }

  @Test
  void relabellingDecidesAddressPathIntervalAndParameters() {
    config.relabelRules(
        List.of(
            replace("__param_target", "$1", "__address__"),
            replace("instance", "$1", "__param_target"),
            replace("__address__", "blackbox:9115"),
            replace("__metrics_path__", "/probe"),
            replace("__scrape_interval__", "30s"),
            replace("__scrape_timeout__", "500ms")));
    Target target = kept(Labels.of("__address__", "https://example.org/a?b=c d"));
    assertThat(target.url())
        .hasToString("http://blackbox:9115/probe?target=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc+d");
    assertThat(target.publicLabels().get("instance")).isEqualTo("https://example.org/a?b=c d");
    assertThat(target.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(target.timeout()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void severalValuesOfAParameterAllGoIntoTheUrl() {
    Map<String, List<String>> params = new LinkedHashMap<>();
    params.put("match[]", List.of("up", "{job=\"a\"}"));
    params.put("a", List.of("1"));
    config.params(params);
    assertThat(kept(LOCAL).url())
        .hasToString(
            "http://localhost:9100/metrics?a=1&match%5B%5D=up&match%5B%5D=%7Bjob%3D%22a%22%7D");
  }

  @Test
  void remembersWhatRelabellingDrops() {
    config.relabelRules(
        List.of(new RelabelRule.Drop(Source.of("__address__"), RegexMatcher.compile("local.*"))));
    Outcome outcome = assemble(LOCAL, Labels.EMPTY);
    assertThat(outcome).isInstanceOf(Outcome.Dropped.class);
  }

  @Test
  void metaLabelsEndWithRelabelling() {
    Target target =
        kept(Labels.of("__address__", "a:1", "__meta_pod", "web", "__tmp", "x", "zone", "z"));
    assertThat(target.labels().has("__meta_pod")).isFalse();
    assertThat(target.discovered().get("__meta_pod")).isEqualTo("web");
    assertThat(target.publicLabels().has("__tmp")).isFalse();
    assertThat(target.publicLabels().get("zone")).isEqualTo("z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "__address__          | a/b  | \"a/b\" is not a valid hostname",
        "__address__          | a b  | \"a b\" is not a valid hostname",
        "__address__          | a:http  | \"http\" is not a port",
        "__address__          | a:99999 | \"99999\" is not a port",
        "__scrape_interval__  | 0s   | scrape interval cannot be 0",
        "__scrape_interval__  | soon | error parsing scrape interval",
        "__scrape_timeout__   | 2m   | scrape timeout cannot be greater than scrape interval",
        "__scrape_native_histograms__ | maybe | error parsing scrape native histograms",
      })
  void saysWhyATargetCannotBeUsed(String label, String value, String reason) {
    Outcome outcome = assemble(LOCAL.with(label, value), Labels.EMPTY);
    assertThat(outcome).isInstanceOf(Outcome.Invalid.class);
    assertThat(((Outcome.Invalid) outcome).reason()).contains(reason);
  }

  @Test
  void withoutAddressThereIsNoTarget() {
    Outcome outcome = assemble(Labels.of("a", "b"), Labels.EMPTY);
    assertThat(((Outcome.Invalid) outcome).reason()).isEqualTo("no address");
  }

  @Test
  void aLabelDecidesAboutHistograms() {
    assertThat(kept(LOCAL).histograms().scrapeNative()).isFalse();
    assertThat(kept(LOCAL.with("__scrape_native_histograms__", "true")).histograms().scrapeNative())
        .isTrue();
  }

  @Test
  void hostNamesMayHaveAnUnderscore() {
    assertThat(kept(Labels.of("__address__", "my_service:80")).url())
        .hasToString("http://my_service:80/metrics");
  }
}
