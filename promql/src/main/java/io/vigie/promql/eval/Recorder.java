package io.vigie.promql.eval;

import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.time.Ticker;
import io.vigie.model.time.TimeRange;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.value.StepColumn;
import io.vigie.promql.value.StepSeries;
import java.io.IOException;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes down what happens at every node.
///
/// Time belongs to the node that a thread is working for: entering a node stops the clock of the
/// one above it on that thread, so that lazy columns, which are computed deep inside the node that
/// wants them, are charged to the node that computes them.
final class Recorder implements Observer {
  /// What a thread is working for, and since when.
  private static final class Clock {
    private @Nullable NodeRecord node;
    private long sinceNanos;
  }

  private final Ticker ticker;
  private final QueryLimits limits;
  private final IdentityHashMap<Expr, NodeRecord> records = new IdentityHashMap<>();
  private final ThreadLocal<Clock> clocks = ThreadLocal.withInitial(Clock::new);

  Recorder(Ticker ticker, QueryLimits limits) {
    this.ticker = ticker;
    this.limits = limits;
  }

  /// What is known of a node; empty if it was never evaluated.
  Optional<NodeRecord> find(Expr node) {
    return Optional.ofNullable(records.get(node));
  }

  private NodeRecord record(Expr node) {
    return records.computeIfAbsent(node, _ -> new NodeRecord());
  }

  /// Lets time count for a node.
  ///
  /// @return the node it counted for, to go back to
  private @Nullable NodeRecord switchTo(@Nullable NodeRecord node) {
    Clock clock = clocks.get();
    long now = ticker.readNanos();
    NodeRecord before = clock.node;
    if (before != null) {
      before.spend(now - clock.sinceNanos);
    }
    clock.node = node;
    clock.sinceNanos = now;
    return before;
  }

  @Override
  public void selected(Expr.VectorSelector selector, TimeRange range, int series) {
    record(selector).selected(range, series);
  }

  @Override
  public SeriesSource vector(Expr node, Scope scope, Function<Scope, SeriesSource> evaluation) {
    NodeRecord record = record(node);
    NodeRecord before = switchTo(record);
    try {
      SeriesSource source = evaluation.apply(record.enter(scope));
      if (source instanceof MaterializedSource(List<StepSeries> series)) {
        series.forEach(one -> record.note(one.labels(), one.column()));
        return source;
      }
      return new ObservedSource(source, record);
    } finally {
      switchTo(before);
    }
  }

  @Override
  public double[] scalar(Expr node, Scope scope, Function<Scope, double[]> evaluation) {
    NodeRecord record = record(node);
    NodeRecord before = switchTo(record);
    try {
      double[] values = evaluation.apply(record.enter(scope));
      record.note(Labels.EMPTY, StepColumn.of(values.clone()));
      return values;
    } finally {
      switchTo(before);
    }
  }

  @Override
  public Scope range(Expr node, Scope scope) {
    return record(node).enter(scope);
  }

  @Override
  public SampleSource samples(Expr node, SampleSource samples) {
    return new ObservedSamples(samples, record(node));
  }

  @Override
  public void matching(Expr.Binary node, List<StepSeries> left, List<StepSeries> right) {
    record(node).match(new MatchingRecord(node, left, right, limits));
  }

  @Override
  public void matched(Expr.Binary node, List<StepSeries> result) {
    record(node).matching().ifPresent(matching -> matching.matched(result));
  }

  /// Columns that are looked at on their way.
  private final class ObservedSource implements SeriesSource {
    private final SeriesSource source;
    private final NodeRecord record;

    private ObservedSource(SeriesSource source, NodeRecord record) {
      this.source = source;
      this.record = record;
    }

    @Override
    public int size() {
      return source.size();
    }

    @Override
    public Labels labels(int index) {
      return source.labels(index);
    }

    @Override
    public boolean dropsName(int index) {
      return source.dropsName(index);
    }

    @Override
    public boolean isHeld() {
      return source.isHeld();
    }

    @Override
    public StepColumn column(int index, Worker worker) throws IOException {
      NodeRecord before = switchTo(record);
      try {
        StepColumn column = source.column(index, worker);
        record.note(source.labels(index), column);
        return column;
      } finally {
        switchTo(before);
      }
    }
  }

  /// Samples that are looked at on their way. A series is read window by window where windows are
  /// far apart, yet counts once.
  private final class ObservedSamples implements SampleSource {
    private final SampleSource samples;
    private final NodeRecord record;
    private final BitSet noted = new BitSet();

    private ObservedSamples(SampleSource samples, NodeRecord record) {
      this.samples = samples;
      this.record = record;
    }

    @Override
    public int size() {
      return samples.size();
    }

    @Override
    public Labels labels(int index) {
      return samples.labels(index);
    }

    @Override
    public boolean dropsName(int index) {
      return samples.dropsName(index);
    }

    @Override
    public void read(int index, long minMillis, long maxMillis, SampleBuffer into)
        throws IOException {
      NodeRecord before = switchTo(record);
      try {
        int size = into.size();
        samples.read(index, minMillis, maxMillis, into);
        if (into.size() > size) {
          note(index);
        }
      } finally {
        switchTo(before);
      }
    }

    private synchronized void note(int index) {
      if (!noted.get(index)) {
        noted.set(index);
        record.note(samples.labels(index));
      }
    }
  }
}
