package io.vigie.ingest.collect.cloudwatch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The services whose metrics are known here. Each metric is asked for with the dimensions of one
/// level only, so that a sum over a family counts nothing twice.
record ReadyService(String key, List<MetricGroup> groups) {
  /// Of services; tasks only where Container Insights is on.
  private static final ReadyService ECS =
      of(
          "ecs",
          group(
              "AWS/ECS",
              "ClusterName ServiceName",
              "CPUUtilization Average Maximum",
              "MemoryUtilization Average Maximum"),
          group(
              "ECS/ContainerInsights",
              "ClusterName ServiceName",
              "RunningTaskCount Average",
              "DesiredTaskCount Average",
              "PendingTaskCount Average",
              "DeploymentCount Average"));

  /// Application load balancers; their health by target group. `ConsumedLCUs` is there even for one
  /// without requests, so errors are seen from the first.
  private static final ReadyService ALB =
      of(
          "alb",
          group(
              "AWS/ApplicationELB",
              "LoadBalancer",
              "ConsumedLCUs Average",
              "RequestCount Sum",
              "TargetResponseTime Average p95 p99",
              "HTTPCode_ELB_4XX_Count Sum",
              "HTTPCode_ELB_5XX_Count Sum",
              "HTTPCode_Target_2XX_Count Sum",
              "HTTPCode_Target_4XX_Count Sum",
              "HTTPCode_Target_5XX_Count Sum",
              "ActiveConnectionCount Sum",
              "RejectedConnectionCount Sum",
              "TargetConnectionErrorCount Sum"),
          group(
              "AWS/ApplicationELB",
              "LoadBalancer TargetGroup",
              "HealthyHostCount Average Minimum",
              "UnHealthyHostCount Average Maximum",
              "RequestCountPerTarget Sum"));

  /// Distributions; hit rate and origin latency only where additional metrics are on.
  private static final ReadyService CLOUDFRONT =
      of(
          "cloudfront",
          global(
              "AWS/CloudFront",
              "DistributionId Region",
              "Requests Sum",
              "BytesDownloaded Sum",
              "4xxErrorRate Average",
              "5xxErrorRate Average",
              "TotalErrorRate Average",
              "CacheHitRate Average",
              "OriginLatency p50 p95"));

  /// Database instances.
  private static final ReadyService RDS =
      of(
          "rds",
          group(
              "AWS/RDS",
              "DBInstanceIdentifier",
              "CPUUtilization Average Maximum",
              "DatabaseConnections Average",
              "FreeableMemory Average",
              "FreeStorageSpace Average",
              "SwapUsage Average",
              "ReadIOPS Average",
              "WriteIOPS Average",
              "ReadLatency Average",
              "WriteLatency Average",
              "ReadThroughput Average",
              "WriteThroughput Average",
              "DiskQueueDepth Average",
              "ReplicaLag Average",
              "BurstBalance Average"));

  /// Nodes of cache clusters.
  private static final ReadyService ELASTICACHE =
      of(
          "elasticache",
          group(
              "AWS/ElastiCache",
              "CacheClusterId CacheNodeId",
              "CPUUtilization Average Maximum",
              "EngineCPUUtilization Average Maximum",
              "FreeableMemory Average",
              "DatabaseMemoryUsagePercentage Average",
              "BytesUsedForCache Average",
              "SwapUsage Average",
              "CurrConnections Average",
              "NewConnections Sum",
              "CurrItems Average",
              "CacheHits Sum",
              "CacheMisses Sum",
              "Evictions Sum",
              "ReplicationLag Average",
              "NetworkBytesIn Sum",
              "NetworkBytesOut Sum"));

  /// All of them.
  static final List<ReadyService> ALL = List.of(ECS, ALB, CLOUDFRONT, RDS, ELASTICACHE);

  ReadyService {
    groups = List.copyOf(groups);
  }

  private static ReadyService of(String key, MetricGroup... groups) {
    return new ReadyService(key, List.of(groups));
  }

  /// @param key as written in a configuration: `ecs`
  static Optional<ReadyService> find(String key) {
    return ALL.stream().filter(service -> service.key.equals(key)).findFirst();
  }

  List<MetricGroup> within(QueryWindow window) {
    return groups.stream().map(group -> group.within(window)).toList();
  }

  /// @param metrics each with its statistics; the first finds the resources
  private static MetricGroup group(String namespace, String dimensions, String... metrics) {
    List<Statistic> statistics =
        Arrays.stream(metrics).flatMap(text -> Statistic.parse(text).stream()).toList();
    return new MetricGroup(
        namespace,
        List.of(dimensions.split(" ")),
        statistics.getFirst().metric(),
        statistics,
        DimensionSelection.ALL,
        QueryWindow.USUAL,
        false);
  }

  private static MetricGroup global(String namespace, String dimensions, String... metrics) {
    MetricGroup group = group(namespace, dimensions, metrics);
    return new MetricGroup(
        namespace,
        group.dimensions(),
        group.foundBy(),
        group.statistics(),
        group.selection(),
        group.window(),
        true);
  }
}
