package io.vigie.ingest.collect.cloudwatch;

import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.cloudwatch.MetricApi.Datapoint;
import io.vigie.ingest.collect.cloudwatch.MetricApi.Resources;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known of one group. CloudWatch is asked once a period, however often the collector is:
/// meanwhile there can be nothing newer, and each metric asked for is paid for. Used by one thread
/// at a time.
final class GroupCollection {
  private final MetricGroup group;
  private final MetricApi api;
  private final int maxResources;
  private final Duration discoveryInterval;

  private @Nullable Round round;
  private @Nullable Listing listing;

  /// What a period brought.
  ///
  /// @param found without [#failure] only
  record Round(Instant endExclusive, Found found, Optional<IOException> failure) {}

  /// @param newest time of the newest datapoint, if there is one
  record Found(
      ExpositionWriter written, int resources, boolean isComplete, Optional<Instant> newest) {
    static final Found NOTHING = new Found(new ExpositionWriter(), 0, true, Optional.empty());
  }

  private record Listing(Resources resources, Instant due) {}

  GroupCollection(MetricGroup group, MetricApi api, int maxResources, Duration discoveryInterval) {
    this.group = group;
    this.api = api;
    this.maxResources = maxResources;
    this.discoveryInterval = discoveryInterval;
  }

  MetricGroup group() {
    return group;
  }

  /// What there is now; a failure stays one until the next period.
  Round collect(Instant now) throws InterruptedException {
    Instant end = group.window().endExclusive(now);
    Round known = round;
    if (known != null && known.endExclusive.equals(end)) {
      return known;
    }
    Round current;
    try {
      current = new Round(end, find(now, end), Optional.empty());
    } catch (IOException e) {
      current = new Round(end, Found.NOTHING, Optional.of(e));
    }
    round = current;
    return current;
  }

  private Found find(Instant now, Instant end) throws IOException, InterruptedException {
    Resources resources = resources(now);
    ExpositionWriter out = new ExpositionWriter();
    Optional<Instant> newest = Optional.empty();
    for (Datapoint datapoint : api.newest(group, resources.all(), end)) {
      write(datapoint, out);
      if (newest.isEmpty() || datapoint.time().isAfter(newest.get())) {
        newest = Optional.of(datapoint.time());
      }
    }
    return new Found(out, resources.all().size(), resources.isComplete(), newest);
  }

  private Resources resources(Instant now) throws IOException, InterruptedException {
    Listing known = listing;
    if (known != null && now.isBefore(known.due)) {
      return known.resources;
    }
    Resources found = api.resources(group, maxResources);
    listing = new Listing(found, now.plus(discoveryInterval));
    return found;
  }

  private void write(Datapoint datapoint, ExpositionWriter out) {
    List<String> dimensions = group.dimensions();
    String[] labels = new String[dimensions.size() * 2];
    for (int i = 0; i < dimensions.size(); i++) {
      labels[2 * i] = CloudWatchNames.label(dimensions.get(i));
      labels[2 * i + 1] = datapoint.resource().get(i);
    }
    Statistic statistic = datapoint.statistic();
    out.gauge(
            CloudWatchNames.metric(group.namespace(), statistic),
            "CloudWatch metric %s %s Dimensions: %s Statistic: %s"
                .formatted(
                    group.namespace(), statistic.metric(), dimensions, statistic.statistic()))
        .add(datapoint.value(), labels);
  }
}
