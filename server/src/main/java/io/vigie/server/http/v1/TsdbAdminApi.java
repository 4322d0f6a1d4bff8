package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.time.TimeRange;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.ErrorType;
import io.vigie.server.http.RouteGroup;
import io.vigie.tsdb.Tsdb;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `admin/tsdb/…`: deletes series and makes snapshots, where `--web.enable-admin-api` allows it.
public final class TsdbAdminApi implements RouteGroup {
  private static final Logger LOG = LoggerFactory.getLogger(TsdbAdminApi.class);

  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("", "0", "f", "F", "false", "FALSE", "False");

  private final Tsdb tsdb;
  private final boolean enabled;
  private final MatchParameter match;

  /// @param enabled whether anything is done at all
  public TsdbAdminApi(Tsdb tsdb, boolean enabled, MatchParameter match) {
    this.tsdb = tsdb;
    this.enabled = enabled;
    this.match = match;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .postAndPut("/admin/tsdb/delete_series", this::delete)
        .postAndPut("/admin/tsdb/clean_tombstones", this::cleanTombstones)
        .postAndPut("/admin/tsdb/snapshot", this::snapshot);
  }

  /// Nothing is deleted before every selector is read.
  private Answer delete(ApiRequest request) {
    checkEnabled();
    if (request.parameters("match[]").isEmpty()) {
      throw new ApiException(ErrorType.BAD_DATA, "no match[] parameter provided");
    }
    TimeRange range = request.timeRange();
    List<List<LabelMatcher>> selectors = match.parseNamed(request);
    try {
      for (List<LabelMatcher> matchers : selectors) {
        tsdb.delete(range, matchers);
      }
    } catch (IOException e) {
      throw new ApiException(ErrorType.INTERNAL, String.valueOf(e.getMessage()), e);
    }
    LOG.atInfo()
        .addKeyValue("match", request.parameters("match[]"))
        .addKeyValue("min_ms", range.minMillis())
        .addKeyValue("max_ms", range.maxMillis())
        .addKeyValue("caller", request.caller())
        .log("series deleted");
    return Answer.NOTHING;
  }

  private Answer cleanTombstones(ApiRequest request) {
    checkEnabled();
    tsdb.cleanTombstones();
    return Answer.NOTHING;
  }

  private Answer snapshot(ApiRequest request) {
    checkEnabled();
    boolean skipMemory = skipHead(request.parameter("skip_head"));
    try {
      String name = tsdb.snapshot(skipMemory);
      LOG.atInfo().addKeyValue("name", name).log("snapshot made");
      return Answer.of(json -> json.beginObject().name("name").string(name).endObject());
    } catch (IOException e) {
      throw new ApiException(ErrorType.INTERNAL, "create snapshot: " + e.getMessage(), e);
    }
  }

  private static boolean skipHead(String text) {
    if (!TRUE.contains(text) && !FALSE.contains(text)) {
      throw ApiException.invalidParameter(
          "skip_head",
          "unable to parse boolean 'skip_head' argument: \"" + text + "\" is not true or false");
    }
    return TRUE.contains(text);
  }

  private void checkEnabled() {
    if (!enabled) {
      throw new ApiException(ErrorType.UNAVAILABLE, "admin APIs disabled");
    }
  }
}
