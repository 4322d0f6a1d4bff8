package io.vigie.promql.cache;

import io.vigie.model.metric.StoreChanges;
import io.vigie.model.telemetry.Meters;
import io.vigie.promql.value.Annotations;
import io.vigie.promql.value.MatrixSeries;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Keeps the answers to range queries. A dashboard asks the same again and again while its window
/// moves on: only the steps that are new, or that samples written since may have changed, are
/// computed. Thread-safe.
///
/// ```
/// kept:     |=====================|······|        changed since: ·
/// asked:          |===============|··········|
/// computed:                       |··········|    and kept with what holds of the rest
/// ```
///
/// Kept are floats only, without warnings: what is rare is not worth the room.
public final class RangeCache {
  /// What an answer may not be more than, as a share of the room for all.
  private static final int MIN_ANSWERS = 4;

  /// Remarks that say something about a metric's name, whatever the step.
  private static final String ABOUT_NAMES = "PromQL info: metric might not be a counter";

  /// One question, whatever its window.
  ///
  /// @param query its text, as positions in remarks refer to it
  /// @param prepared the tree as text, with everything that depends on the window spelt out
  /// @param phaseMillis by how much its steps miss the multiples of their distance
  /// @param lookbackMillis how old samples may be
  /// @param subqueryStepMillis step of subqueries that name none, which a reload may change
  public record Key(
      String query,
      String prepared,
      long stepMillis,
      long phaseMillis,
      long lookbackMillis,
      long subqueryStepMillis) {}

  /// An answer with the remarks beside it.
  ///
  /// @param statistics of what was computed
  public record Answer(Value.Matrix matrix, Annotations annotations, QueryStatistics statistics) {}

  private final long maxBytes;
  private final Meters.Counter requestsMeter;
  private final Meters.Counter stepsMeter;
  private final Meters.Counter evictionsMeter;
  private final LinkedHashMap<Key, CachedRange> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private long hits;
  private long misses;
  private long evictions;
  private long stepsReused;
  private long stepsComputed;

  /// @param maxBytes room for all answers; 0 keeps none
  public RangeCache(long maxBytes, Meters meters) {
    this.maxBytes = maxBytes;
    requestsMeter =
        meters.counter(
            "vigie_query_cache_requests_total",
            "Range queries that may be answered from the cache: hit if some steps were.",
            "result");
    stepsMeter =
        meters.counter(
            "vigie_query_cache_steps_total",
            "Steps of such queries, by whether they came from the cache or were computed.",
            "source");
    evictionsMeter =
        meters.counter("vigie_query_cache_evictions_total", "Answers let go for lack of room.");
    meters.gaugeOf("vigie_query_cache_bytes", "Bytes of the answers kept.", () -> counts().bytes());
    meters.gaugeOf("vigie_query_cache_entries", "Answers kept.", () -> counts().entries());
  }

  public boolean isEnabled() {
    return maxBytes > 0;
  }

  /// Answers a question from what is kept and what `evaluate` gives for the other steps, which all
  /// come last.
  ///
  /// @param reach which samples matter to a step
  /// @param changes of the store that `evaluate` asks
  public Answer answer(
      Key key,
      StepGrid grid,
      Reach reach,
      StoreChanges changes,
      Function<StepGrid, Answer> evaluate) {
    // Before anything is read: what changes from here on is looked at the next time.
    long version = changes.version();
    CachedRange kept = find(key, grid);
    long firstStep = (grid.startMillis() - kept.grid().startMillis()) / grid.stepMillis();
    int first = (int) Math.min(firstStep, kept.grid().steps());
    int holding = (int) Math.min((long) first + grid.steps(), stepsHolding(kept, reach, changes));
    int reused = Math.max(0, holding - first);
    count(reused, grid.steps() - reused);
    if (reused == grid.steps()) {
      return answer(kept, first, holding, QueryStatistics.NONE);
    }
    StepGrid rest =
        new StepGrid(grid.timestampMillis(reused), grid.stepMillis(), grid.steps() - reused);
    Answer computed = evaluate.apply(rest);
    Optional<Set<String>> infos = infosIfKeepable(computed);
    if (infos.isEmpty()) {
      remove(key);
      return reused == 0 ? computed : evaluate.apply(grid);
    }
    CachedRange source = reused == 0 ? CachedRange.empty(grid) : kept;
    int longest = Math.max(kept.grid().steps(), grid.steps());
    int keptFrom = reused == 0 ? 0 : Math.max(0, holding + rest.steps() - longest);
    CachedRange joined =
        source.followedBy(
            keptFrom,
            reused == 0 ? 0 : holding,
            computed.matrix().series(),
            rest.steps(),
            infos.get(),
            version);
    put(key, joined);
    if (reused == 0) {
      return computed;
    }
    int steps = joined.grid().steps();
    return answer(joined, steps - grid.steps(), steps, computed.statistics());
  }

