package io.vigie.ingest.collect.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudWatchSourceTest {
  private static CloudWatchSource read(String text) {
    return CloudWatchSource.read(YamlFile.parse("test", Path.of("/etc"), text).mapping());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          AWS/ECS,            CPUUtilization,            Average,     aws_ecs_cpuutilization_average
          AWS/ApplicationELB, HTTPCode_Target_5XX_Count, Sum,         aws_applicationelb_httpcode_target_5_xx_count_sum
          AWS/CloudFront,     5xxErrorRate,              Average,     aws_cloudfront_5xx_error_rate_average
          AWS/RDS,            FreeStorageSpace,          SampleCount, aws_rds_free_storage_space_sample_count
          AWS/RDS,            ReadIOPS,                  p99.9,       aws_rds_read_iops_p99_9
          my-app,             a.b,                       tm95,        my_app_a_b_tm95
          2nd,                __x__,                     Sum,         _2nd_x_sum
          """)
  void namesAreThoseOfTheExporter(String namespace, String metric, String stat, String name) {
    assertThat(CloudWatchNames.metric(namespace, new Statistic(metric, stat))).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "ClusterName, cluster_name",
    "DBInstanceIdentifier, dbinstance_identifier",
    "CacheNodeId, cache_node_id",
    "__name__, _name_"
  })
  void labelsAreThoseOfTheExporter(String dimension, String label) {
    assertThat(CloudWatchNames.label(dimension)).isEqualTo(label);
  }

  @Test
  void readyServicesCanAllBeAskedForTogether() {
    CloudWatchSource all =
        read("{region: eu-west-1, services: [ecs, alb, cloudfront, rds, elasticache]}");

    assertThat(all.settings().groups()).hasSize(7);
    assertThat(all.usualInstance()).isEqualTo("eu-west-1");
  }

  @Test
  void whatIsWrittenAlikeIsTheSameForAReload() {
    String text = "{region: eu-west-1, access_key: A, secret_key: s, services: [ecs]}";
    assertThat(read(text)).isEqualTo(read(text)).hasSameHashCodeAs(read(text));
    assertThat(read(text)).isNotEqualTo(read(text.replace("ecs", "rds")));
    assertThat(read(text).settings().toString()).doesNotContain("secretKey=s");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-05-01T10:02:00Z, 2026-05-01T10:00:00Z
          2026-05-01T10:02:59Z, 2026-05-01T10:00:00Z
          2026-05-01T10:03:00Z, 2026-05-01T10:01:00Z
          """)
  void theEndOfTheWindowMovesWhenAPeriodIsOver(Instant now, Instant end) {
    assertThat(QueryWindow.USUAL.endExclusive(now)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {services: [ecs]}                                             | region is missing: such as eu-west-1
          {region: Ireland, services: [ecs]}                            | region: "Ireland" is no region
          {region: eu-west-1}                                           | say services (ecs, alb, cloudfront, rds, elasticache), metrics, or both
          {region: eu-west-1, services: [ec2]}                          | services: "ec2" is not one of ecs, alb
          {region: eu-west-1, services: [ecs, ecs]}                     | is asked for twice
          {region: eu-west-1, services: [ecs], access_key: A}           | access_key goes with secret_key_file
          {region: eu-west-1, services: [ecs], secret_key: A}           | access_key goes with secret_key_file
          {region: eu-west-1, services: [ecs], access_key: A, secret_key: b, secret_key_file: c} | not both
          {region: eu-west-1, services: [ecs], access_key: A, secret_key: b, profile: p} | take one of them out
          {region: eu-west-1, services: [ecs], role_arn: watch}         | is not like arn:aws:iam::
          {region: eu-west-1, services: [ecs], external_id: x}          | external_id: goes with role_arn
          {region: eu-west-1, services: [ecs], endpoint: 'ftp://x'}     | endpoint: write https://host
          {region: eu-west-1, services: [ecs], period: 90s}             | period: CloudWatch knows
          {region: eu-west-1, services: [ecs], range: 30s}              | range: from one period to 14d
          {region: eu-west-1, services: [ecs], delay: 2d}               | delay: at most 1d
          {region: eu-west-1, metrics: [{aws_namespace: A}]}            | aws_metric_name is missing
          {region: eu-west-1, metrics: [{aws_namespace: A, aws_metric_name: b, aws_statistics: [Mean]}]} | one of Sum, SampleCount
          {region: eu-west-1, metrics: [{aws_namespace: A, aws_metric_name: b, aws_extended_statistics: [ninety]}]} | is not like p99
          {region: eu-west-1, metrics: [{aws_namespace: A, aws_metric_name: b, aws_dimensions: [AB, Ab]}]} | two would be the same label
          {region: eu-west-1, metrics: [{aws_namespace: A, aws_metric_name: b, aws_dimension_select: {C: [d]}}]} | C is not one of aws_dimensions
          {region: eu-west-1, metrics: [{aws_namespace: A, aws_metric_name: b, set_timestamp: true}]} | samples have the time
          {region: eu-west-1, metrics: [{aws_namespace: AWS/RDS, aws_metric_name: CPUUtilization, aws_dimensions: [DBInstanceIdentifier]}], services: [rds]} | aws_rds_cpuutilization_maximum{dbinstance_identifier} is asked for twice
          """)
  void whatCannotBeIsRefused(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void whatIsDoubtfulIsRemarkedOn() {
    CloudWatchSource source =
        read(
            """
            {region: eu-west-1, services: [ecs], access_key: A, secret_key_file: missing,
             endpoint: 'http://cloudwatch.example.org'}
            """);

    List<String> remarks = source.remarks(Duration.ofMinutes(5));

    assertThat(remarks)
        .containsExactly(
            "secret_key_file /etc/missing cannot be read",
            "http://cloudwatch.example.org is not encrypted: write https://",
            "the interval 5m is longer than the period 1m: what is between is never seen");
    assertThat(read("{region: eu-west-1, services: [ecs]}").remarks(Duration.ofSeconds(15)))
        .isEmpty();
  }
}
