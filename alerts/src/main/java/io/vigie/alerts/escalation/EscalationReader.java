package io.vigie.alerts.escalation;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.oncall.OnCall;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.KeySuggestion;
import io.vigie.config.yaml.MappingReader;
import io.vigie.model.alert.SeverityScale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reads `vigie.escalation`.
public final class EscalationReader {
  private static final String KEY = "escalation";
  private static final int MAX_LEVELS = 20;
  private static final int MAX_REPEATS = 100;

  private final OnCall onCall;
  private final SeverityScale scale;

  private EscalationReader(OnCall onCall, SeverityScale scale) {
    this.onCall = onCall;
    this.scale = scale;
  }

  /// @param section the mapping that has the key `escalation`
  /// @throws io.vigie.config.yaml.ConfigException if it makes no sense
  public static List<EscalationPolicy> read(
      MappingReader section, OnCall onCall, SeverityScale scale) {
    EscalationReader reader = new EscalationReader(onCall, scale);
    List<EscalationPolicy> policies =
        section.list(KEY, "empty or null escalation policy", reader::policy);
    Set<String> names = new HashSet<>();
    for (EscalationPolicy policy : policies) {
      if (!names.add(policy.name())) {
        throw section.error(KEY, "there are two escalation policies \"" + policy.name() + "\"");
      }
    }
    return policies;
  }

  private EscalationPolicy policy(MappingReader reader) {
    String name = reader.string("name");
    Matchers matchers = matchers(reader);
    String minSeverity = reader.string("min_severity");
    List<String> groupBy = reader.strings("group_by");
    Optional<Duration> groupWait =
        reader.value(
            "group_wait",
            Optional.empty(),
            Optional.empty(),
            text -> Optional.of(Durations.parse(text)),
            wait -> wait.map(Durations::format).orElse(""));
    List<EscalationLevel> levels = reader.list("levels", "empty or null level", this::level);
    int repeats = (int) reader.wholeNumber("repeat", 0, 0, MAX_REPEATS);
    reader.finish();
    if (name.isEmpty()) {
      throw reader.error("an escalation policy needs a name");
    }
    if (!minSeverity.isEmpty() && !scale.knows(minSeverity)) {
      throw reader.error(
          "min_severity",
          "min_severity: \""
              + minSeverity
              + "\" is not on the scale of severities"
              + KeySuggestion.suffix(minSeverity, scale.words()));
    }
    checkLevels(reader, levels);
    checkWait(reader, groupWait, levels);
    return new EscalationPolicy(
        name,
        matchers,
        minSeverity,
        groupBy.isEmpty() ? Set.of("alertname") : new TreeSet<>(groupBy),
        groupWait,
        levels,
        repeats);
  }

  private static Matchers matchers(MappingReader reader) {
    List<Matcher> all = new ArrayList<>();
    for (String line : reader.strings("matchers")) {
      try {
        all.addAll(MatcherSyntax.FALLBACK.parse(line).list());
      } catch (MatcherException e) {
        throw reader.error("matchers", String.valueOf(e.getMessage()));
      }
    }
    return new Matchers(all);
  }

  private static void checkLevels(MappingReader reader, List<EscalationLevel> levels) {
    if (levels.isEmpty() || levels.size() > MAX_LEVELS) {
      throw reader.error("levels", "an escalation policy has 1 to " + MAX_LEVELS + " levels");
    }
    Duration before = Duration.ZERO;
    for (EscalationLevel level : levels) {
      if (level.timeout().compareTo(before) <= 0) {
        throw reader.error(
            "levels",
            "timeouts count from the trigger, so each is longer than the one before: "
                + Durations.format(level.timeout())
                + " is not longer than "
                + Durations.format(before));
      }
      before = level.timeout();
    }
  }

  private static void checkWait(
      MappingReader reader, Optional<Duration> groupWait, List<EscalationLevel> levels) {
    Duration most = levels.getFirst().timeout().dividedBy(2);
    if (groupWait.isPresent() && groupWait.get().compareTo(most) > 0) {
      throw reader.error(
          "group_wait",
          "group_wait: "
              + Durations.format(groupWait.get())
              + " leaves the first level less than half of its "
              + Durations.format(levels.getFirst().timeout())
              + "; write at most "
              + Durations.format(most));
    }
  }

  private EscalationLevel level(MappingReader reader) {
    List<EscalationTarget> targets = reader.list("notify", "empty or null target", this::target);
    Duration timeout = reader.duration("timeout", Duration.ofMinutes(5));
    reader.finish();
    if (targets.isEmpty()) {
      throw reader.error("a level needs somebody to notify: a user, a schedule or a receiver");
    }
    return new EscalationLevel(targets, timeout);
  }

  private EscalationTarget target(MappingReader reader) {
    Optional<String> user = named(reader, "user", onCall.users().keySet());
    Optional<String> schedule = named(reader, "schedule", onCall.schedules().keySet());
    String receiver = reader.string("receiver");
    reader.finish();
    List<EscalationTarget> given = new ArrayList<>();
    user.ifPresent(name -> given.add(new EscalationTarget.OfUser(name)));
    schedule.ifPresent(name -> given.add(new EscalationTarget.OfSchedule(name)));
    if (!receiver.isEmpty()) {
      given.add(new EscalationTarget.OfReceiver(receiver));
    }
    if (given.size() != 1) {
      throw reader.error("a target is exactly one of user, schedule and receiver");
    }
    return given.getFirst();
  }

  private static Optional<String> named(
      MappingReader reader, String key, Collection<String> known) {
    String name = reader.string(key);
    if (!name.isEmpty() && !known.contains(name)) {
      throw reader.error(
          key,
          "there is no "
              + key
              + " \""
              + name
              + "\" under vigie."
              + key
              + "s"
              + KeySuggestion.suffix(name, known));
    }
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }
}
