package io.vigie.server.http.v1;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.interval.IntervalWindows;
import io.vigie.alerts.interval.TimeInterval;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.mute.Recurrence;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.oncall.OnCall;
import io.vigie.alerts.oncall.Schedule;
import io.vigie.alerts.routing.Route;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `calendar`: what is kept quiet when, by silences and by the intervals of routes, and who is
/// called about the rest.
public final class CalendarApi implements RouteGroup {
  private static final Duration LONGEST_SPAN = Duration.ofDays(62);
  private static final Duration USUAL_SPAN = Duration.ofDays(7);

  /// Of one silence: one that recurs every minute is not drawn to its end.
  private static final int MAX_WINDOWS = 500;

  private final Alerting alerting;
  private final InstantSource clock;

  public CalendarApi(Alerting alerting, InstantSource clock) {
    this.alerting = alerting;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/calendar", this::answer);
  }

  private Answer answer(ApiRequest request) {
    long start = request.timeMillis("start", clock.millis());
    long end = request.timeMillis("end", start + USUAL_SPAN.toMillis());
    if (end <= start || end - start > LONGEST_SPAN.toMillis()) {
      throw ApiException.invalidParameter("end", "it must be after start, by at most 62 days");
    }
    Span span = new Span(start, end);
    return Answer.of(json -> {
      json.beginObject();
      writeSilences(span, json);
      writeIntervals(span, json);
      writeSchedules(span, json);
      json.endObject();
    });
  }

  private record Span(long startMillis, long endMillisExclusive) {
    boolean overlaps(long start, long endExclusive) {
      return start < endMillisExclusive && endExclusive > startMillis;
    }
  }

  private void writeSilences(Span span, JsonWriter json) throws IOException {
    long now = clock.millis();
    json.name("silences").beginArray();
    for (Silence silence : alerting.silences().all()) {
      List<Recurrence.Window> windows = windows(silence, span);
      if (windows.isEmpty()) {
        continue;
      }
      json.beginObject().name("id").string(silence.id());
      json.name("state").string(silence.stateAt(now).label());
      json.name("matchers").beginArray();
      for (var set : silence.matcherSets()) {
        json.strings(set.list().stream().map(Matcher::toString).toList());
      }
      json.endArray().name("author").string(silence.createdBy());
      json.name("comment").string(silence.comment());
      if (silence.terms().recurrence().isPresent()) {
        json.name("timeZone").string(silence.terms().recurrence().get().zone().getId());
      }
      json.name("windows").beginArray();
      for (Recurrence.Window window : windows) {
        write(json, window.startMillis(), window.endMillisExclusive());
      }
      json.endArray().endObject();
    }
    json.endArray();
  }

  private static List<Recurrence.Window> windows(Silence silence, Span span) {
    if (silence.terms().recurrence().isEmpty()) {
      return span.overlaps(silence.startsAtMillis(), silence.endsAtMillis())
          ? List.of(new Recurrence.Window(silence.startsAtMillis(), silence.endsAtMillis()))
          : List.of();
    }
    List<Recurrence.Window> windows = new ArrayList<>();
    long at = span.startMillis();
    while (windows.size() < MAX_WINDOWS) {
      Optional<Recurrence.Window> next = silence.windowAfter(at);
      if (next.isEmpty() || next.get().startMillis() >= span.endMillisExclusive()) {
        break;
      }
      windows.add(next.get());
      at = next.get().endMillisExclusive();
    }
    return windows;
  }

  /// How a route uses an interval: to be quiet in it, or to speak only in it.
  private record Use(String interval, String kind) {}

  private void writeIntervals(Span span, JsonWriter json) throws IOException {
    AlertmanagerConfig config = alerting.config();
    Map<Use, List<Route>> uses = new LinkedHashMap<>();
    collect(Route.root(config.route()), uses);
    json.name("intervals").beginArray();
    for (Map.Entry<Use, List<Route>> use : uses.entrySet()) {
      List<TimeInterval> intervals =
          config.timeIntervals().getOrDefault(use.getKey().interval(), List.of());
      json.beginObject().name("name").string(use.getKey().interval());
      json.name("use").string(use.getKey().kind());
      json.name("timeZones").strings(zones(intervals));
      writeRoutes(use.getValue(), json);
      json.name("windows").beginArray();
      for (var window :
          IntervalWindows.within(intervals, span.startMillis(), span.endMillisExclusive())) {
        write(json, window.startMillis(), window.endMillisExclusive());
      }
      json.endArray().endObject();
    }
    json.endArray();
  }

  private static List<String> zones(List<TimeInterval> intervals) {
    return intervals.stream()
        .map(interval -> interval.location().map(ZoneId::getId).orElse("UTC"))
        .distinct()
        .toList();
  }

  private static void writeRoutes(List<Route> routes, JsonWriter json) throws IOException {
    json.name("routes").beginArray();
    for (Route route : routes) {
      json.beginObject().name("receiver").string(route.options().receiver());
      json.name("matchers").string(route.matchers().toString()).endObject();
    }
    json.endArray();
  }

  private static void collect(Route route, Map<Use, List<Route>> uses) {
    for (String name : route.muteTimeIntervals()) {
      uses.computeIfAbsent(new Use(name, "mute"), _ -> new ArrayList<>()).add(route);
    }
    for (String name : route.activeTimeIntervals()) {
      uses.computeIfAbsent(new Use(name, "active"), _ -> new ArrayList<>()).add(route);
    }
    route.children().forEach(child -> collect(child, uses));
  }

  private void writeSchedules(Span span, JsonWriter json) throws IOException {
    OnCall onCall = alerting.plan().onCall();
    json.name("schedules").beginArray();
    for (Schedule schedule : onCall.schedules().values()) {
      json.beginObject().name("schedule").string(schedule.name());
      json.name("timeZone").string(schedule.zone().getId()).name("shifts").beginArray();
      for (var shift : schedule.shifts(span.startMillis(), span.endMillisExclusive())) {
        OnCallApi.write(json, onCall, shift);
      }
      json.endArray().endObject();
    }
    json.endArray();
  }

  private static void write(JsonWriter json, long startMillis, long endMillis) throws IOException {
    json.beginObject().name("start").string(time(startMillis));
    json.name("end").string(time(endMillis)).endObject();
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }
}
