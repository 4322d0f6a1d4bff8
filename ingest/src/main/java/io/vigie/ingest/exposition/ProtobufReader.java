package io.vigie.ingest.exposition;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a stream of `io.prometheus.client.MetricFamily` messages, each after its length, and
/// presents it as the text formats would: summaries and classic histograms as several series.
final class ProtobufReader implements ExpositionReader {
  /// What comes next.
  private enum Step {
    FAMILY,
    UNIT,
    TYPE,
    METRIC,
    PARTS,
    CONVERTED
  }

  private static final int COUNT = 0;
  private static final int SUM = 1;
  private static final int FIRST_BUCKET = 2;

  private final byte[] data;
  private final ReaderOptions options;
  private final MetricFamilyMessage family;
  private final MetricMessage metric;
  private final LabelsCollector labels;
  private final LabelsCollector exemplarLabels = new LabelsCollector(false);
  private final ClassicHistogram classic = new ClassicHistogram();
  private final RawSeries raw = new RawSeries();

  private Step step = Step.FAMILY;
  private Entry entry = Entry.END;
  private MetricType type = MetricType.UNKNOWN;
  private int nextMetric;

  /// Which series of a summary or classic histogram: [#COUNT], [#SUM], or buckets after them.
  private int part;

  /// Whether the current series is one of several that a summary or histogram makes.
  private boolean inParts;

  private double value;
  private Optional<Histogram> histogram = Optional.empty();

  ProtobufReader(byte[] data, int length, ReaderOptions options) {
    this.data = data;
    this.options = options;
    family = new MetricFamilyMessage(data, length);
    metric = new MetricMessage(data);
    labels = new LabelsCollector(options.typeAndUnitLabels());
  }

  @Override
  public Entry next() throws ExpositionException {
    entry = Entry.END;
    histogram = Optional.empty();
    entry =
        switch (step) {
          case FAMILY -> nextFamily();
          case UNIT -> then(Entry.UNIT, Step.TYPE);
          case TYPE -> then(Entry.TYPE, Step.METRIC);
          case METRIC -> nextMetric();
          case PARTS -> nextPart();
          case CONVERTED -> converted();
        };
    return entry;
  }

  private Entry then(Entry yielded, Step next) {
    step = next;
    return yielded;
  }

  private Entry nextFamily() throws ExpositionException {
    do {
      if (!family.next()) {
        return Entry.END;
      }
    } while (family.metricCount() == 0);
    family.check();
    type = family.type();
    nextMetric = 0;
    return then(Entry.HELP, family.unit().isEmpty() ? Step.TYPE : Step.UNIT);
  }

  private Entry nextMetric() throws ExpositionException {
    if (nextMetric == family.metricCount()) {
      return nextFamily();
    }
    metric.read(family.metricStart(nextMetric), family.metricEnd(nextMetric), type);
    nextMetric++;
    part = COUNT;
    return switch (type) {
      case SUMMARY -> nextPart();
      case HISTOGRAM, GAUGE_HISTOGRAM -> nextHistogram();
      case COUNTER, GAUGE, UNKNOWN -> scalar();
      case INFO, STATESET -> throw new IllegalStateException("not in protobuf: " + type);
    };
  }

  private Entry scalar() {
    value = metric.value;
    return series("");
  }

  private Entry series(String suffix) {
    inParts = !suffix.isEmpty();
    writeRaw(suffix);
    return Entry.SERIES;
  }

  private Entry nextHistogram() throws ExpositionException {
    if (hasNative()) {
      try {
        metric.histogram.check();
      } catch (ExpositionException e) {
        throw new ExpositionException(
            "histogram " + GoText.quote(family.name()) + ": " + e.getMessage());
      }
      boolean both = options.keepClassicHistograms() && metric.histogram.bounds.size() > 0;
      return nativeHistogram(both ? Step.PARTS : Step.METRIC);
    }
    boolean classicWanted = options.keepClassicHistograms() || !options.convertClassicHistograms();
    return classicWanted ? nextPart() : converted();
  }

  private boolean hasNative() {
    return !options.ignoreNativeHistograms() && metric.histogram.isNative();
  }

  private Entry nativeHistogram(Step next) throws ExpositionException {
    return histogram(metric.histogram.build(resetHint()), next);
  }

  private ResetHint resetHint() {
    return type == MetricType.GAUGE_HISTOGRAM ? ResetHint.GAUGE : ResetHint.UNKNOWN;
  }

  private Entry histogram(Histogram built, Step next) {
    histogram = Optional.of(built);
    inParts = false;
    writeRaw("");
    return then(Entry.HISTOGRAM, next);
  }

  private Entry converted() throws ExpositionException {
    HistogramMessage message = metric.histogram;
    classic.clear();
    classic.count(message.count());
    classic.sum(message.sum);
    for (int i = 0; i < message.bounds.size(); i++) {
      classic.bucket(message.bounds.get(i), message.cumulativeCounts.get(i));
    }
    Optional<Histogram> made = classic.convert(resetHint());
    if (made.isEmpty()) {
      throw new ExpositionException(classic.problem().orElse("not a histogram"));
    }
    return histogram(made.get(), Step.METRIC);
  }

  /// The next series of a summary or classic histogram.
  private Entry nextPart() throws ExpositionException {
    step = Step.PARTS;
    int current = part++;
    if (current == COUNT) {
      value = type == MetricType.SUMMARY ? metric.count : metric.histogram.count();
      return series("_count");
    }
    if (current == SUM) {
      value = type == MetricType.SUMMARY ? metric.sum : metric.histogram.sum;
      return series("_sum");
    }
    int bucket = current - FIRST_BUCKET;
    return type == MetricType.SUMMARY ? quantile(bucket) : bucket(bucket);
  }

