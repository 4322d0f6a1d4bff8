package io.vigie.ingest.exposition;

import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Histogram.ResetHint;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes native histograms with custom buckets of the classic ones in a text exposition: collects
/// consecutive lines of one histogram, and yields the native one when the next thing begins.
final class ConvertingReader implements ExpositionReader {
  private final TextReader source;
  private final boolean keepClassic;

  private Entry entry = Entry.END;

  /// What the source stands on and is yielded after the histogram.
  private @Nullable Entry pending;

  /// Name of the family, if its type is histogram; otherwise empty.
  private String histogramFamily = "";

  private boolean collecting;
  private final ClassicHistogram lines = new ClassicHistogram();
  private Labels collectedLabels = Labels.EMPTY;
  private List<Exemplar> collectedExemplars = new ArrayList<>();
  private long startTimestampMillis;
  private boolean hasTimestamp;
  private long timestampMillis;

  private Optional<Histogram> histogram = Optional.empty();
  private byte[] rawHistogram = {};

  ConvertingReader(TextReader source, boolean keepClassic) {
    this.source = source;
    this.keepClassic = keepClassic;
  }

  @Override
  public Entry next() throws ExpositionException {
    while (true) {
      Entry read = pending != null ? pending : source.next();
      pending = null;
      if (read == Entry.TYPE) {
        histogramFamily = source.type() == MetricType.HISTOGRAM ? source.name() : "";
      }
      Line line = read == Entry.SERIES && !histogramFamily.isEmpty() ? line() : Line.NONE;
      if (collecting && !line.continues(collectedLabels) && convert()) {
        pending = read;
        entry = Entry.HISTOGRAM;
        return entry;
      }
      if (line.kind != Line.Kind.OTHER) {
        collect(line);
      }
      if (line.kind == Line.Kind.OTHER || keepClassic) {
        entry = read;
        return entry;
      }
    }
  }

  /// A line as part of a classic histogram.
  private record Line(Kind kind, Labels labels, double bound) {
    enum Kind {
      BUCKET,
      SUM,
      COUNT,
      OTHER
    }

    static final Line NONE = new Line(Kind.OTHER, Labels.EMPTY, 0);

    boolean continues(Labels collected) {
      return kind != Kind.OTHER && labels.equals(collected);
    }
  }

  private Line line() throws ExpositionException {
    Labels labels = source.labels();
    String name = labels.metricName();
    if (!name.startsWith(histogramFamily)) {
      return Line.NONE;
    }
    Labels common = labels.without(List.of("le")).with(Labels.METRIC_NAME, histogramFamily);
    return switch (name.substring(histogramFamily.length())) {
      case "_sum" -> new Line(Line.Kind.SUM, common, 0);
      case "_count" -> new Line(Line.Kind.COUNT, common, 0);
      case "_bucket" -> bucketLine(labels.get("le"), common);
      default -> Line.NONE;
    };
  }

  private static Line bucketLine(String bound, Labels common) {
    byte[] bytes = bound.getBytes(StandardCharsets.UTF_8);
    try {
      double value = GoFloat.parse(bytes, 0, bytes.length);
      return Double.isNaN(value) ? Line.NONE : new Line(Line.Kind.BUCKET, common, value);
    } catch (MalformedNumberException e) {
      return Line.NONE; // No bucket then: the line is yielded as it is.
    }
  }

  private void collect(Line line) {
    if (!collecting) {
      collecting = true;
      lines.clear();
      collectedLabels = line.labels;
      collectedExemplars = new ArrayList<>();
      startTimestampMillis = source.startTimestampMillis();
    }
    switch (line.kind) {
      case BUCKET -> lines.bucket(line.bound, source.value());
      case SUM -> lines.sum(source.value());
      case COUNT -> lines.count(source.value());
      case OTHER -> throw new IllegalArgumentException("not part of a histogram");
    }
    collectedExemplars.addAll(source.exemplars());
    hasTimestamp = source.hasTimestamp();
    timestampMillis = source.timestampMillis;
  }

  private boolean convert() {
    collecting = false;
    histogram = lines.convert(ResetHint.UNKNOWN);
    rawHistogram = raw(collectedLabels).getBytes(StandardCharsets.UTF_8);
    return histogram.isPresent();
  }

  private static String raw(Labels labels) {
    Labels rest = labels.without(List.of(Labels.METRIC_NAME));
    return labels.metricName() + (rest.isEmpty() ? "" : rest);
  }

  private Histogram required() {
    return histogram.orElseThrow(
        () -> new IllegalStateException("a " + entry + " entry has no histogram"));
  }

  private boolean onHistogram() {
    return entry == Entry.HISTOGRAM;
  }

  private TextReader source() {
    if (onHistogram()) {
      throw new IllegalStateException("a HISTOGRAM entry does not have this");
    }
    return source;
  }

  @Override
  public String name() {
    return source().name();
  }

  @Override
  public String help() {
    return source().help();
  }

  @Override
  public MetricType type() {
    return source().type();
  }

  @Override
  public String unit() {
    return source().unit();
  }

  @Override
  public String comment() {
    return source().comment();
  }

  @Override
  public Labels labels() throws ExpositionException {
    return onHistogram() ? collectedLabels : source.labels();
  }

  @Override
  public double value() {
    return source().value();
  }

  @Override
  public Histogram histogram() {
    return onHistogram() ? required() : source.histogram();
  }

  @Override
  public boolean hasTimestamp() {
    return onHistogram() ? hasTimestamp : source.hasTimestamp();
  }

  @Override
  public long timestampMillis() {
    return onHistogram() ? timestampMillis : source.timestampMillis();
  }

  @Override
  public long startTimestampMillis() {
    return onHistogram() ? startTimestampMillis : source.startTimestampMillis();
  }

  @Override
  public List<Exemplar> exemplars() {
    return onHistogram() ? List.copyOf(collectedExemplars) : source.exemplars();
  }

  @Override
  public byte[] rawSeries() {
    return onHistogram() ? rawHistogram : source.rawSeries();
  }

  @Override
  public int rawStart() {
    return onHistogram() ? 0 : source.rawStart();
  }

  @Override
  public int rawEnd() {
    return onHistogram() ? rawHistogram.length : source.rawEnd();
  }
}
