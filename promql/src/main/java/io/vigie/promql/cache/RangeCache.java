package io.vigie.promql.cache;

import io.vigie.model.metric.StoreChanges;
import io.vigie.model.telemetry.Meters;
import io.vigie.promql.cache.CachedRange.Part;
import io.vigie.promql.value.QueryStatistics;
import io.vigie.promql.value.Remarks;
import io.vigie.promql.value.StepGrid;
import io.vigie.promql.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
/// Remarks are kept with the stretch of steps that they were made on, see [Stretches]. A stretch
/// with remarks that the window, or a change, cuts is computed again: in halves, so that the next
/// cut meets a shorter one.
public final class RangeCache {
  /// What an answer may not be more than, as a share of the room for all.
  private static final int MIN_ANSWERS = 4;

  /// One question, whatever its window.
  ///
  /// @param query its text, as positions in remarks refer to it
  /// @param expression the tree as text
  /// @param phaseMillis by how much its steps miss the multiples of their distance
  /// @param lookbackMillis how old samples may be
  /// @param subqueryStepMillis step of subqueries that name none, which a reload may change
  public record Key(
      String query,
      String expression,
      long stepMillis,
      long phaseMillis,
      long lookbackMillis,
      long subqueryStepMillis) {}

  /// A question about a window.
  ///
  /// @param pinnedTo what the value of each step depends on of the window, because of `@ end()` and
  ///   the like; empty if on nothing. Only one answer of a key is kept, so that a window that moves
  ///   on leaves no trail of answers that nobody will ask for again
  /// @param reach which samples matter to a step
  /// @param stepsShareNothing whether each step is computed on its own, without subqueries and `@`
  public record Question(
      Key key, String pinnedTo, StepGrid grid, Reach reach, boolean stepsShareNothing) {}

  /// An answer with the remarks beside it.
  ///
  /// @param storeWarnings what the store could not give
  /// @param statistics of what was computed
  public record Answer(
      Value.Matrix matrix,
      Remarks remarks,
      List<String> storeWarnings,
      QueryStatistics statistics) {}

  private record Entry(String pinnedTo, CachedRange range) {}

  private final long maxBytes;
  private final Meters.Counter requestsMeter;
  private final Meters.Counter stepsMeter;
  private final Meters.Counter evictionsMeter;
  private final LinkedHashMap<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
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

  /// Answers a question from what is kept and what `evaluate` gives for the other steps, asked once
  /// or a few times.
  ///
  /// @param changes of the store that `evaluate` asks
  public Answer answer(
      Question question, StoreChanges changes, Function<StepGrid, Answer> evaluate) {
    // Before anything is read: what changes from here on is looked at the next time.
    long version = changes.version();
    StepGrid window = question.grid;
    CachedRange kept = find(question);
    Reuse reuse = Reuse.of(kept, window, stepsHolding(kept, question.reach, changes));
    count(reuse.steps(), window.steps() - reuse.steps());
    if (reuse.takesAll()) {
      return answer(kept, reuse.from(), reuse.toExclusive(), QueryStatistics.NONE);
    }
    Computation computation = new Computation(question, version, evaluate);
    computation.compute(reuse.before(window));
    if (!reuse.takesNothing()) {
      computation.take(new Part(kept, keptFrom(kept, reuse), reuse.toExclusive()));
    }
    computation.compute(reuse.behind(window));
    if (!computation.isKeepable()) {
      remove(question.key);
      return computation.wholeAnswer().orElseGet(() -> evaluate.apply(window));
    }
    CachedRange joined = computation.joined();
    put(question, joined);
    int steps = joined.grid().steps();
    return computation
        .wholeAnswer()
        .orElseGet(() -> answer(joined, steps - window.steps(), steps, computation.statistics()));
  }

  /// From where on what is kept is kept further: a window shorter than an earlier one does not make
  /// it shorter.
  private static int keptFrom(CachedRange kept, Reuse reuse) {
    if (reuse.from() > reuse.first()) {
      return reuse.from();
    }
    int longest = Math.max(kept.grid().steps(), reuse.endExclusive() - reuse.first());
    return kept.stretches().wholeFrom(Math.max(0, reuse.endExclusive() - longest));
  }

  private static Answer answer(
      CachedRange range, int first, int endExclusive, QueryStatistics statistics) {
    return new Answer(
        new Value.Matrix(range.slice(first, endExclusive)),
        range.stretches().slice(first, endExclusive).remarks(),
        List.of(),
        statistics);
  }

  /// What is kept, or nothing at the first step if that begins too late or for another window.
  private synchronized CachedRange find(Question question) {
    Entry entry = entries.get(question.key);
    return entry == null
            || !entry.pinnedTo.equals(question.pinnedTo)
            || entry.range.grid().startMillis() > question.grid.startMillis()
        ? CachedRange.empty(question.grid)
        : entry.range;
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

  private synchronized void put(Question question, CachedRange range) {
    remove(question.key);
    if (range.sizeBytes() > maxBytes / MIN_ANSWERS) {
      return;
    }
    Entry entry = new Entry(question.pinnedTo, range);
    entries.put(question.key, entry);
    bytes += sizeBytes(question.key, entry);
    var oldest = entries.entrySet().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Map.Entry<Key, Entry> evicted = oldest.next();
      bytes -= sizeBytes(evicted.getKey(), evicted.getValue());
      oldest.remove();
      evictions++;
      evictionsMeter.increment();
    }
  }

  private synchronized void remove(Key key) {
    Entry removed = entries.remove(key);
    if (removed != null) {
      bytes -= sizeBytes(key, removed);
    }
  }

  private static long sizeBytes(Key key, Entry entry) {
    int characters = key.query.length() + key.expression.length() + entry.pinnedTo.length();
    return 256 + 2L * characters + entry.range.sizeBytes();
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