  private static Answer answer(
      CachedRange range, int first, int endExclusive, QueryStatistics statistics) {
    return new Answer(
        new Value.Matrix(range.slice(first, endExclusive)),
        new Annotations(List.of(), List.copyOf(range.infos())),
        statistics);
  }

  /// What is kept, or nothing at the first step if that begins too late.
  private synchronized CachedRange find(Key key, StepGrid grid) {
    CachedRange kept = entries.get(key);
    return kept == null || kept.grid().startMillis() > grid.startMillis()
        ? CachedRange.empty(grid)
        : kept;
  }

  /// How many steps from the first hold still.
  private static int stepsHolding(CachedRange kept, Reach reach, StoreChanges changes) {
    long changedMillis = changes.lowestMillisSince(kept.storeVersion());
    if (changedMillis == StoreChanges.NOTHING) {
      return kept.grid().steps();
    }
    if (changedMillis == StoreChanges.EVERYTHING || changedMillis <= reach.fixedMillis()) {
      return 0;
    }
    long before = changedMillis - reach.aheadMillis() - kept.grid().startMillis();
    return Math.clamp(Math.ceilDiv(before, kept.grid().stepMillis()), 0, kept.grid().steps());
  }

  /// The infos beside an answer that may be kept.
  private static Optional<Set<String>> infosIfKeepable(Answer answer) {
    boolean keepable =
        answer.annotations().warnings().isEmpty()
            && answer.annotations().infos().stream().allMatch(i -> i.startsWith(ABOUT_NAMES))
            && answer.matrix().series().stream().noneMatch(MatrixSeries::hasHistograms);
    return keepable ? Optional.of(new TreeSet<>(answer.annotations().infos())) : Optional.empty();
  }

  private synchronized void count(int reused, int computed) {
    if (reused > 0) {
      hits++;
    } else {
      misses++;
    }
    stepsReused += reused;
    stepsComputed += computed;
    requestsMeter.increment(reused > 0 ? "hit" : "miss");
    stepsMeter.add(reused, "cache");
    stepsMeter.add(computed, "computed");
  }

  private synchronized void put(Key key, CachedRange range) {
    remove(key);
    if (range.sizeBytes() > maxBytes / MIN_ANSWERS) {
      return;
    }
    entries.put(key, range);
    bytes += sizeBytes(key, range);
    var oldest = entries.entrySet().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Map.Entry<Key, CachedRange> evicted = oldest.next();
      bytes -= sizeBytes(evicted.getKey(), evicted.getValue());
      oldest.remove();
      evictions++;
      evictionsMeter.increment();
    }
  }

  private synchronized void remove(Key key) {
    CachedRange removed = entries.remove(key);
    if (removed != null) {
      bytes -= sizeBytes(key, removed);
    }
  }

  private static long sizeBytes(Key key, CachedRange range) {
    return 256 + 2L * (key.query.length() + key.prepared.length()) + range.sizeBytes();
  }

  /// What the cache holds and has done so far.
  ///
  /// @param entries answers kept now
  /// @param hits questions answered at least in part from the cache
  /// @param misses questions of which nothing was there, or nothing held any more
  /// @param evictions answers let go for lack of room
  public record Counts(
      long entries,
      long bytes,
      long hits,
      long misses,
      long evictions,
      long stepsReused,
      long stepsComputed) {}

  public synchronized Counts counts() {
    return new Counts(entries.size(), bytes, hits, misses, evictions, stepsReused, stepsComputed);
  }
}
