package io.vigie.ingest.exposition;

import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The entry a reader stands on as the conformance kit writes entries. Numbers are doubles, so that
/// `1` and `1.0` compare equal.
final class EntryJson {
  private EntryJson() {}

  static List<Map<String, Object>> all(ExpositionReader reader) throws ExpositionException {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      entries.add(of(entry, reader));
    }
    return entries;
  }

  private static Map<String, Object> of(Entry entry, ExpositionReader reader)
      throws ExpositionException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", entry.name().toLowerCase(Locale.ROOT));
    switch (entry) {
      case HELP -> named(json, reader, "help", reader.help());
      case TYPE -> named(json, reader, "type", reader.type().word());
      case UNIT -> named(json, reader, "unit", reader.unit());
      case COMMENT -> json.put("text", reader.comment());
      case SERIES -> {
        sample(json, reader);
        json.put("value", reader.value());
      }
      case HISTOGRAM -> {
        sample(json, reader);
        json.put("histogram", histogram(reader.histogram()));
      }
      case END -> throw new IllegalStateException();
    }
    return json;
  }

  private static void named(
      Map<String, Object> json, ExpositionReader reader, String field, String value) {
    json.put("name", reader.name());
    json.put(field, value);
  }

  private static void sample(Map<String, Object> json, ExpositionReader reader)
      throws ExpositionException {
    json.put(
        "raw",
        new String(
            reader.rawSeries(),
            reader.rawStart(),
            reader.rawEnd() - reader.rawStart(),
            java.nio.charset.StandardCharsets.UTF_8));
    json.put("labels", reader.labels().toMap());
    if (reader.hasTimestamp()) {
      json.put("timestamp_ms", (double) reader.timestampMillis());
    }
    json.put("start_timestamp_ms", (double) reader.startTimestampMillis());
    List<Object> exemplars = new ArrayList<>();
    for (Exemplar exemplar : reader.exemplars()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("labels", exemplar.labels().toMap());
      one.put("value", exemplar.value());
      one.put("timestamp_ms", (double) exemplar.timestampMillis());
      exemplars.add(one);
    }
    json.put("exemplars", exemplars);
  }

  private static Map<String, Object> histogram(Histogram histogram) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("float", !histogram.integerCounts());
    json.put("schema", (double) histogram.schema());
    json.put("count", histogram.count());
    json.put("sum", histogram.sum());
    json.put("zero_threshold", histogram.zeroThreshold());
    json.put("zero_count", histogram.zeroCount());
    json.put("positive_spans", spans(histogram.positiveSpans()));
    json.put("negative_spans", spans(histogram.negativeSpans()));
    String kind = histogram.integerCounts() ? "deltas" : "counts";
    json.put("positive_" + kind, counts(histogram.positiveBuckets(), histogram.integerCounts()));
    json.put("negative_" + kind, counts(histogram.negativeBuckets(), histogram.integerCounts()));
    json.put("custom_values", counts(histogram.customBounds(), false));
    String hint = histogram.resetHint().name().toLowerCase(Locale.ROOT);
    json.put("counter_reset_hint", hint);
    return json;
  }

  private static List<Object> spans(List<Span> spans) {
    return spans.stream()
        .map(span -> (Object) List.of((double) span.offset(), (double) span.length()))
        .toList();
  }

  private static List<Object> counts(double[] counts, boolean asDeltas) {
    List<Object> list = new ArrayList<>();
    double before = 0;
    for (double count : counts) {
      list.add(asDeltas ? count - before : count);
      before = count;
    }
    return list;
  }
}
