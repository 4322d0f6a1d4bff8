package io.vigie.alerts.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.YamlFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static final String USERS =
      """
      users:
        ann: {name: "Ann, B; Sc", contacts: [{receiver: mail, address: ann@example.org}]}
        bob: {contacts: [{receiver: mail}]}
        cid: {contacts: [{receiver: mail}]}
      """;

  private static OnCall read(String schedules) {
    return OnCallReader.read(YamlFile.parse("vigie.yml", Path.of(""), USERS + schedules).mapping());
  }

  private static Schedule schedule(String yaml) {
    return read("schedules:\n  s:\n" + yaml.indent(4)).schedules().get("s");
  }

  private static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T07:59:59Z, ",
    "2026-01-05T08:00:00Z, ann",
    "2026-01-12T07:59:59Z, ann",
    "2026-01-12T08:00:00Z, bob",
    "2026-01-19T08:00:00Z, cid",
    "2026-01-26T08:00:00Z, ann",
    // Clocks have gone forward: nine in Paris is seven in UTC.
    "2026-03-30T06:59:59Z, cid",
    "2026-03-30T07:00:00Z, ann",
    "2026-10-26T07:59:59Z, cid",
    "2026-10-26T08:00:00Z, ann"
  })
  void turnsAreTakenWeeklyAtTheSameTimeThroughTheYear(String instant, String user) {
    Schedule weekly =
        schedule(
            """
            time_zone: Europe/Paris
            rotations: [{users: [ann, bob, cid], start: 2026-01-05T09:00, every: weekly}]
            """);
    assertThat(weekly.userAt(at(instant)).orElse(null)).isEqualTo(user);
  }

  @Test
  void halfDaysAndDaysAreTurnsToo() {
    Schedule halves =
        schedule("rotations: [{users: [ann, bob], start: 2026-01-05T08:00, every: 12h}]");
    assertThat(halves.userAt(at("2026-01-05T19:59:00Z"))).contains("ann");
    assertThat(halves.userAt(at("2026-01-05T20:00:00Z"))).contains("bob");
    assertThat(halves.userAt(at("2026-01-06T08:00:00Z"))).contains("ann");
    Schedule days = schedule("rotations: [{users: [ann, bob], start: monday 08:00, every: daily}]");
    assertThat(days.userAt(at("2026-01-06T08:00:00Z")))
        .isNotEqualTo(days.userAt(at("2026-01-06T07:59:00Z")));
  }

  @Test
  void whoStandsInComesBeforeTheRotation() {
    Schedule withStandIn =
        schedule(
            """
            time_zone: Europe/Paris
            rotations: [{users: [ann, bob], start: 2026-01-05T09:00}]
            overrides: [{user: cid, from: 2026-01-07T18:00, to: 2026-01-08T09:00}]
            """);
    assertThat(withStandIn.shifts(at("2026-01-05T08:00:00Z"), at("2026-01-19T08:00:00Z")))
        .containsExactly(
            new Shift("ann", "", at("2026-01-05T08:00:00Z"), at("2026-01-07T17:00:00Z"), false),
            new Shift("cid", "", at("2026-01-07T17:00:00Z"), at("2026-01-08T08:00:00Z"), true),
            new Shift("ann", "", at("2026-01-08T08:00:00Z"), at("2026-01-12T08:00:00Z"), false),
            new Shift("bob", "", at("2026-01-12T08:00:00Z"), at("2026-01-19T08:00:00Z"), false));
    assertThat(withStandIn.currentAndNext(at("2026-01-07T20:00:00Z")))
        .extracting(Shift::user)
        .containsExactly("cid", "ann");
  }

  @Test
  void beforeTheFirstRotationBeginsTheNextOneCounts() {
    Schedule two =
        schedule(
            """
            rotations:
            - {users: [ann], start: 2026-06-01T00:00}
            - {users: [bob], start: 2026-01-01T00:00}
            """);
    assertThat(two.userAt(at("2025-12-31T00:00:00Z"))).isEmpty();
    assertThat(two.userAt(at("2026-03-01T00:00:00Z"))).contains("bob");
    assertThat(two.userAt(at("2026-07-01T00:00:00Z"))).contains("ann");
  }

  private static final String DAYS_AND_NIGHTS =
      """
      time_zone: Europe/Paris
      rotations:
      - {name: day, users: [ann, bob], start: 2026-01-05T09:00, hours: [{weekdays: ['monday:friday'], from: 09:00, to: 18:00}]}
      - {name: night, users: [cid], start: 2026-01-05T09:00, hours: [{weekdays: ['monday:thursday'], from: 18:00, to: 09:00}]}
      """;

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T07:59:59Z, ",
    "2026-01-05T08:00:00Z, ann",
    "2026-01-05T16:59:59Z, ann",
    "2026-01-05T17:00:00Z, cid",
    "2026-01-06T07:59:59Z, cid",
    "2026-01-06T08:00:00Z, ann",
    // On Friday night and at the weekend there is nobody.
    "2026-01-09T16:59:59Z, ann",
    "2026-01-09T17:00:00Z, ",
    "2026-01-10T12:00:00Z, ",
    "2026-01-12T07:59:59Z, ",
    "2026-01-12T08:00:00Z, bob",
    // Nine in Paris is seven in UTC since the clocks went forward on the 29th.
    "2026-03-27T08:00:00Z, bob",
    "2026-03-27T07:59:59Z, cid",
    "2026-03-30T06:59:59Z, ",
    "2026-03-30T07:00:00Z, ann"
  })
  void rotationsCanHaveHoursAndWeekdays(String instant, String user) {
    assertThat(schedule(DAYS_AND_NIGHTS).userAt(at(instant)).orElse(null)).isEqualTo(user);
  }

  @Test
  void shiftsEndWithTheirHoursAndGapsStayGaps() {
    Schedule layers = schedule(DAYS_AND_NIGHTS);
    assertThat(layers.shifts(at("2026-01-08T08:00:00Z"), at("2026-01-12T12:00:00Z")))
        .containsExactly(
            new Shift("ann", "day", at("2026-01-08T08:00:00Z"), at("2026-01-08T17:00:00Z"), false),
            new Shift(
                "cid", "night", at("2026-01-08T17:00:00Z"), at("2026-01-09T08:00:00Z"), false),
            new Shift("ann", "day", at("2026-01-09T08:00:00Z"), at("2026-01-09T17:00:00Z"), false),
            new Shift("bob", "day", at("2026-01-12T08:00:00Z"), at("2026-01-12T12:00:00Z"), false));
    assertThat(layers.currentAndNext(at("2026-01-10T12:00:00Z")))
        .extracting(Shift::user)
        .containsExactly("bob", "cid");
    String feed =
        CalendarFeed.text(
            layers,
            layers.shifts(at("2026-01-05T08:00:00Z"), at("2026-01-06T08:00:00Z")),
            java.util.Map.of(),
            0);
    assertThat(feed).contains("SUMMARY:ann: s (day)", "SUMMARY:cid: s (night)");
  }

  @Test
  void theFirstRotationOfSeveralWithTheSameHoursCounts() {
    Schedule layers =
        schedule(
            """
            rotations:
            - {name: weekend, users: [bob], hours: [{weekdays: ['saturday:sunday']}]}
            - {users: [ann]}
            """);
    assertThat(layers.userAt(at("2026-01-09T23:59:59Z"))).contains("ann");
    assertThat(layers.userAt(at("2026-01-10T00:00:00Z"))).contains("bob");
    assertThat(layers.userAt(at("2026-01-11T23:59:59Z"))).contains("bob");
    assertThat(layers.userAt(at("2026-01-12T00:00:00Z"))).contains("ann");
  }

  @Test
  void aCalendarProgramReadsTheFeed() throws Exception {
    OnCall onCall =
        read(
            """
            schedules:
              "première ligne équipe de la plateforme des événements et des paiements en ligne":
                time_zone: Europe/Paris
                rotations: [{users: [ann, bob], start: 2026-01-05T09:00}]
            """);
    Schedule schedule = onCall.schedules().values().iterator().next();
    List<Shift> shifts = schedule.shifts(at("2026-01-05T08:00:00Z"), at("2026-01-26T08:00:00Z"));
    String text = CalendarFeed.text(schedule, shifts, onCall.users(), at("2026-01-06T00:00:00Z"));

    assertThat(text.lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
    ICalendar calendar = Biweekly.parse(text).first();
    assertThat(calendar.getEvents()).hasSize(3);
    VEvent first = calendar.getEvents().getFirst();
    assertThat(first.getSummary().getValue()).isEqualTo("Ann, B; Sc: " + schedule.name());
    assertThat(first.getDateStart().getValue().toInstant()).isEqualTo("2026-01-05T08:00:00Z");
    assertThat(first.getDateEnd().getValue().toInstant()).isEqualTo("2026-01-12T08:00:00Z");
    assertThat(
            calendar.getEvents().stream()
                .map(e -> e.getUid().getValue())
                .collect(Collectors.toSet()))
        .hasSize(3);
    assertThat(calendar.validate(biweekly.ICalVersion.V2_0).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rotations: [{users: [an]}] | there is no user \"an\"",
        "rotations: [] | nobody is on call",
        "rotations: [{users: []}] | needs users",
        "{time_zone: Paris, rotations: [{users: [ann]}]} | is not a time zone",
        "rotations: [{users: [ann], every: 3s}] | less than a minute",
        "rotations: [{users: [ann], start: soon}] | is not a local time",
        "{rotations: [{users: [ann]}], overrides: [{user: bob, from: 2026-01-02T00:00, to: 2026-01-01T00:00}]} | ends after it begins",
        "rotations: [{user: [ann]}] | field user not found",
        "rotations: [{users: [ann], hours: [{weekdays: [mon]}]}] | is not a day such as monday",
        "rotations: [{users: [ann], hours: [{from: 9am}]}] | is not a time of the day such as 09:00",
        "rotations: [{users: [ann], hours: [{since: 09:00}]}] | field since not found",
      })
  void whatMakesNoSenseIsRefusedWithAReason(String yaml, String reason) {
    Assertions.assertThatThrownBy(() -> schedule(yaml + "\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("vigie.yml:");
  }
}
