package io.vigie.ingest.collect.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.config.yaml.YamlFile;
import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.CollectorSource;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.cloudwatch.FakeCloudWatch.Request;
import io.vigie.ingest.collect.host.ExposedFamilies;
import io.vigie.outbound.OutboundClients;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudWatchCollectorTest {
  private static final String SECRET = "wJalrXUtnFEMI";
  private static final String[] ORDERS = {"ClusterName", "prod", "ServiceName", "orders \"1\""};

  private final FakeClock clock = new FakeClock(Instant.parse("2026-05-01T10:00:30Z"));
  private final OutboundClients clients = new OutboundClients("test");
  private FakeCloudWatch aws;

  @BeforeEach
  void start() throws IOException {
    aws = new FakeCloudWatch();
  }

  @AfterEach
  void stop() {
    aws.close();
    clients.close();
  }

  private Collector open(String settings, Duration timeout) {
    String text =
        """
        region: eu-west-1
        endpoint: %s
        access_key: AKIATEST
        secret_key: %s
        %s
        """
            .formatted(aws.uri(), SECRET, settings);
    return openAsWritten(text, timeout);
  }

  private Collector openAsWritten(String text, Duration timeout) {
    CloudWatchSource source =
        CloudWatchSource.read(YamlFile.parse("test", Path.of("/"), text).mapping());
    return source.open(new CollectorSource.Surroundings(clients, clock, clock, timeout));
  }

  private Collector open(String settings) {
    return open(settings, Duration.ofSeconds(60));
  }

  private static ExposedFamilies collect(Collector collector) throws Exception {
    ExpositionWriter out = new ExpositionWriter();
    collector.collect(out);
    return ExposedFamilies.read(out.toBytes());
  }

  @Test
  void theNewestValueOfEachServiceHasTheNameThatDashboardsLookFor() throws Exception {
    aws.add("AWS/ECS", "CPUUtilization", ORDERS);
    aws.add("AWS/ECS", "CPUUtilization", "ClusterName", "prod");
    aws.value(42.5, "AWS/ECS", "CPUUtilization", "Average", ORDERS);
    aws.value(3, "ECS/ContainerInsights", "RunningTaskCount", "Average", ORDERS);

    try (Collector collector = open("services: [ecs]")) {
      ExposedFamilies found = collect(collector);

      assertThat(
              found.value(
                  "aws_ecs_cpuutilization_average",
                  "cluster_name",
                  "prod",
                  "service_name",
                  "orders \"1\""))
          .isEqualTo(42.5);
      assertThat(found.typeByName()).doesNotContainKey("aws_ecs_memory_utilization_average");
      assertThat(found.value("cloudwatch_resources", "namespace", "AWS/ECS")).isEqualTo(1);
      assertThat(found.value("cloudwatch_resources", "namespace", "ECS/ContainerInsights"))
          .isEqualTo(0);
      assertThat(found.value("cloudwatch_newest_datapoint_timestamp_seconds"))
          .isEqualTo(Instant.parse("2026-05-01T09:57:00Z").getEpochSecond());
      assertThat(found.value("cloudwatch_exporter_scrape_error")).isEqualTo(0);
    }
  }

  @Test
  void manyAreListedByPageAndAskedForInBatchesOfFiveHundred() throws Exception {
    aws.listPageSize = 100;
    for (int i = 0; i < 260; i++) {
      aws.add("AWS/ECS", "CPUUtilization", "ClusterName", "prod", "ServiceName", "s" + i);
      aws.value(
          i,
          "AWS/ECS",
          "MemoryUtilization",
          "Maximum",
          "ClusterName",
          "prod",
          "ServiceName",
          "s" + i);
    }

    try (Collector collector = open("services: [ecs]")) {
      ExposedFamilies found = collect(collector);

      assertThat(found.valueBySeries().keySet())
          .filteredOn(series -> series.metricName().equals("aws_ecs_memory_utilization_maximum"))
          .hasSize(260);
      assertThat(
              found.value(
                  "cloudwatch_requests_total", "action", "listMetrics", "namespace", "AWS/ECS"))
          .isEqualTo(3);
      // 260 services with four statistics each are three batches, and each has two pages.
      assertThat(
              found.value(
                  "cloudwatch_requests_total", "action", "getMetricData", "namespace", "AWS/ECS"))
          .isEqualTo(6);
      assertThat(found.value("cloudwatch_metrics_requested_total", "namespace", "AWS/ECS"))
          .isEqualTo(2 * 260 * 4);
    }
  }

  @Test
  void cloudWatchIsAskedOnceAPeriodAndForResourcesEveryTenMinutes() throws Exception {
    aws.add("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "main");
    aws.value(10, "AWS/RDS", "CPUUtilization", "Average", "DBInstanceIdentifier", "main");

    try (Collector collector = open("services: [rds]")) {
      collect(collector);
      clock.advance(Duration.ofSeconds(15));
      ExposedFamilies again = collect(collector);
      assertThat(again.value("aws_rds_cpuutilization_average")).isEqualTo(10);
      assertThat(aws.count("ListMetrics")).isEqualTo(1);
      assertThat(aws.count("GetMetricData")).isEqualTo(2);

      aws.value(20, "AWS/RDS", "CPUUtilization", "Average", "DBInstanceIdentifier", "main");
      clock.advance(Duration.ofSeconds(60));
      assertThat(collect(collector).value("aws_rds_cpuutilization_average")).isEqualTo(20);
      assertThat(aws.count("ListMetrics")).isEqualTo(1);
      assertThat(aws.count("GetMetricData")).isEqualTo(4);

      clock.advance(Duration.ofMinutes(10));
      collect(collector);
      assertThat(aws.count("ListMetrics")).isEqualTo(2);
    }
  }

  @Test
  void metricsOfTheirOwnAreWrittenAsInTheExportersFile() throws Exception {
    aws.add("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "orders");
    aws.add("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", "mails");
    aws.value(7, "AWS/SQS", "ApproximateAgeOfOldestMessage", "p99.9", "QueueName", "orders");
    aws.value(8, "AWS/SQS", "ApproximateAgeOfOldestMessage", "SampleCount", "QueueName", "orders");
    aws.value(9, "AWS/SQS", "ApproximateAgeOfOldestMessage", "p99.9", "QueueName", "mails");
    aws.value(1, "AWS/Usage", "CallCount", "Sum");

    try (Collector collector =
        open(
            """
            metrics:
              - aws_namespace: AWS/SQS
                aws_metric_name: ApproximateAgeOfOldestMessage
                aws_dimensions: [QueueName]
                aws_dimension_select_regex: {QueueName: ['ord.*']}
                aws_statistics: [SampleCount]
                aws_extended_statistics: [p99.9]
                period_seconds: 300
              - {aws_namespace: AWS/Usage, aws_metric_name: CallCount, aws_statistics: [Sum]}
            """)) {
      ExposedFamilies found = collect(collector);

      assertThat(
              found.value(
                  "aws_sqs_approximate_age_of_oldest_message_p99_9", "queue_name", "orders"))
          .isEqualTo(7);
      assertThat(found.value("aws_sqs_approximate_age_of_oldest_message_p99_9")).isEqualTo(7);
      assertThat(found.value("aws_sqs_approximate_age_of_oldest_message_sample_count"))
          .isEqualTo(8);
      assertThat(found.value("aws_usage_call_count_sum")).isEqualTo(1);
      assertThat(aws.count("ListMetrics")).isEqualTo(1);
    }
  }

  @Test
  void requestsAreSignedForTheirRegionWhichForCloudFrontIsTheGlobalOne() throws Exception {
    try (Collector collector =
        open("services: [cloudfront]\nmetrics: [{aws_namespace: A, aws_metric_name: B}]")) {
      collect(collector);
    }

    assertThat(aws.requests)
        .extracting(request -> request.namespace() + " " + scope(request))
        .contains(
            "AWS/CloudFront us-east-1/monitoring/aws4_request",
            "A eu-west-1/monitoring/aws4_request");
    assertThat(aws.requests)
        .allSatisfy(request ->
            assertThat(request.authorization())
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIATEST/")
                .contains("Signature=")
                .doesNotContain(SECRET));
  }

  private static String scope(Request request) {
    return request.authorization().replaceAll(".*?Credential=[^/]*/[0-9]*/([^,]*),.*", "$1");
  }

  @Test
  void aRoleIsTakenWithTheKeysOfTheFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    String text =
        """
        region: eu-west-1
        endpoint: %1$s
        sts_endpoint: %1$s
        access_key: AKIATEST
        secret_key_file: %2$s
        role_arn: arn:aws:iam::123456789012:role/watch
        external_id: shared
        services: [alb]
        """
            .formatted(aws.uri(), file);
    try (Collector collector = openAsWritten(text, Duration.ofSeconds(60))) {
      collect(collector);
    }

    assertThat(aws.requests)
        .filteredOn(request -> request.action().equals("AssumeRole"))
        .singleElement()
        .satisfies(request -> {
          assertThat(request.namespace())
              .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fwatch")
              .contains("ExternalId=shared");
          assertThat(request.authorization()).contains("Credential=AKIATEST/");
        });
    assertThat(aws.requests)
        .filteredOn(request -> request.action().equals("ListMetrics"))
        .hasSize(2)
        .allSatisfy(
            request -> assertThat(request.authorization()).contains("Credential=ASIAROLE/"));
  }

  @Test
  void whatIsRefusedCostsOnlyItself() throws Exception {
    aws.refuse("AWS/RDS", 403, "AccessDenied", Integer.MAX_VALUE);
    aws.add("AWS/ECS", "CPUUtilization", ORDERS);
    aws.value(42.5, "AWS/ECS", "CPUUtilization", "Average", ORDERS);

    try (Collector collector = open("services: [rds, ecs]")) {
      ExposedFamilies found = collect(collector);

      assertThat(found.value("aws_ecs_cpuutilization_average")).isEqualTo(42.5);
      assertThat(found.value("cloudwatch_scrape_collector_success", "namespace", "AWS/RDS"))
          .isEqualTo(0);
      assertThat(found.value("cloudwatch_scrape_collector_success", "namespace", "AWS/ECS"))
          .isEqualTo(1);
      assertThat(found.value("cloudwatch_exporter_scrape_error")).isEqualTo(1);

      aws.recover("AWS/RDS");
      clock.advance(Duration.ofMinutes(1));
      assertThat(collect(collector).value("cloudwatch_exporter_scrape_error")).isEqualTo(0);
    }
  }

  @Test
  void whatHangsCostsOnlyItself() throws Exception {
    aws.hang("AWS/RDS");
    aws.add("AWS/ECS", "CPUUtilization", ORDERS);
    aws.value(42.5, "AWS/ECS", "CPUUtilization", "Average", ORDERS);

    try (Collector collector = open("services: [rds, ecs]", Duration.ofSeconds(2))) {
      ExposedFamilies found = collect(collector);

      assertThat(found.value("aws_ecs_cpuutilization_average")).isEqualTo(42.5);
      assertThat(found.value("cloudwatch_scrape_collector_success", "namespace", "AWS/RDS"))
          .isEqualTo(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | AccessDenied                | allow these keys cloudwatch:ListMetrics and cloudwatch:GetMetricData
          403 | UnrecognizedClientException | are the keys right, and of an account that has this region?
          400 | ExpiredTokenException       | the keys have ended, or the clock of this machine is wrong
          400 | ValidationError             | ValidationError (400): said by the test
          """)
  void aRefusalOfEverythingSaysWhatToDo(int status, String code, String remedy) {
    aws.refuse("AWS/ApplicationELB", status, code, Integer.MAX_VALUE);
    try (Collector collector = open("services: [alb]")) {
      assertThatThrownBy(() -> collect(collector))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("CloudWatch in eu-west-1, ListMetrics: " + code)
          .hasMessageContaining(remedy)
          .hasMessageNotContaining(SECRET);
      ExpositionWriter out = new ExpositionWriter();
      collector.writeUnreachable(out);
      assertThat(new String(out.toBytes()))
          .contains("cloudwatch_exporter_scrape_error 1", "cloudwatch_requests_total");
    }
  }

  @Test
  void whatIsThrottledIsAskedAgain() throws Exception {
    aws.refuse("AWS/RDS", 400, "ThrottlingException", 1);
    try (Collector collector = open("services: [rds]")) {
      assertThat(collect(collector).value("cloudwatch_exporter_scrape_error")).isEqualTo(0);
    }
    assertThat(aws.count("ListMetrics")).isEqualTo(2);
  }

  @Test
  void moreResourcesThanAllowedAreLeftOut() throws Exception {
    for (int i = 0; i < 5; i++) {
      aws.add("AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", "db" + i);
    }
    try (Collector collector = open("services: [rds]\nmax_resources: 3")) {
      assertThat(collect(collector).value("cloudwatch_resources")).isEqualTo(3);
    }
  }

  @Test
  void aRegionThatIsNotThereIsSaidToBeSo() {
    String text =
        """
        {region: xx-nowhere-1, access_key: AKIATEST, secret_key: x, services: [rds],
         endpoint: 'https://monitoring.xx-nowhere-1.invalid'}
        """;
    try (Collector collector = openAsWritten(text, Duration.ofSeconds(60))) {
      assertThatThrownBy(() -> collect(collector))
          .hasMessageContaining("monitoring.xx-nowhere-1.invalid cannot be found")
          .hasMessageContaining("is xx-nowhere-1 a region");
    }
  }
}
