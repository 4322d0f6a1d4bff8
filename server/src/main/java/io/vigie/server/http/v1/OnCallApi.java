package io.vigie.server.http.v1;

import io.vigie.alerts.oncall.CalendarFeed;
import io.vigie.alerts.oncall.OnCall;
import io.vigie.alerts.oncall.Schedule;
import io.vigie.alerts.oncall.Shift;
import io.vigie.alerts.oncall.User;
import io.vigie.config.yaml.KeySuggestion;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TextRoute;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `oncall` and `schedules…`: who is on call, and when who will be.
public final class OnCallApi implements RouteGroup {
  private static final String SUFFIX = ".ics";
  private static final Duration LONGEST_SPAN = Duration.ofDays(366);
  private static final long FEED_BACK_MILLIS = Duration.ofDays(30).toMillis();
  private static final long FEED_AHEAD_MILLIS = Duration.ofDays(180).toMillis();

  private final Supplier<OnCall> onCall;
  private final InstantSource clock;

  public OnCallApi(Supplier<OnCall> onCall, InstantSource clock) {
    this.onCall = onCall;
    this.clock = clock;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/oncall", this::now).get("/schedules/{name}/shifts", this::shifts);
  }

  /// The calendar of a schedule, which calendar programs subscribe to.
  public TextRoute feed() {
    return new TextRoute("/api/v1/schedules/{file}", true, this::calendar);
  }

  private Answer now(ApiRequest request) {
    long at = request.timeMillis("time", clock.millis());
    OnCall current = onCall.get();
    String wanted = request.parameter("schedule");
    List<Schedule> schedules =
        wanted.isEmpty()
            ? List.copyOf(current.schedules().values())
            : List.of(schedule(current, wanted));
    return Answer.of(json -> {
      json.beginArray();
      for (Schedule schedule : schedules) {
        write(json, current, schedule, at);
      }
      json.endArray();
    });
  }

  private static Schedule schedule(OnCall current, String name) {
    Schedule schedule = current.schedules().get(name);
    if (schedule == null) {
      throw new ApiException(
          ErrorType.NOT_FOUND,
          "there is no schedule \""
              + name
              + "\""
              + KeySuggestion.suffix(name, current.schedules().keySet()));
    }
    return schedule;
  }

  private static void write(JsonWriter json, OnCall current, Schedule schedule, long atMillis)
      throws IOException {
    List<Shift> shifts = schedule.currentAndNext(atMillis);
    Optional<Shift> now = shifts.stream().filter(shift -> shift.contains(atMillis)).findFirst();
    Optional<Shift> next =
        shifts.stream().filter(shift -> shift.startMillis() > atMillis).findFirst();
    json.beginObject();
    json.name("schedule").string(schedule.name());
    json.name("timeZone").string(schedule.zone().getId());
    if (now.isPresent()) {
      json.name("current");
      write(json, current, now.get());
    }
    if (next.isPresent()) {
      json.name("next");
      write(json, current, next.get());
    }
    json.endObject();
  }

  static void write(JsonWriter json, OnCall current, Shift shift) throws IOException {
    User user = current.users().get(shift.user());
    json.beginObject();
    json.name("user").string(shift.user());
    json.name("name").string(user == null ? shift.user() : user.fullName());
    json.name("start").string(time(shift.startMillis()));
    json.name("end").string(time(shift.endMillisExclusive()));
    json.name("override").bool(shift.isOverride());
    if (!shift.rotation().isEmpty()) {
      json.name("rotation").string(shift.rotation());
    }
    json.endObject();
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }

  private Answer shifts(ApiRequest request) {
    OnCall current = onCall.get();
    Schedule schedule = schedule(current, request.pathParameter("name"));
    long start = request.timeMillis("start", clock.millis());
    long end = request.timeMillis("end", start + Duration.ofDays(14).toMillis());
    if (end <= start || end - start > LONGEST_SPAN.toMillis()) {
      throw ApiException.invalidParameter("end", "it must be after start, by at most 366 days");
    }
    List<Shift> shifts = schedule.shifts(start, end);
    return Answer.of(json -> {
      json.beginArray();
      for (Shift shift : shifts) {
        write(json, current, shift);
      }
      json.endArray();
    });
  }

  private TextRoute.Text calendar(ApiRequest request) {
    String file = request.pathParameter("file");
    if (!file.endsWith(SUFFIX)) {
      throw new ApiException(
          ErrorType.NOT_FOUND, "there is schedules/NAME.ics and schedules/NAME/shifts");
    }
    OnCall current = onCall.get();
    Schedule schedule = schedule(current, file.substring(0, file.length() - SUFFIX.length()));
    long now = clock.millis();
    // Where a feed begins a shift is cut: it would be another event each time.
    List<Shift> shifts =
        schedule.shifts(now - 2 * FEED_BACK_MILLIS, now + FEED_AHEAD_MILLIS).stream()
            .filter(shift -> shift.endMillisExclusive() > now - FEED_BACK_MILLIS)
            .toList();
    byte[] text =
        CalendarFeed.text(schedule, shifts, current.users(), now).getBytes(StandardCharsets.UTF_8);
    return new TextRoute.Text("text/calendar; charset=utf-8", out -> out.write(text));
  }
}
