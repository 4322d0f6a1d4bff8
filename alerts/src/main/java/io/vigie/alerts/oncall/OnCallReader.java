package io.vigie.alerts.oncall;

import io.vigie.alerts.oncall.Schedule.StandIn;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.MappingReader;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads `vigie.users` and `vigie.schedules`.
public final class OnCallReader {
  /// Names stand in addresses of web pages.
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+-]{0,99}");

  /// A Monday, from which rotations go that do not say when they begin.
  private static final LocalDateTime EARLY = LocalDateTime.parse("2024-01-01T09:00");

  private static final Duration SHORTEST_TURN = Duration.ofMinutes(1);

  private OnCallReader() {}

  /// @param section the mapping that has the keys `users` and `schedules`
  /// @throws io.vigie.config.yaml.ConfigException if one of them makes no sense
  public static OnCall read(MappingReader section) {
    Map<String, User> users = named(section, "users", OnCallReader::user);
    Map<String, Schedule> schedules = named(section, "schedules", named -> schedule(named, users));
    return new OnCall(users, schedules);
  }

  private record Named(String name, MappingReader reader) {}

  private static <T> Map<String, T> named(
      MappingReader section, String key, Function<Named, T> read) {
    Map<String, T> all = new LinkedHashMap<>();
    section
        .optionalMapping(key)
        .ifPresent(mapping -> {
          for (String name : mapping.keys()) {
            if (!NAME.matcher(name).matches()) {
              throw mapping.error(
                  name, key + ": the name \"" + name + "\" is not letters, digits and . _ @ + -");
            }
            all.put(name, read.apply(new Named(name, mapping.mapping(name))));
          }
        });
    return all;
  }

  private static User user(Named named) {
    MappingReader reader = named.reader();
    String fullName = reader.string("name", named.name());
    List<Contact> contacts =
        reader.list("contacts", "empty or null contact", OnCallReader::contact);
    reader.finish();
    if (contacts.isEmpty()) {
      throw reader.error("user " + named.name() + " has no contacts: nobody could reach them");
    }
    return new User(named.name(), fullName, contacts);
  }

  private static Contact contact(MappingReader reader) {
    Contact contact = new Contact(reader.string("receiver"), reader.string("address"));
    reader.finish();
    if (contact.receiver().isEmpty()) {
      throw reader.error("a contact needs a receiver of the alertmanager configuration");
    }
    return contact;
  }

  private static Schedule schedule(Named named, Map<String, User> users) {
    MappingReader reader = named.reader();
    ZoneId zone =
        reader.value(
            "time_zone", ZoneId.of("UTC"), ZoneId.of("UTC"), OnCallReader::zone, ZoneId::getId);
    List<Rotation> rotations =
        reader.list("rotations", "empty or null rotation", item -> rotation(item, users));
    List<StandIn> standIns =
        reader.list("overrides", "empty or null override", item -> standIn(item, zone, users));
    boolean warnsOfGaps = reader.bool("warn_of_gaps", true);
    reader.finish();
    if (rotations.isEmpty()) {
      throw reader.error("schedule " + named.name() + " has no rotations: nobody is on call");
    }
    return new Schedule(named.name(), zone, rotations, standIns, warnsOfGaps);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a time zone such as Europe/Paris", e);
    }
  }

  private static Rotation rotation(MappingReader reader, Map<String, User> users) {
    String name = reader.string("name");
    List<String> turns = reader.strings("users");
    Duration turn =
        reader.value(
            "every", Duration.ofDays(7), Duration.ofDays(7), OnCallReader::turn, Durations::format);
    LocalDateTime start =
        reader.value("start", EARLY, EARLY, OnCallReader::start, LocalDateTime::toString);
    List<OnCallHours> hours = OnCallHoursReader.read(reader);
    reader.finish();
    if (turns.isEmpty()) {
      throw reader.error("users", "a rotation needs users who take turns");
    }
    turns.forEach(user -> checkUser(reader, "users", user, users));
    return new Rotation(name, turns, start, turn, hours);
  }

  private static Duration turn(String text) {
    Duration turn =
        switch (text) {
          case "daily" -> Duration.ofDays(1);
          case "weekly" -> Duration.ofDays(7);
          default -> Durations.parse(text);
        };
    if (turn.compareTo(SHORTEST_TURN) < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is less than a minute; write daily, weekly or a duration such as 12h");
    }
    return turn;
  }

  /// A local time, or a weekday and a time of day from long ago.
  private static LocalDateTime start(String text) {
    try {
      int space = text.indexOf(' ');
      if (space > 0 && Character.isLetter(text.charAt(0))) {
        DayOfWeek day =
            DayOfWeek.valueOf(text.substring(0, space).toUpperCase(java.util.Locale.ROOT));
        LocalDate first = EARLY.toLocalDate().with(TemporalAdjusters.nextOrSame(day));
        return first.atTime(java.time.LocalTime.parse(text.substring(space + 1).strip()));
      }
      return LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not a local time such as 2026-01-05T09:00, or a day and time such as monday 09:00"
              .formatted(text),
          e);
    }
  }

  private static StandIn standIn(MappingReader reader, ZoneId zone, Map<String, User> users) {
    String user = reader.string("user");
    long from = instant(reader, "from", zone);
    long to = instant(reader, "to", zone);
    reader.finish();
    checkUser(reader, "user", user, users);
    if (to <= from) {
      throw reader.error("to", "an override ends after it begins");
    }
    return new StandIn(user, from, to);
  }

  private static long instant(MappingReader reader, String key, ZoneId zone) {
    String text = reader.string(key);
    try {
      return LocalDateTime.parse(text.replace(' ', 'T')).atZone(zone).toInstant().toEpochMilli();
    } catch (DateTimeException _) {
      try {
        return OffsetDateTime.parse(text).toInstant().toEpochMilli();
      } catch (DateTimeException e) {
        throw reader.error(
            key,
            "%s: \"%s\" is not a time such as 2026-01-05T09:00 (on the schedule's clocks) or 2026-01-05T08:00:00Z"
                .formatted(key, text));
      }
    }
  }

  private static void checkUser(
      MappingReader reader, String key, String user, Map<String, User> users) {
    if (!users.containsKey(user)) {
      throw reader.error(
          key,
          "there is no user \""
              + user
              + "\" under vigie.users"
              + io.vigie.config.yaml.KeySuggestion.suffix(user, users.keySet()));
    }
  }
}
