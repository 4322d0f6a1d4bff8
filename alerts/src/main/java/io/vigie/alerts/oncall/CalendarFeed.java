package io.vigie.alerts.oncall;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Shifts as a calendar (RFC 5545), which calendar programs subscribe to.
public final class CalendarFeed {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MAX_LINE_BYTES = 75;

  private CalendarFeed() {}

  /// @param users for the names that people know
  /// @param nowMillis when the feed was made
  public static String text(
      Schedule schedule, List<Shift> shifts, Map<String, User> users, long nowMillis) {
    StringBuilder out = new StringBuilder();
    line(out, "BEGIN:VCALENDAR");
    line(out, "VERSION:2.0");
    line(out, "PRODID:-//Vigie//On call//EN");
    line(out, "CALSCALE:GREGORIAN");
    line(out, "METHOD:PUBLISH");
    line(out, "X-WR-CALNAME:" + escaped("On call: " + schedule.name()));
    line(out, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    shifts.forEach(shift -> event(out, schedule, shift, users, nowMillis));
    line(out, "END:VCALENDAR");
    return out.toString();
  }

  private static void event(
      StringBuilder out, Schedule schedule, Shift shift, Map<String, User> users, long nowMillis) {
    User user = users.get(shift.user());
    String who = user == null ? shift.user() : user.fullName();
    line(out, "BEGIN:VEVENT");
    // The same shift has the same identity each time the feed is read.
    line(
        out,
        "UID:%x-%d@%s.vigie"
            .formatted(
                shift.user().hashCode(),
                shift.startMillis(),
                escaped(schedule.name().replace(' ', '-'))));
    line(out, "DTSTAMP:" + TIME.format(Instant.ofEpochMilli(nowMillis)));
    line(out, "DTSTART:" + TIME.format(Instant.ofEpochMilli(shift.startMillis())));
    line(out, "DTEND:" + TIME.format(Instant.ofEpochMilli(shift.endMillisExclusive())));
    line(
        out,
        "SUMMARY:"
            + escaped(who + (shift.isOverride() ? " stands in" : "") + ": " + schedule.name())
            + (shift.rotation().isEmpty() ? "" : escaped(" (" + shift.rotation() + ")")));
    line(out, "END:VEVENT");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r", "")
        .replace("\n", "\\n");
  }

  /// Folded: no line is longer than 75 bytes, and no character is torn.
  private static void line(StringBuilder out, String text) {
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      String character = Character.toString(codePoint);
      int length = character.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > MAX_LINE_BYTES) {
        out.append("\r\n ");
        bytes = 1;
      }
      out.append(character);
      bytes += length;
      at += character.length();
    }
    out.append("\r\n");
  }
}
