package io.vigie.server.http.v1;

import com.google.re2j.PatternSyntaxException;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.vigie.model.metric.RegexMatcher;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.telemetry.Telemetry;
import java.io.IOException;
import java.util.List;

/// `status/self_metrics`: the server's own metrics as JSON, in the form that the protobuf
/// exposition has as JSON.
public final class SelfMetricsApi implements RouteGroup {
  private final Telemetry telemetry;

  public SelfMetricsApi(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/status/self_metrics", this::answer);
  }

  private Answer answer(ApiRequest request) {
    RegexMatcher pattern = pattern(request.parameter("metric_name_pattern"));
    List<MetricSnapshot> wanted =
        telemetry.snapshot().stream().filter(m -> pattern.matches(exposedName(m))).toList();
    return Answer.of(json -> {
      json.beginArray();
      for (MetricSnapshot metric : wanted) {
        family(metric, json);
      }
      json.endArray();
    });
  }

  private static RegexMatcher pattern(String text) {
    try {
      return RegexMatcher.compile(text.isEmpty() ? ".*" : text);
    } catch (PatternSyntaxException e) {
      throw new ApiException(
          ErrorType.BAD_DATA, "invalid metric_name_pattern: " + e.getMessage(), e);
    }
  }

  /// The name with the ending that the text format gives it.
  private static String exposedName(MetricSnapshot metric) {
    String name = metric.getMetadata().getPrometheusName();
    return switch (metric) {
      case CounterSnapshot _ -> name + "_total";
      case InfoSnapshot _ -> name + "_info";
      default -> name;
    };
  }

  private static void family(MetricSnapshot metric, JsonWriter json) throws IOException {
    String help = metric.getMetadata().getHelp();
    json.beginObject().name("name").string(exposedName(metric));
    json.name("help").string(help == null ? "" : help).name("type").string(type(metric));
    json.name("metric").beginArray();
    for (DataPointSnapshot point : metric.getDataPoints()) {
      json.beginObject();
      labels(point, json);
      value(point, json);
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static String type(MetricSnapshot metric) {
    return switch (metric) {
      case CounterSnapshot _ -> "COUNTER";
      case HistogramSnapshot _ -> "HISTOGRAM";
      case SummarySnapshot _ -> "SUMMARY";
      case UnknownSnapshot _ -> "UNTYPED";
      default -> "GAUGE";
    };
  }

  private static void labels(DataPointSnapshot point, JsonWriter json) throws IOException {
    if (point.getLabels().isEmpty()) {
      return;
    }
    json.name("label").beginArray();
    for (Label label : point.getLabels()) {
      json.beginObject().name("name").string(label.getName());
      json.name("value").string(label.getValue()).endObject();
    }
    json.endArray();
  }

  private static void value(DataPointSnapshot point, JsonWriter json) throws IOException {
    switch (point) {
      case CounterSnapshot.CounterDataPointSnapshot counter ->
          single("counter", counter.getValue(), json);
      case GaugeSnapshot.GaugeDataPointSnapshot gauge -> single("gauge", gauge.getValue(), json);
      case UnknownSnapshot.UnknownDataPointSnapshot unknown ->
          single("untyped", unknown.getValue(), json);
      case InfoSnapshot.InfoDataPointSnapshot _ -> single("gauge", 1, json);
      case HistogramSnapshot.HistogramDataPointSnapshot histogram -> histogram(histogram, json);
      case SummarySnapshot.SummaryDataPointSnapshot summary -> summary(summary, json);
      default -> {}
    }
  }

  private static void single(String kind, double value, JsonWriter json) throws IOException {
    json.name(kind).beginObject().name("value");
    number(value, json);
    json.endObject();
  }

  private static void histogram(
      HistogramSnapshot.HistogramDataPointSnapshot histogram, JsonWriter json) throws IOException {
    json.name("histogram").beginObject();
    json.name("sampleCount").string(Long.toString(histogram.getCount())).name("sampleSum");
    number(histogram.getSum(), json);
    json.name("bucket").beginArray();
    long cumulative = 0;
    for (int i = 0; i < histogram.getClassicBuckets().size(); i++) {
      cumulative += histogram.getClassicBuckets().getCount(i);
      json.beginObject().name("cumulativeCount").string(Long.toString(cumulative));
      json.name("upperBound");
      number(histogram.getClassicBuckets().getUpperBound(i), json);
      json.endObject();
    }
    json.endArray().endObject();
  }

  private static void summary(SummarySnapshot.SummaryDataPointSnapshot summary, JsonWriter json)
      throws IOException {
    json.name("summary").beginObject();
    json.name("sampleCount").string(Long.toString(summary.getCount())).name("sampleSum");
    number(summary.getSum(), json);
    json.name("quantile").beginArray();
    for (Quantile quantile : summary.getQuantiles()) {
      json.beginObject().name("quantile");
      number(quantile.getQuantile(), json);
      json.name("value");
      number(quantile.getValue(), json);
      json.endObject();
    }
    json.endArray().endObject();
  }

  /// What JSON has no number for goes as a text, as protobuf's JSON form has it.
  private static void number(double value, JsonWriter json) throws IOException {
    if (Double.isNaN(value)) {
      json.string("NaN");
    } else if (Double.isInfinite(value)) {
      json.string(value > 0 ? "Infinity" : "-Infinity");
    } else {
      json.number(value);
    }
  }
}
