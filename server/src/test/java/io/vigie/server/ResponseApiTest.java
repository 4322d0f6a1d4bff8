package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Silences beyond Alertmanager's, who is on call, and the scale of severities, over HTTP.
class ResponseApiTest {
  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            vigie:
              alertmanager:
                route:
                  receiver: hook
                  group_wait: 1h
                  routes: [{matchers: ['job="night"'], mute_time_intervals: [nights]}]
                time_intervals:
                  - name: nights
                    time_intervals:
                      - times: [{start_time: '22:00', end_time: '24:00'}]
                        location: Europe/Paris
                receivers: [{name: hook}]
              severities: [{name: bad, aliases: [P0]}, {name: fine}]
              users:
                ann: {name: Ann B, contacts: [{receiver: hook, address: a}]}
                bob: {contacts: [{receiver: hook, address: b}]}
              schedules:
                primary: {rotations: [{users: [ann, bob], start: 2026-01-05T09:00, every: daily}]}
                office:
                  rotations: [{name: day, users: [ann], hours: [{weekdays: ['monday:friday'], from: 09:00, to: 18:00}]}]
            """);
    server = StartedVigie.withFile(folder, file);
    for (int n = 0; n < 15; n++) {
      assertThat(
              post(
                      "/api/v2/alerts",
                      "[{\"labels\":{\"alertname\":\"N\",\"n\":\"%d\",\"job\":\"db\"}}]"
                          .formatted(n))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> post(String path, String json) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode data(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(response.body()).get("data");
  }

  @Test
  void theScaleIsThatOfTheConfiguration() throws Exception {
    JsonNode levels = server.data("severities");
    assertThat(levels.get(0).get("name").asString()).isEqualTo("bad");
    assertThat(levels.get(0).get("aliases").get(0).asString()).isEqualTo("P0");
  }

  @Test
  void aSilenceIsPreviewedMadeListedAndEnded() throws Exception {
    String body =
        """
        {"matchers":["n=~\\"1|2\\""],"comment":"c","author":"ann",
         "recurrence":{"rrule":"FREQ=DAILY","start":"2026-01-01T22:00","timeZone":"Europe/Paris","duration":"8h"}}
        """;
    JsonNode preview = data(post("/api/v1/silences/preview", body));
    assertThat(preview.get("hidden").asInt()).isEqualTo(2);
    assertThat(preview.get("firing").asInt()).isEqualTo(15);
    assertThat(preview.get("refusal").asString()).isEmpty();

    String id = data(post("/api/v1/silences", body)).get("id").asString();
    JsonNode listed = find(server.data("silences"), id);
    assertThat(listed.get("recurrence").get("timeZone").asString()).isEqualTo("Europe/Paris");
    assertThat(listed.get("hidden").get("now").asInt()).isEqualTo(2);
    assertThat(listed.has("window")).isTrue();
    JsonNode upstream = JsonMapper.shared().readTree(server.get("/api/v2/silence/" + id).body());
    assertThat(upstream.get("annotations").get("vigie.rrule").asString()).isEqualTo("FREQ=DAILY");

    assertThat(post("/api/v1/silences/expire", "{\"id\":\"" + id + "\"}").statusCode())
        .isEqualTo(204);
    assertThat(find(server.data("silences"), id).get("state").asString()).isEqualTo("expired");
    assertThat(post("/api/v1/silences/expire", "{\"id\":\"none\"}").statusCode()).isEqualTo(404);
  }

  private static JsonNode find(JsonNode silences, String id) {
    for (JsonNode silence : silences) {
      if (silence.get("id").asString().equals(id)) {
        return silence;
      }
    }
    throw new AssertionError(id + " is not in " + silences);
  }

  @Test
  void whatIsTooBroadIsRefusedUnlessItIsMeant() throws Exception {
    String broad = "{\"matchers\":[\"job=\\\"db\\\"\"]%s}";
    assertThat(post("/api/v1/silences", broad.formatted("")).body())
        .contains("too broad", "15 of the 15");
    String id =
        data(post("/api/v1/silences", broad.formatted(",\"force\":true"))).get("id").asString();
    post("/api/v1/silences/expire", "{\"id\":\"" + id + "\"}");
  }

  @Test
  void alertmanagersToolsMayHideAllForADayAndNoLonger() throws Exception {
    HttpResponse<String> taken = post("/api/v2/silences", everythingFor(Duration.ofHours(2), ""));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    String id = JsonMapper.shared().readTree(taken.body()).get("silenceID").asString();
    post("/api/v1/silences/expire", "{\"id\":\"" + id + "\"}");

    HttpResponse<String> refused = post("/api/v2/silences", everythingFor(Duration.ofDays(2), ""));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("too broad", "for longer than 24h", "vigie.force");

    HttpResponse<String> meant =
        post(
            "/api/v2/silences",
            everythingFor(Duration.ofDays(2), ",\"annotations\":{\"vigie.force\":\"true\"}"));
    assertThat(meant.statusCode()).as(meant.body()).isEqualTo(200);
    String meantId = JsonMapper.shared().readTree(meant.body()).get("silenceID").asString();
    post("/api/v1/silences/expire", "{\"id\":\"" + meantId + "\"}");
  }

  private static String everythingFor(Duration duration, String more) {
    Instant now = Instant.now();
    return """
    {"matchers":[{"name":"alertname","value":".+","isRegex":true}],"startsAt":"%s",
     "endsAt":"%s","createdBy":"x","comment":"y"%s}
    """
        .formatted(now, now.plus(duration), more);
  }

  @Test
  void aWrongSilenceIsRefusedWithAReason() throws Exception {
    assertThat(post("/api/v1/silences", "{\"matchers\":[]}").body()).contains("at least one");
    assertThat(post("/api/v1/silences", "{\"matchers\":[\"a=b\"],\"warnReceiver\":\"hok\"}").body())
        .contains("there is no receiver", "did you mean");
    assertThat(post("/api/v1/silences", "{\"matchers\":[\"a=b\"],\"foo\":1}").body())
        .contains("unknown field");
    assertThat(
            post(
                    "/api/v1/silences",
                    "{\"matchers\":[\"a=b\"],\"recurrence\":{\"rrule\":\"FREQ=HOURLY\",\"duration\":\"1h\"}}")
                .body())
        .contains("HOURLY is not supported");
    assertThat(
            post(
                    "/api/v1/silences",
                    "{\"matchers\":[\"a=b\"],\"recurrence\":{\"rrule\":\"FREQ=DAILY\",\"duration\":\"1h\",\"timeZone\":\"Mars\"}}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void whoIsOnCallIsToldForAnyTime() throws Exception {
    JsonNode at = server.data("oncall?time=2026-01-06T10:00:00Z").get(0);
    assertThat(at.get("schedule").asString()).isEqualTo("primary");
    assertThat(at.get("current").get("user").asString()).isEqualTo("bob");
    assertThat(at.get("current").get("end").asString()).startsWith("2026-01-07T09:00:00");
    assertThat(at.get("next").get("name").asString()).isEqualTo("Ann B");
    assertThat(server.get("/api/v1/oncall?schedule=primry").body()).contains("did you mean");
    assertThat(
            server.data(
                "schedules/primary/shifts?start=2026-01-05T09:00:00Z&end=2026-01-08T09:00:00Z"))
        .hasSize(3);
    HttpResponse<String> feed = server.get("/api/v1/schedules/primary.ics");
    assertThat(feed.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
    assertThat(feed.body()).startsWith("BEGIN:VCALENDAR\r\n").contains("Ann B: primary");
    assertThat(server.get("/api/v1/schedules/none.ics").statusCode()).isEqualTo(404);
  }

  @Test
  void theCalendarHasSilencesIntervalsOfRoutesAndShifts() throws Exception {
    String made =
        data(post(
                "/api/v1/silences",
                """
                {"matchers":["n=\\"14\\""],"comment":"c","author":"ann",
                 "recurrence":{"rrule":"FREQ=DAILY","start":"2026-01-01T22:00","timeZone":"UTC","duration":"1h"}}
                """))
            .get("id")
            .asString();
    String start = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).toString();
    String end = Instant.parse(start).plus(2, ChronoUnit.DAYS).toString();
    JsonNode calendar = server.data("calendar?start=" + start + "&end=" + end);
    JsonNode silence = find(calendar.get("silences"), made);
    assertThat(silence.get("windows")).hasSize(2);
    assertThat(silence.get("windows").get(0).get("start").asString()).contains("T22:00:00");
    assertThat(silence.get("timeZone").asString()).isEqualTo("UTC");
    JsonNode nights = calendar.get("intervals").get(0);
    assertThat(nights.get("use").asString()).isEqualTo("mute");
    assertThat(nights.get("timeZones").get(0).asString()).isEqualTo("Europe/Paris");
    assertThat(nights.get("routes").get(0).get("matchers").asString()).contains("night");
    assertThat(nights.get("windows")).hasSize(2);
    assertThat(calendar.get("schedules").get(0).get("shifts").size()).isGreaterThan(1);
    assertThat(server.get("/api/v1/calendar?start=0&end=99999999").statusCode()).isEqualTo(400);
  }

  @Test
  void outsideOfAllHoursNobodyIsOnCallAndTheNextOneIsTold() throws Exception {
    JsonNode friday = server.data("oncall?schedule=office&time=2026-01-09T17:00:00Z").get(0);
    assertThat(friday.get("current").get("rotation").asString()).isEqualTo("day");
    assertThat(friday.get("current").get("end").asString()).startsWith("2026-01-09T18:00:00");
    JsonNode saturday = server.data("oncall?schedule=office&time=2026-01-10T12:00:00Z").get(0);
    assertThat(saturday.has("current")).isFalse();
    assertThat(saturday.get("next").get("start").asString()).startsWith("2026-01-12T09:00:00");
  }

  @Test
  void aLinkThatNobodyHereMadeIsRefused() throws Exception {
    assertThat(server.get("/links/abc.def").statusCode()).isEqualTo(404);
    HttpResponse<String> page = server.get("/links/x");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
  }
}
