package io.vigie.alerts.mute;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.Freq;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.dmfs.rfc5545.recur.RecurrenceRuleIterator;

/// Stretches of time that come again by a rule of RFC 5545, at the same wall-clock time of a zone
/// through the year. They may cross midnight. Immutable and thread-safe.
public final class Recurrence {
  /// A rule that comes more often than daily is written as a shorter pause between messages.
  private static final Set<Freq> FREQUENCIES =
      EnumSet.of(Freq.DAILY, Freq.WEEKLY, Freq.MONTHLY, Freq.YEARLY);

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MAX_RULE_LENGTH = 500;
  private static final int MAX_COUNT = 5000;
  private static final long DAY_MILLIS = 86_400_000;

  /// Occurrences that begin within a stretch are merged with it, at most so many.
  private static final int MAX_MERGED = 400;

  private final String rule;
  private final LocalDateTime start;
  private final ZoneId zone;
  private final Duration duration;

  /// What was last found out; most questions are about the same stretch or the same pause.
  private volatile Known known = new Known(0, 0, Optional.empty());

  /// A stretch of time, milliseconds since the epoch.
  public record Window(long startMillis, long endMillisExclusive) {
    boolean contains(long timeMillis) {
      return startMillis <= timeMillis && timeMillis < endMillisExclusive;
    }
  }

  /// The first window that ends after any instant of a span.
  private record Known(long fromMillis, long untilMillisExclusive, Optional<Window> window) {
    boolean answers(long timeMillis) {
      return fromMillis <= timeMillis && timeMillis < untilMillisExclusive;
    }
  }

  /// @param rule such as `FREQ=WEEKLY;BYDAY=MO,TU`, with or without `RRULE:` before it
  /// @param start when the first stretch begins, on the clocks of the zone
  /// @param duration of each stretch
  /// @throws IllegalArgumentException with a message for the user if the rule is none, or one of
  ///   those that are not supported
  public Recurrence(String rule, LocalDateTime start, ZoneId zone, Duration duration) {
    this.rule = rule.startsWith("RRULE:") ? rule.substring("RRULE:".length()) : rule;
    this.start = start.withNano(0);
    this.zone = zone;
    this.duration = duration;
    if (!duration.isPositive() || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "the duration of each stretch must be between a second and 366 days, not " + duration);
    }
    RecurrenceRule parsed = parse();
    if (parsed.getCount() != null && parsed.getCount() > MAX_COUNT) {
      throw new IllegalArgumentException("COUNT is more than " + MAX_COUNT + "; use UNTIL");
    }
    Freq frequency = parsed.getFreq();
    if (!FREQUENCIES.contains(frequency)) {
      throw new IllegalArgumentException(
          "FREQ=" + frequency + " is not supported; there are DAILY, WEEKLY, MONTHLY and YEARLY");
    }
    if (windowAfter(Long.MIN_VALUE).isEmpty()) {
      throw new IllegalArgumentException(
          "the rule \"" + this.rule + "\" never comes true, or too rarely");
    }
  }

  /// Reads the parts as they are written.
  ///
  /// @param start such as `2026-03-02T22:00`
  /// @param zone such as `Europe/Paris`; empty for UTC
  /// @throws IllegalArgumentException with a message for the user
  public static Recurrence parse(String rule, String start, String zone, Duration duration) {
    return new Recurrence(rule, localTime(start), zone(zone), duration);
  }

  /// @throws IllegalArgumentException with a message for the user
  static ZoneId zone(String text) {
    try {
      return text.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a time zone such as Europe/Paris", e);
    }
  }

  private static LocalDateTime localTime(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a local time such as 2026-03-02T22:00", e);
    }
  }

  private RecurrenceRule parse() {
    if (rule.length() > MAX_RULE_LENGTH) {
      throw new IllegalArgumentException(
          "a rule of more than " + MAX_RULE_LENGTH + " characters is not read");
    }
    try {
      return new RecurrenceRule(rule, RecurrenceRule.RfcMode.RFC5545_STRICT);
    } catch (InvalidRecurrenceRuleException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a rule such as FREQ=WEEKLY;BYDAY=MO,TU: %s"
              .formatted(rule, e.getMessage()),
          e);
    }
  }

  private RecurrenceRuleIterator occurrences(RecurrenceRule parsed) {
    return parsed.iterator(
        new DateTime(
            TimeZone.getTimeZone(zone),
            start.getYear(),
            start.getMonthValue() - 1,
            start.getDayOfMonth(),
            start.getHour(),
            start.getMinute(),
            start.getSecond()));
  }

  /// Whether an instant is within a stretch.
  public boolean contains(long timeMillis) {
    return windowAfter(timeMillis).filter(window -> window.contains(timeMillis)).isPresent();
  }

  /// The stretch that an instant is in, or else the next one; nothing if there will be none.
  public Optional<Window> windowAfter(long timeMillis) {
    Known last = known;
    if (last.answers(timeMillis)) {
      return last.window();
    }
    Optional<Window> found = find(timeMillis);
    known =
        new Known(timeMillis, found.map(Window::endMillisExclusive).orElse(Long.MAX_VALUE), found);
    return found;
  }

  private Optional<Window> find(long timeMillis) {
    try {
      RecurrenceRule parsed = parse();
      RecurrenceRuleIterator each = occurrences(parsed);
      // Counted occurrences must all be seen. An earlier one may still last, and a change of clocks
      // can make it longer than it says.
      if (timeMillis != Long.MIN_VALUE && parsed.getCount() == null) {
        each.fastForward(timeMillis - duration.toMillis() - DAY_MILLIS);
      }
      while (each.hasNext()) {
        Window window = merged(each);
        if (window.endMillisExclusive() > timeMillis) {
          return Optional.of(window);
        }
      }
      return Optional.empty();
    } catch (IllegalArgumentException tooManyTriesInVain) {
      return Optional.empty();
    }
  }

  private Window merged(RecurrenceRuleIterator each) {
    long begin = each.nextMillis();
    long end = endOf(begin);
    for (int i = 0; i < MAX_MERGED && each.hasNext() && each.peekMillis() <= end; i++) {
      end = endOf(each.nextMillis());
    }
    return new Window(begin, end);
  }

  /// From 22:00 for eight hours is until 06:00, also in the night in which clocks change.
  private long endOf(long startMillis) {
    return Instant.ofEpochMilli(startMillis)
        .atZone(zone)
        .toLocalDateTime()
        .plus(duration)
        .atZone(zone)
        .toInstant()
        .toEpochMilli();
  }

  /// Without `RRULE:`.
  public String rule() {
    return rule;
  }

  /// When the first stretch begins, on the clocks of the zone.
  public LocalDateTime start() {
    return start;
  }

  public ZoneId zone() {
    return zone;
  }

  /// Of each stretch.
  public Duration duration() {
    return duration;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Recurrence recurrence
        && rule.equals(recurrence.rule)
        && start.equals(recurrence.start)
        && zone.equals(recurrence.zone)
        && duration.equals(recurrence.duration);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rule, start, zone, duration);
  }

  @Override
  public String toString() {
    return "RRULE:" + rule + " from " + start + " " + zone + " for " + duration;
  }
}
