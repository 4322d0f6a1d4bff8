package io.vigie.server.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.rules.lint.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesCheckTest {
  private static final String SERVICE =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: %s, namespace: shop, labels: {app: shop, part: %s}}
      spec:
        selector: {app: shop}
        ports: [{name: %s, port: %s}]
      """;
  private static final String MONITOR =
      """
      ---
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: {name: shop, namespace: shop}
      spec:
        selector: {matchLabels: {app: shop}}
        endpoints:
        - port: metrics
          interval: 30s
      """;

  @TempDir Path folder;

  private static String service(String name, String port) {
    return SERVICE.formatted(name, name, port, "9090");
  }

  private KubernetesReport check(String text) throws IOException {
    return new KubernetesCheck(Optional.empty()).run(List.of(write("k8s.yaml", text)));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /// Each as `line check: proposal`.
  private static List<String> found(KubernetesReport report) {
    return report.files().stream()
        .flatMap(file -> report.findings(file).stream())
        .map(each -> each.line() + " " + each.check() + ": " + each.proposal())
        .toList();
  }

  @Test
  void whatFitsTogetherIsFoundNoFaultWith() throws IOException {
    KubernetesReport report =
        check(
            MONITOR
                + service("metrics", "metrics")
                + SERVICE.formatted("other", "x", "web", 80).replace("app: shop", "app: other"));
    assertThat(found(report)).isEmpty();
    assertThat(report.problems(report.files().getFirst())).isEmpty();
    assertThat(report.manifests(report.files().getFirst())).isEqualTo(3);
    assertThat(report.exitCode(true)).isZero();
  }

  @Test
  void aKindUnderAnotherApiIsRefused() throws IOException {
    KubernetesReport report = check(MONITOR.replace("monitoring.coreos.com/v1", "v1"));
    assertThat(found(report))
        .containsExactly("2 api-version: apiVersion: monitoring.coreos.com/v1");
    assertThat(report.problems(report.files().getFirst()))
        .containsExactly(
            folder.resolve("k8s.yaml")
                + ":2: ServiceMonitor shop/shop: the API v1 has no kind ServiceMonitor: Kubernetes"
                + " refuses the manifest; write apiVersion: monitoring.coreos.com/v1");
    assertThat(report.exitCode(false)).isEqualTo(KubernetesReport.FAILURE);
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, Deployment, true",
    "extensions/v1beta1, Deployment, false",
    "v1, Deployment, false",
    "serving.knative.dev/v1, Service, true",
    "azmonitoring.coreos.com/v1, ServiceMonitor, true",
    "monitoring.coreos.com/v1alpha1, PrometheusRule, false",
    "monitoring.coreos.com/v1beta1, AlertmanagerConfig, true",
    "'', ConfigMap, false",
    "example.org/v7, Whatever, true"
  })
  void whichApiHasWhichKindIsKnownOfThoseOfKubernetesAndOfTheOperator(
      String apiVersion, String kind, boolean good) throws IOException {
    KubernetesReport report = check("{apiVersion: '%s', kind: %s}".formatted(apiVersion, kind));
    assertThat(found(report).stream().noneMatch(each -> each.contains("api-version")))
        .isEqualTo(good);
  }

  @Test
  void severalServicesOfTheSamePodsAreHarmlessOnlyIfTheirPortsDiffer() throws IOException {
    KubernetesReport harmless =
        check(MONITOR + service("metrics", "metrics") + service("health", "health"));
    Finding note = harmless.findings(harmless.files().getFirst()).getFirst();
    assertThat(note.toString())
        .contains(
            ":8: note [several-services] ServiceMonitor shop/shop: the Services metrics and health"
                + " have the selected labels and the same pods; that is harmless only because health"
                + " has no port named metrics: each pod would be scraped twice",
            "instead: matchLabels: {part: metrics}");
    assertThat(found(check(MONITOR + service("a", "metrics") + service("b", "metrics"))))
        .containsExactly("8 scraped-twice: matchLabels: {part: a}");
    // Several applications behind one monitor are what labels are for.
    assertThat(
            found(
                check(
                    MONITOR
                        + service("a", "metrics")
                        + service("b", "metrics")
                            .replace("selector: {app: shop}", "selector: {app: b}"))))
        .isEmpty();
  }

  @Test
  void aPortIsAskedForByANameThatAServiceHas() throws IOException {
    assertThat(found(check(MONITOR + service("a", "http"))))
        .containsExactly("8 no-such-port: port: http");
    assertThat(
            found(check(MONITOR.replace("port: metrics", "port: 9090") + service("a", "exporter"))))
        .containsExactly("8 no-such-port: port: exporter");
    assertThat(found(check(MONITOR.replace("port: metrics", "path: /m") + service("a", "http"))))
        .containsExactly("8 no-port: port: http");
    assertThat(found(check(MONITOR))).isEmpty();
  }

  @Test
  void aSelectorThatMeansSomethingElseIsFound() throws IOException {
    assertThat(found(check(MONITOR + service("a", "metrics").replace("{app: shop,", "{app: shp,"))))
        .containsExactly("6 no-service: matchLabels: {app: shp, part: a}");
    assertThat(found(check(MONITOR.replace("{matchLabels: {app: shop}}", "{app: shop}"))))
        .containsExactly("6 selector: selector: {matchLabels: {app: shop}}");
    assertThat(found(check(MONITOR.replace("endpoints", "endpoint"))))
        .containsExactly("6 no-endpoints: endpoints: [{port: metrics}]");
  }

  @Test
  void namespacesAndExpressionsSelectToo() throws IOException {
    String elsewhere = service("a", "http").replace("namespace: shop", "namespace: other");
    assertThat(found(check(MONITOR + elsewhere))).isEmpty();
    assertThat(
            found(
                check(
                    MONITOR.replace(
                            "  endpoints:", "  namespaceSelector: {any: true}\n  endpoints:")
                        + elsewhere)))
        .containsExactly("9 no-such-port: port: http");
    String in =
        MONITOR.replace(
            "{matchLabels: {app: shop}}",
            "{matchExpressions: [{key: part, operator: In, values: [a]}]}");
    assertThat(found(check(in + service("a", "http")))).hasSize(1);
    assertThat(found(check(in + service("b", "http")))).isEmpty();
  }

  @Test
  void wordsOfPrometheusYmlAndImpossibleTimesAreFound() throws IOException {
    assertThat(found(check(MONITOR.replace("interval: 30s", "scrape_interval: 30s"))))
        .containsExactly("9 unknown-field: interval");
    assertThat(
            found(check(MONITOR.replace("interval: 30s", "interval: 10s\n    scrapeTimeout: 15s"))))
        .containsExactly("10 scrape-timeout: scrapeTimeout: 10s");
    assertThat(found(check(MONITOR.replace("30s", "30 sec"))))
        .containsExactly("9 duration: interval: 30s");
  }

  @Test
  void theSameJobAtAnotherIntervalIsFound() throws IOException {
    Path config =
        write(
            "prometheus.yml",
            """
            scrape_configs:
            - {job_name: shop, scrape_interval: 10s, scrape_timeout: 5s}
            - {job_name: shop-health, scrape_interval: 5s, scrape_timeout: 5s, metrics_path: /health}
            """);
    List<Path> manifests = List.of(write("k8s.yaml", MONITOR + service("shop-health", "metrics")));
    KubernetesReport report = new KubernetesCheck(Optional.of(config)).run(manifests);
    assertThat(found(report))
        .containsExactly("9 scrape-interval: interval: 10s here, or 30s in the job");
    assertThat(report.findings(report.files().getFirst()).getFirst().reason())
        .contains("every 30s here, and every 10s by the job shop", "windows shorter than 1m");
    assertThat(report.exitCode(true)).isEqualTo(KubernetesReport.LINT_FAILURE);
    assertThat(report.exitCode(false)).isZero();
  }

  @Test
  void rulesAreCheckedAndLookedAtWhereTheyStand() throws IOException {
    KubernetesReport report =
        check(
            """
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: r}
            spec:
              groups:
              - name: g
                partial_response_strategy: warn
                rules:
                - alert: Errors
                  expr: rate(x{code="500"}[5m]) / rate(x[5m]) > 0.05
            ---
            apiVersion: monitoring.coreos.com/v1
            kind: PrometheusRule
            metadata: {name: wrong}
            spec:
              groups:
              - {name: g, rules: [{alert: A, exp: up}]}
            """);
    assertThat(found(report))
        .containsExactly(
            "10 self-division: sum by (job) (rate(x{code=\"500\"}[5m])) / sum by (job)"
                + " (rate(x[5m])) > 0.05");
    assertThat(report.problems(report.files().getFirst()))
        .singleElement()
        .asString()
        .contains("k8s.yaml:17:", "field exp not found", "did you mean \"expr\"?");
    assertThat(report.exitCode(false)).isEqualTo(KubernetesReport.FAILURE);
  }

  @Test
  void filesInAConfigMapAreLookedAtWhereTheyStand() throws IOException {
    KubernetesReport report =
        check(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: prometheus}
            data:
              prometheus.yml: |
                rule_files: [/etc/prometheus/*.yml]
                scrape_configs:
                - {job_name: shop, scrape_interval: 10s}
              rules.yml: |

                groups:
                - name: g
                  rules:
                  - {alert: A, expr: requests_total > 5}
              broken.yml: |
                groups:
                - nam: g
              short.yml: "groups: [{name: h, rules: [{alert: B, expr: b_total > 5}]}]"
              notes.txt: "{"
            """
                + MONITOR);
    assertThat(found(report))
        .containsExactly(
            "1 raw-counter: sum by (job) (rate(b_total[5m])) > 5",
            "14 raw-counter: sum by (job) (rate(requests_total[5m])) > 5",
            "28 scrape-interval: interval: 10s here, or 30s in the job");
    assertThat(report.problems(report.files().getFirst()))
        .singleElement()
        .asString()
        .contains("k8s.yaml:17:7: field nam not found");
  }

  @Test
  void podMonitorsProbesAndServicesLeadSomewhere() throws IOException {
    String workload =
        """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          template:
            metadata: {labels: {app: shop}}
            spec: {containers: [{name: c, ports: [{name: exporter, containerPort: 9090}]}]}
        """;
    assertThat(
            found(
                check(
                    """
                    apiVersion: monitoring.coreos.com/v1
                    kind: PodMonitor
                    metadata: {name: p}
                    spec:
                      selector: {matchLabels: {app: shop}}
                      podMetricsEndpoints: [{port: metrics}, {port: exporter}]
                    """
                        + workload)))
        .containsExactly("6 no-such-port: port: exporter");
    assertThat(
            found(
                check(
                    """
                    apiVersion: monitoring.coreos.com/v1
                    kind: Probe
                    metadata: {name: p}
                    spec:
                      prober: {url: 'http://blackbox:9115/probe'}
                    """)))
        .containsExactly(
            "5 prober: {url: 'blackbox:9115', scheme: http}",
            "5 no-targets: targets: {staticConfig: {static: ['https://example.org']}}");
    assertThat(
            found(
                check(
                    service("a", "metrics").replace("port: 9090", "port: 9090, targetPort: metrics")
                        + workload)))
        .containsExactly("7 no-such-port: targetPort: exporter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | 1:",
        "- 1 | no manifest",
        "a: 1 | no manifest: an object of Kubernetes says its apiVersion and its kind",
        "{{- if .Values.x }} | 1:"
      })
  void whatIsNoManifestIsRefusedWithItsPlace(String text, String problem) throws IOException {
    KubernetesReport report = check(text);
    assertThat(report.problems(report.files().getFirst()))
        .singleElement()
        .asString()
        .contains(problem);
    assertThat(report.exitCode(false)).isEqualTo(KubernetesReport.FAILURE);
  }

  @Test
  void listsAndEmptyDocumentsAreRead() throws IOException {
    KubernetesReport report =
        check(
            "---\n---\n{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod}]}\n---\n");
    assertThat(report.manifests(report.files().getFirst())).isEqualTo(1);
    assertThat(report.exitCode(true)).isZero();
  }

  /// The manifests of a real platform, from the folder `-Drequirements.dir`.
  @Test
  void thePlatformsManifestsGetTheVerdictsThatTheyDeserve() throws IOException {
    Path platforms =
        Path.of(System.getProperty("requirements.dir", "../../shared/requirements"))
            .resolve("files");
    Path events = platforms.resolve("event-planner-core");
    assumeTrue(Files.exists(events), () -> "there is no " + events.toAbsolutePath().normalize());
    KubernetesReport report =
        new KubernetesCheck(Optional.of(events.resolve("prometheus.yml")))
            .run(List.of(events.resolve("k8s-monitoring.yaml")));
    assertThat(found(report))
        .satisfiesExactly(
            each ->
                assertThat(each).isEqualTo("2 api-version: apiVersion: monitoring.coreos.com/v1"),
            each ->
                assertThat(each).startsWith("14 several-services: a label that only the Service"),
            each ->
                assertThat(each)
                    .isEqualTo("15 scrape-interval: interval: 10s here, or 30s in the job"));
    Path metrics = platforms.resolve("metrics-service/k8s-deployment.yaml");
    assertThat(found(new KubernetesCheck(Optional.empty()).run(List.of(metrics)))).isEmpty();
  }
}
