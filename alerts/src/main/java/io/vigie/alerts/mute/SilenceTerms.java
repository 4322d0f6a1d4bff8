package io.vigie.alerts.mute;

import io.vigie.config.yaml.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a silence says beyond Alertmanager's: kept in its annotations, so that tools that know only
/// those keep it when they list, copy or import silences.
///
/// @param recurrence within the silence, when it is in force; always if there is none
/// @param untilResolved whether it ends when nothing that it hid fires any more
/// @param warnBefore how long before its end people are warned; empty for as configured
/// @param warnReceiver whom to warn; empty for as configured
/// @param forced whether it may hide almost everything
public record SilenceTerms(
    Optional<Recurrence> recurrence,
    boolean untilResolved,
    Optional<Duration> warnBefore,
    String warnReceiver,
    boolean forced) {
  public static final SilenceTerms NONE =
      new SilenceTerms(Optional.empty(), false, Optional.empty(), "", false);

  private static final String PREFIX = "vigie.";
  private static final String RULE = PREFIX + "rrule";
  private static final String START = PREFIX + "dtstart";
  private static final String ZONE = PREFIX + "time_zone";
  private static final String DURATION = PREFIX + "duration";
  private static final String UNTIL_RESOLVED = PREFIX + "until_resolved";
  private static final String WARN_BEFORE = PREFIX + "warn_before";
  private static final String WARN_RECEIVER = PREFIX + "warn_receiver";
  private static final String FORCED = PREFIX + "force";
  private static final SortedSet<String> KEYS =
      new TreeSet<>(
          List.of(RULE, START, ZONE, DURATION, UNTIL_RESOLVED, WARN_BEFORE, WARN_RECEIVER, FORCED));

  /// @param startsAtMillis of the silence: the beginning of a recurrence that does not say its own
  /// @throws IllegalArgumentException with a message for the user if they make no sense
  static SilenceTerms read(Map<String, String> annotations, long startsAtMillis) {
    for (String name : annotations.keySet()) {
      if (name.startsWith(PREFIX) && !KEYS.contains(name)) {
        throw new IllegalArgumentException(
            "unknown annotation " + name + "; there are: " + String.join(", ", KEYS));
      }
    }
    return new SilenceTerms(
        recurrence(annotations, startsAtMillis),
        bool(annotations, UNTIL_RESOLVED),
        duration(annotations, WARN_BEFORE),
        annotations.getOrDefault(WARN_RECEIVER, ""),
        bool(annotations, FORCED));
  }

  private static Optional<Recurrence> recurrence(
      Map<String, String> annotations, long startsAtMillis) {
    String rule = annotations.getOrDefault(RULE, "");
    if (rule.isEmpty()) {
      if (annotations.containsKey(START) || annotations.containsKey(DURATION)) {
        throw new IllegalArgumentException(
            "%s and %s go with %s, which is missing".formatted(START, DURATION, RULE));
      }
      return Optional.empty();
    }
    String zone = annotations.getOrDefault(ZONE, "");
    String start = annotations.getOrDefault(START, "");
    if (start.isEmpty()) {
      start =
          LocalDateTime.ofInstant(Instant.ofEpochMilli(startsAtMillis), Recurrence.zone(zone))
              .withNano(0)
              .toString();
    }
    Duration duration =
        duration(annotations, DURATION)
            .orElseThrow(
                () -> new IllegalArgumentException(RULE + " needs " + DURATION + ", such as 8h"));
    return Optional.of(Recurrence.parse(rule, start, zone, duration));
  }

  private static boolean bool(Map<String, String> annotations, String name) {
    String text = annotations.getOrDefault(name, "");
    return switch (text) {
      case "true" -> true;
      case "false", "" -> false;
      default ->
          throw new IllegalArgumentException(name + ": \"" + text + "\" is not true or false");
    };
  }

  /// As Prometheus writes them or as ISO 8601 does, which is what calendars have.
  private static Optional<Duration> duration(Map<String, String> annotations, String name) {
    String text = annotations.getOrDefault(name, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(text.startsWith("P") ? Duration.parse(text) : Durations.parse(text));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + ": \"" + text + "\" is not a duration such as 8h or PT8H", e);
    }
  }

  /// As annotations.
  public Map<String, String> toAnnotations() {
    Map<String, String> all = new TreeMap<>();
    recurrence.ifPresent(each -> {
      all.put(RULE, each.rule());
      all.put(START, each.start().toString());
      all.put(ZONE, each.zone().getId());
      all.put(DURATION, Durations.format(each.duration()));
    });
    if (untilResolved) {
      all.put(UNTIL_RESOLVED, "true");
    }
    warnBefore.ifPresent(each -> all.put(WARN_BEFORE, Durations.format(each)));
    if (!warnReceiver.isEmpty()) {
      all.put(WARN_RECEIVER, warnReceiver);
    }
    if (forced) {
      all.put(FORCED, "true");
    }
    return all;
  }
}
