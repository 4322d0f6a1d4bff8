package io.vigie.ingest.collect.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.collect.CollectorConfig;
import io.vigie.ingest.collect.postgresql.PostgresSource;
import io.vigie.model.metric.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorConfigReaderTest {
  private static List<CollectorConfig> read(String text) {
    return CollectorConfigReader.read(
        YamlFile.parse("test", Path.of("/etc"), text).mapping(), Set.of("node"));
  }

  @Test
  void eachKindHasTheJobAndTheInstanceThatDashboardsLookFor() {
    List<CollectorConfig> collectors =
        read(
            """
            collectors:
              - postgresql: {address: db}
              - redis: {address: '[::1]:6380'}
              - json_metrics: {url: 'https://app.example.org/health'}
                labels: {team: web}
                interval: 30s
                timeout: 2s
              - processes: {names: [nginx]}
                instance: here
            """);

    assertThat(collectors)
        .extracting(c -> c.job() + " " + c.instance())
        .containsExactly(
            "postgres db:5432", "redis [::1]:6380", "json app.example.org", "process here");
    assertThat(collectors)
        .extracting(CollectorConfig::address)
        .containsExactly(
            "postgresql-postgres-db-5432",
            "redis-redis-1-6380",
            "json-metrics-json-app-example-org",
            "processes-process-here");
    assertThat(collectors.get(2).labels()).isEqualTo(Labels.of("team", "web"));
    assertThat(collectors.get(2).timeout()).isEqualTo(Duration.ofSeconds(2));
    PostgresSource database = (PostgresSource) collectors.getFirst().source();
    assertThat(database.slowAfter()).isEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{job: x}]                                                | say one of postgresql, redis, json_metrics, processes, cloudwatch
          [{redis: {address: a}, processes: {names: [x]}}]          | say one of
          [{redis: {address: a, adress: b}}]                        | field adress not found
          [{redis: {address: a}, job: node}]                        | there is a scrape job "node" already
          [{redis: {address: a}}, {redis: {address: a}}]            | there are two of job "redis" and instance "a:6379"
          [{redis: {address: 'a:0'}}]                               | the port is from 1 to 65535
          [{redis: {address: ''}}]                                  | is no address: write host:port, such as cache:6379
          [{redis: {address: a}, labels: {job: x}}]                 | labels: "job" cannot be set here
          [{redis: {address: a}, interval: 1s, timeout: 2s}]        | timeout: not above the interval
          [{postgresql: {address: a, sslmode: maybe}}]              | sslmode: "maybe": disable
          [{postgresql: {address: a, password: a, password_file: b}}] | say password or password_file, not both
          [{processes: {}}]                                         | say names, such as [nginx, postgres], or groups
          [{processes: {groups: [{name: a}]}}]                      | say command, command_line, or both
          [{processes: {groups: [{name: a, command_line: ['(']}]}}] | command_line: error parsing regexp
          """)
  void whatCannotBeIsRefused(String list, String problem) {
    assertThatThrownBy(() -> read("collectors: " + list))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }
}
