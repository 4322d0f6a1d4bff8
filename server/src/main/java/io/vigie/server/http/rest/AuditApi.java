package io.vigie.server.http.rest;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.time.TimeRange;
import io.vigie.server.http.Access;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.Problem;
import io.vigie.server.http.RestRoute;
import io.vigie.server.http.RestRoute.Method;
import io.vigie.server.http.RestRoute.Reply;
import io.vigie.server.http.TimeText;
import io.vigie.server.security.AuditLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `audit`: who changed what, newest first.
public final class AuditApi implements RestRoute.Group {
  private static final int USUAL_LIMIT = 100;
  private static final int MAX_LIMIT = 10_000;

  private final AuditLog audit;

  public AuditApi(AuditLog audit) {
    this.audit = audit;
  }

  @Override
  public List<RestRoute> routes() {
    return List.of(new RestRoute(Method.GET, "/api/audit", Access.ADMIN, this::list));
  }

  private Reply list(ApiRequest request) throws IOException {
    List<LabelMatcher> matchers = new ArrayList<>();
    for (String label : List.of("user", "address", "action", "object")) {
      if (!request.parameter(label).isEmpty()) {
        matchers.add(LabelMatcher.equal(label, request.parameter(label)));
      }
    }
    int limit = request.limit() == 0 ? USUAL_LIMIT : Math.min(request.limit(), MAX_LIMIT);
    Place begin = Place.of(request);
    TimeRange range = begin.from(request.timeRange());
    List<AuditLog.Change> found = audit.query(range, matchers, begin.seen + limit + 1);
    List<AuditLog.Change> rest = found.subList(Math.min(begin.seen, found.size()), found.size());
    boolean isLast = rest.size() <= limit;
    List<AuditLog.Change> changes = isLast ? rest : rest.subList(0, limit);
    Page<AuditLog.Change> page =
        new Page<>(
            changes, isLast ? Optional.empty() : Optional.of(begin.after(changes).toString()));
    return page.linked(
        Reply.of(json -> {
          json.beginArray();
          for (AuditLog.Change change : page.items()) {
            write(change, json);
          }
          json.endArray();
        }),
        request);
  }

  /// Where a page begins: changes have no name, only a time, at which there may be several.
  ///
  /// @param latestMillis no change of the page is later
  /// @param seen how many changes of that time were on pages before
  private record Place(long latestMillis, int seen) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(\\d{1,5})");

    static Place of(ApiRequest request) {
      String cursor = request.parameter("cursor");
      if (cursor.isEmpty()) {
        return new Place(Long.MAX_VALUE, 0);
      }
      Matcher matcher = TEXT.matcher(cursor);
      if (!matcher.matches()) {
        throw new Problem(400, "cursor: take it from the header Link of the page before");
      }
      return new Place(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    TimeRange from(TimeRange asked) {
      long latest = Math.min(asked.maxMillis(), latestMillis);
      return new TimeRange(Math.min(asked.minMillis(), latest), latest);
    }

    /// Where the next page begins.
    Place after(List<AuditLog.Change> page) {
      long last = page.getLast().timestampMillis();
      int alike = (int) page.stream().filter(each -> each.timestampMillis() == last).count();
      return new Place(last, last == latestMillis ? seen + alike : alike);
    }

    @Override
    public String toString() {
      return latestMillis + "-" + seen;
    }
  }

  private static void write(AuditLog.Change change, JsonWriter json) throws IOException {
    json.beginObject().name("time");
    json.string(TimeText.format(Instant.ofEpochMilli(change.timestampMillis())));
    json.name("user").string(change.user()).name("address").string(change.address());
    json.name("action").string(change.action()).name("object").string(change.object());
    json.name("before").string(change.before()).name("after").string(change.after());
    json.endObject();
  }
}
