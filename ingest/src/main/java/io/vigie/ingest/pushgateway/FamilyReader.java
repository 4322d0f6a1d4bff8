package io.vigie.ingest.pushgateway;

import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.ingest.exposition.ExpositionReader;
import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.ingest.exposition.Expositions;
import io.vigie.ingest.exposition.ReaderOptions;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.ingest.pushgateway.PushedFamily.PushedSeries;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a pushed body into metric families, with the labels of its group put on every series. Used
/// once.
final class FamilyReader {
  private static final List<String> PARTS =
      List.of("", "_count", "_sum", "_bucket", "_total", "_created", "_gcount", "_gsum", "_info");

  private final Labels group;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Set<Labels> seen = new HashSet<>();
  private String current = "";

  private static final class Draft {
    private MetricType type = MetricType.UNKNOWN;
    private String help = "";
    private final List<PushedSeries> series = new ArrayList<>();
  }

  private FamilyReader(Labels group) {
    this.group = group;
  }

  /// The families of a body that have series, by name.
  ///
  /// @param contentType says whether it is protobuf or OpenMetrics; anything else is text
  /// @throws RefusedPushException if the body is none, has timestamps, or says something twice
  static Map<String, PushedFamily> read(String contentType, byte[] body, Labels group)
      throws RefusedPushException {
    try {
      ExpositionReader reader =
          Expositions.open(
                  body,
                  body.length,
                  contentType,
                  Optional.of(ScrapeProtocol.PROMETHEUS_TEXT_0_0_4),
                  ReaderOptions.DEFAULT)
              .reader();
      FamilyReader families = new FamilyReader(group);
      for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
        families.take(entry, reader);
      }
      return families.finished();
    } catch (ExpositionException e) {
      throw new RefusedPushException(400, "the body is no metrics: " + e.getMessage());
    }
  }

  private void take(Entry entry, ExpositionReader reader)
      throws ExpositionException, RefusedPushException {
    switch (entry) {
      case HELP -> named(reader.name()).help = reader.help();
      case TYPE -> named(reader.name()).type = reader.type();
      case UNIT -> named(reader.name());
      case SERIES, HISTOGRAM -> takeSeries(entry, reader);
      case COMMENT, END -> {}
    }
  }

  private Draft named(String name) {
    current = name;
    return drafts.computeIfAbsent(name, _ -> new Draft());
  }

  private void takeSeries(Entry entry, ExpositionReader reader)
      throws ExpositionException, RefusedPushException {
    Labels pushed = reader.labels();
    if (reader.hasTimestamp()) {
      throw inconsistent("pushed metrics must not have timestamps: " + pushed);
    }
    Labels.Builder builder = pushed.toBuilder();
    group.forEach(builder::set);
    Labels labels = builder.build();
    if (!seen.add(labels)) {
      throw inconsistent(
          "collected metric "
              + labels
              + " was collected before with the same name and label values");
    }
    Draft family = ofSample(labels.metricName());
    family.series.add(
        entry == Entry.HISTOGRAM
            ? new PushedSeries(labels, 0, reader.histogram())
            : new PushedSeries(labels, reader.value(), null));
  }

  /// The family that a sample belongs to: the one announced last, if it can be a part of that.
  private Draft ofSample(String name) {
    if (!current.isEmpty()
        && name.startsWith(current)
        && PARTS.contains(name.substring(current.length()))) {
      return named(current);
    }
    return drafts.computeIfAbsent(name, _ -> new Draft());
  }

  static RefusedPushException inconsistent(String problem) {
    return new RefusedPushException(
        400, "pushed metrics are invalid or inconsistent with existing metrics: " + problem);
  }

  private Map<String, PushedFamily> finished() {
    Map<String, PushedFamily> families = new LinkedHashMap<>();
    drafts.forEach((name, draft) -> {
      if (!draft.series.isEmpty()) {
        families.put(name, new PushedFamily(name, draft.type, draft.help, draft.series));
      }
    });
    families.remove(PushedGroup.PUSH_TIME);
    families.remove(PushedGroup.FAILURE_TIME);
    return families;
  }
}