  private Entry quantile(int index) throws ExpositionException {
    if (index >= metric.quantiles.size()) {
      return nextMetricAfterParts();
    }
    value = metric.quantileValues.get(index);
    inParts = true;
    writeRaw("");
    return Entry.SERIES;
  }

  private Entry bucket(int index) throws ExpositionException {
    int last = metric.histogram.bounds.size() - 1;
    boolean infinityAfterLast = last < 0 || !isInfinity(last);
    if (index > (infinityAfterLast ? last + 1 : last)
        || (index > 0 && index - 1 <= last && isInfinity(index - 1))) {
      return nextMetricAfterParts();
    }
    value = index > last ? metric.histogram.count() : metric.histogram.cumulativeCounts.get(index);
    return series("_bucket");
  }

  private boolean isInfinity(int bucket) {
    return metric.histogram.bounds.get(bucket) == Double.POSITIVE_INFINITY;
  }

  private Entry nextMetricAfterParts() throws ExpositionException {
    step = Step.METRIC;
    boolean toConvert =
        type != MetricType.SUMMARY && options.convertClassicHistograms() && !hasNative();
    return toConvert ? converted() : nextMetric();
  }

  private int bucketIndex() {
    return part - 1 - FIRST_BUCKET;
  }

  /// Upper bound or quantile of the current series, if it has one.
  private boolean hasBound() {
    return inParts && part > FIRST_BUCKET;
  }

  private double bound() {
    DoubleList bounds = type == MetricType.SUMMARY ? metric.quantiles : metric.histogram.bounds;
    int index = bucketIndex();
    return index < bounds.size() ? bounds.get(index) : Double.POSITIVE_INFINITY;
  }

  private String suffix() {
    if (!inParts) {
      return "";
    }
    return switch (part - 1) {
      case COUNT -> "_count";
      case SUM -> "_sum";
      default -> type == MetricType.SUMMARY ? "" : "_bucket";
    };
  }

  private void writeRaw(String suffix) {
    raw.clear();
    raw.add(data, family.nameStart(), family.nameEnd()).add(suffix);
    LabelSpans spans = metric.labels();
    for (int i = 0; i < spans.labelCount(); i++) {
      raw.separate().add(data, spans.labelNameStart(i), spans.labelNameEnd(i));
      raw.separate().add(data, spans.valueStart(i), spans.valueEnd(i));
    }
    if (hasBound()) {
      raw.separate().add(bound());
    }
  }

  @Override
  public Labels labels() throws ExpositionException {
    require(onSample());
    labels.begin(family.name() + suffix(), type, family.unit());
    metric.addLabelsTo(labels);
    if (hasBound()) {
      labels.add(type == MetricType.SUMMARY ? "quantile" : "le", GoFloat.format(bound()));
    }
    return labels.build();
  }

  private boolean onSample() {
    return entry == Entry.SERIES || entry == Entry.HISTOGRAM;
  }

  @Override
  public List<Exemplar> exemplars() {
    require(onSample());
    if (type == MetricType.COUNTER) {
      return metric.exemplar(exemplarLabels).map(List::of).orElse(List.of());
    }
    if (entry == Entry.HISTOGRAM) {
      IntPairs own = metric.histogram.nativeExemplars;
      return exemplars(own.size() > 0 ? own : metric.histogram.bucketExemplars);
    }
    boolean bucket = type != MetricType.SUMMARY && hasBound();
    IntPairs places = metric.histogram.bucketExemplars;
    if (!bucket || bucketIndex() >= places.size()) {
      return List.of();
    }
    return exemplar(places, bucketIndex(), false).map(List::of).orElse(List.of());
  }

  /// Those of a native histogram: without a timestamp an exemplar could not be placed among others.
  private List<Exemplar> exemplars(IntPairs places) {
    List<Exemplar> exemplars = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      exemplar(places, i, true).ifPresent(exemplars::add);
    }
    return exemplars;
  }

  private Optional<Exemplar> exemplar(IntPairs places, int index, boolean timestampNeeded) {
    return metric.exemplarAt(
        places.first(index),
        places.second(index),
        metric.timestampMillis,
        timestampNeeded,
        exemplarLabels);
  }

  @Override
  public String name() {
    require(entry == Entry.HELP || entry == Entry.TYPE || entry == Entry.UNIT);
    return family.name();
  }

  @Override
  public String help() {
    require(entry == Entry.HELP);
    return family.help();
  }

  @Override
  public MetricType type() {
    require(entry == Entry.TYPE);
    return type;
  }

  @Override
  public String unit() {
    require(entry == Entry.UNIT);
    return family.unit();
  }

  @Override
  public String comment() {
    throw new IllegalStateException("protobuf has no comments");
  }

  @Override
  public double value() {
    require(entry == Entry.SERIES);
    return value;
  }

  @Override
  public Histogram histogram() {
    return histogram.orElseThrow(
        () -> new IllegalStateException("a " + entry + " entry has no histogram"));
  }

  @Override
  public boolean hasTimestamp() {
    require(onSample());
    return metric.timestampMillis != 0;
  }

  @Override
  public long timestampMillis() {
    require(onSample() && metric.timestampMillis != 0);
    return metric.timestampMillis;
  }

  @Override
  public long startTimestampMillis() {
    require(onSample());
    return metric.startTimestampMillis;
  }

  @Override
  public byte[] rawSeries() {
    return raw.bytes();
  }

  @Override
  public int rawStart() {
    require(onSample());
    return 0;
  }

  @Override
  public int rawEnd() {
    require(onSample());
    return raw.size();
  }

  private void require(boolean has) {
    if (!has) {
      throw new IllegalStateException("a " + entry + " entry does not have this");
    }
  }
}
