package io.vigie.rules.schedule;

import io.vigie.model.metric.Labels;
import io.vigie.rules.evaluation.AlertMemory;
import io.vigie.rules.evaluation.GroupStatus;
import io.vigie.rules.evaluation.RuleContext;
import io.vigie.rules.evaluation.RuleGroup;
import io.vigie.rules.evaluation.RuleGroup.Setting;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All rules of a server, each group evaluated when it is due. Thread-safe.
///
/// Nothing happens before the first [#apply]. A reload leaves groups alone that have not changed;
/// changed ones go on with the state of their rules, found again by name and labels.
public final class Rules implements AutoCloseable {
  /// For so many intervals of the global setting alerts wait for slow groups after a start.
  private static final int PATIENCE_INTERVALS = 2;

  private final RuleContext context;
  private final AlertMemory memory;
  private final InstantSource clock;
  private final Waiting waiting;
  private final Runnable evaluated;

  /// By file and name of the group, the order of the API. Guarded by this.
  private Map<String, GroupLoop> loops = new TreeMap<>();

  /// Threads that end removed groups. Guarded by this.
  private final Set<Thread> endings = new HashSet<>();

  private @Nullable SendingGate gate;
  private volatile List<RuleGroup> groups = List.of();

  /// @param evaluated called, perhaps more than once, when after a start every rule has been
  ///   evaluated or the wait for it is over
  public Rules(RuleContext context, InstantSource clock, Waiting waiting, Runnable evaluated) {
    this.context = context;
    this.memory = context.memory();
    this.clock = clock;
    this.waiting = waiting;
    this.evaluated = evaluated;
  }

  /// Evaluates these rules from now on, and no others.
  public synchronized void apply(RuleSet rules) {
    Map<String, Setting> settings = rules.settings();
    boolean isStart = gate == null;
    GroupLoop.Surroundings surroundings = surroundings(rules, settings.keySet());
    Map<String, GroupLoop> next = new TreeMap<>();
    List<GroupLoop> begun = new ArrayList<>();
    settings.forEach((key, setting) -> {
      GroupLoop current = loops.get(key);
      if (current != null && current.group().setting().equals(setting)) {
        next.put(key, current);
      } else {
        GroupLoop loop = replace(current, setting, isStart, surroundings);
        next.put(key, loop);
        begun.add(loop);
      }
    });
    loops.forEach((key, loop) -> {
      if (!next.containsKey(key)) {
        remove(loop);
      }
    });
    loops = next;
    groups = next.values().stream().map(GroupLoop::group).toList();
    if (isStart) {
      groups.forEach(RuleGroup::recall);
      memory.forgetUnclaimed();
    }
    begun.forEach(GroupLoop::start);
    if (isStart && next.isEmpty()) {
      evaluated.run();
    }
  }

  private GroupLoop.Surroundings surroundings(RuleSet rules, Set<String> groupKeys) {
    SendingGate opening = gate;
    if (opening == null) {
      memory.load();
      long patienceMillis = PATIENCE_INTERVALS * rules.evaluationInterval().toMillis();
      opening = new SendingGate(groupKeys, clock.millis() + patienceMillis);
      gate = opening;
    }
    return new GroupLoop.Surroundings(clock, waiting, opening, this::tellAll, context.meters());
  }

  private GroupLoop replace(
      @Nullable GroupLoop current,
      Setting setting,
      boolean isStart,
      GroupLoop.Surroundings surroundings) {
    if (current != null) {
      current.stop();
    }
    return new GroupLoop(
        new RuleGroup(setting, context),
        Optional.ofNullable(current),
        isStart ? GroupLoop.Origin.START : GroupLoop.Origin.RELOAD,
        surroundings);
  }

  /// Stops a group and ends its series, but only after two more intervals: by then another group
  /// has taken over those of its rules that were moved there.
  private void remove(GroupLoop loop) {
    loop.stop();
    RuleGroup group = loop.group();
    Thread ending =
        Thread.ofVirtual()
            .name("rules-end-" + group.setting().key())
            .unstarted(() -> {
              try {
                loop.awaitEnd();
                group.forget(clock.millis());
                long now = clock.millis();
                waiting.until(now + 2 * group.setting().interval().toMillis());
                group.end(clock.millis(), seriesOfAll());
              } catch (InterruptedException e) {
                // the server ends, and series that just stop are what that looks like
              } finally {
                ended(Thread.currentThread());
              }
            });
    endings.add(ending);
    ending.start();
    if (gate != null && gate.passed(group.setting().key(), clock.millis())) {
      tellAll();
    }
  }

  private synchronized void ended(Thread ending) {
    endings.remove(ending);
  }

  private Set<Labels> seriesOfAll() {
    Set<Labels> series = new HashSet<>();
    groups.forEach(group -> series.addAll(group.series()));
    return series;
  }

  private void tellAll() {
    groups.forEach(group -> group.tell(clock.millis()));
    evaluated.run();
  }

  /// All groups, ordered by file and name, with how their last evaluations went.
  public List<GroupStatus> status() {
    return groups.stream().map(RuleGroup::status).toList();
  }

  /// Ends evaluating; returns when nothing is written any more.
  @Override
  public void close() {
    List<GroupLoop> running;
    synchronized (this) {
      running = List.copyOf(loops.values());
      loops = new TreeMap<>();
      endings.forEach(Thread::interrupt);
    }
    running.forEach(GroupLoop::stop);
    try {
      for (GroupLoop loop : running) {
        loop.awaitEnd();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
