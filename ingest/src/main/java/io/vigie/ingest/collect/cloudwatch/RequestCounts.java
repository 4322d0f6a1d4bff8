package io.vigie.ingest.collect.cloudwatch;

import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.ExpositionWriter.Family;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// How often CloudWatch was asked: it costs money. Thread-safe.
final class RequestCounts {
  /// By action and namespace.
  private final Map<Request, LongAdder> requests = new ConcurrentSkipListMap<>();

  private final Map<String, LongAdder> metricsByNamespace = new ConcurrentSkipListMap<>();

  private record Request(String action, String namespace) implements Comparable<Request> {
    @Override
    public int compareTo(Request other) {
      int byAction = action.compareTo(other.action);
      return byAction == 0 ? namespace.compareTo(other.namespace) : byAction;
    }
  }

  void countListing(String namespace) {
    count("listMetrics", namespace);
  }

  /// @param metrics how many were asked for, which is what is paid for
  void countData(String namespace, int metrics) {
    count("getMetricData", namespace);
    metricsByNamespace.computeIfAbsent(namespace, _ -> new LongAdder()).add(metrics);
  }

  private void count(String action, String namespace) {
    requests.computeIfAbsent(new Request(action, namespace), _ -> new LongAdder()).increment();
  }

  void write(ExpositionWriter out) {
    if (requests.isEmpty()) {
      return;
    }
    Family asked = out.counter("cloudwatch_requests_total", "API requests made to CloudWatch");
    requests.forEach((request, count) ->
        asked.add(count.sum(), "action", request.action, "namespace", request.namespace));
    Family metrics =
        out.counter(
            "cloudwatch_metrics_requested_total", "Metrics asked for in requests for their data");
    metricsByNamespace.forEach(
        (namespace, count) -> metrics.add(count.sum(), "namespace", namespace));
  }
}
