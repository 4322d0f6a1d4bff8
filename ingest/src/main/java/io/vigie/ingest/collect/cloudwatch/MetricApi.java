package io.vigie.ingest.collect.cloudwatch;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/// The two questions that a region is asked. Thread-safe.
final class MetricApi implements AutoCloseable {
  /// As many as one request may have.
  private static final int BATCH = 500;

  /// A page has 500 metrics; whoever sends more pages than this never stops.
  private static final int MOST_PAGES = 100;

  private final CloudWatchClient client;
  private final String region;
  private final RequestCounts counts;

  /// What was found of a kind.
  ///
  /// @param all values of the dimensions, in the order of the group's
  /// @param isComplete whether there are no more
  record Resources(List<List<String>> all, boolean isComplete) {}

  /// One statistic of one resource, and its newest datapoint.
  record Datapoint(List<String> resource, Statistic statistic, Instant time, double value) {}

  private record Query(List<String> resource, Statistic statistic) {}

  MetricApi(CloudWatchClient client, String region, RequestCounts counts) {
    this.client = client;
    this.region = region;
    this.counts = counts;
  }

  /// The resources of a group.
  ///
  /// @param most how many there may be
  /// @throws IOException if they cannot be found out
  Resources resources(MetricGroup group, int most) throws IOException, InterruptedException {
    if (group.dimensions().isEmpty()) {
      return new Resources(List.of(List.of()), true);
    }
    List<List<String>> found = new ArrayList<>();
    Optional<String> next = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      ListMetricsResponse answer = list(group, next);
      for (Metric metric : answer.metrics()) {
        Optional<List<String>> resource = resource(group, metric.dimensions());
        if (resource.isPresent() && found.size() == most) {
          return new Resources(found, false);
        }
        resource.ifPresent(found::add);
      }
      next = token(answer.nextToken());
      if (next.isEmpty()) {
        return new Resources(found, true);
      }
    }
    return new Resources(found, false);
  }

  private ListMetricsResponse list(MetricGroup group, Optional<String> token)
      throws IOException, InterruptedException {
    ListMetricsRequest.Builder request =
        ListMetricsRequest.builder()
            .namespace(group.namespace())
            .metricName(group.foundBy())
            .dimensions(
                group.dimensions().stream()
                    .map(name -> DimensionFilter.builder().name(name).build())
                    .toList());
    token.ifPresent(request::nextToken);
    counts.countListing(group.namespace());
    try {
      return client.listMetrics(request.build());
    } catch (SdkException e) {
      throw ApiFailure.of(e, "ListMetrics", region);
    }
  }

  /// Empty if it has other dimensions, or is not wanted.
  private static Optional<List<String>> resource(MetricGroup group, List<Dimension> dimensions) {
    Map<String, String> values = new HashMap<>();
    dimensions.forEach(dimension -> values.put(dimension.name(), dimension.value()));
    if (!values.keySet().equals(Set.copyOf(group.dimensions()))) {
      return Optional.empty();
    }
    boolean isWanted =
        values.entrySet().stream()
            .allMatch(entry -> group.selection().accepts(entry.getKey(), entry.getValue()));
    return isWanted
        ? Optional.of(
            group.dimensions().stream().map(name -> values.getOrDefault(name, "")).toList())
        : Optional.empty();
  }

  /// The newest datapoint of every statistic of every resource, of those that have one.
  ///
  /// @throws IOException if they cannot be had
  List<Datapoint> newest(MetricGroup group, List<List<String>> resources, Instant endExclusive)
      throws IOException, InterruptedException {
    List<Query> queries = new ArrayList<>();
    for (List<String> resource : resources) {
      group.statistics().forEach(statistic -> queries.add(new Query(resource, statistic)));
    }
    List<Datapoint> found = new ArrayList<>();
    for (int from = 0; from < queries.size(); from += BATCH) {
      List<Query> batch = queries.subList(from, Math.min(from + BATCH, queries.size()));
      found.addAll(newestOf(group, batch, endExclusive));
    }
    return found;
  }

  private List<Datapoint> newestOf(MetricGroup group, List<Query> batch, Instant endExclusive)
      throws IOException, InterruptedException {
    List<MetricDataQuery> queries = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      queries.add(query("q" + i, group, batch.get(i)));
    }
    Map<String, Datapoint> newest = new HashMap<>();
    Optional<String> next = Optional.empty();
    int page = 0;
    do {
      GetMetricDataRequest.Builder request =
          GetMetricDataRequest.builder()
              .metricDataQueries(queries)
              .startTime(group.window().start(endExclusive))
              .endTime(endExclusive)
              .scanBy(ScanBy.TIMESTAMP_DESCENDING);
      next.ifPresent(request::nextToken);
      GetMetricDataResponse answer = data(group, request.build());
      for (MetricDataResult result : answer.metricDataResults()) {
        take(result, batch, newest);
      }
      next = token(answer.nextToken());
    } while (next.isPresent() && ++page < MOST_PAGES);
    return List.copyOf(newest.values());
  }

  private GetMetricDataResponse data(MetricGroup group, GetMetricDataRequest request)
      throws IOException, InterruptedException {
    counts.countData(group.namespace(), request.metricDataQueries().size());
    try {
      return client.getMetricData(request);
    } catch (SdkException e) {
      throw ApiFailure.of(e, "GetMetricData", region);
    }
  }

  private static void take(
      MetricDataResult result, List<Query> batch, Map<String, Datapoint> newest) {
    int count = Math.min(result.timestamps().size(), result.values().size());
    for (int i = 0; i < count; i++) {
      Instant time = result.timestamps().get(i);
      Datapoint known = newest.get(result.id());
      if (known == null || time.isAfter(known.time())) {
        Query query = batch.get(Integer.parseInt(result.id().substring(1)));
        newest.put(
            result.id(),
            new Datapoint(query.resource(), query.statistic(), time, result.values().get(i)));
      }
    }
  }

  private static MetricDataQuery query(String id, MetricGroup group, Query query) {
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = 0; i < group.dimensions().size(); i++) {
      dimensions.add(
          Dimension.builder()
              .name(group.dimensions().get(i))
              .value(query.resource().get(i))
              .build());
    }
    Duration period = group.window().period();
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(stat ->
            stat.metric(metric ->
                    metric
                        .namespace(group.namespace())
                        .metricName(query.statistic().metric())
                        .dimensions(dimensions))
                .period((int) period.toSeconds())
                .stat(query.statistic().statistic()))
        .build();
  }

  private static Optional<String> token(String token) {
    return token == null || token.isEmpty() ? Optional.empty() : Optional.of(token);
  }

  @Override
  public void close() {
    client.close();
  }
}
