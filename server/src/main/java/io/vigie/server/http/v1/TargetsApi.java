package io.vigie.server.http.v1;

import io.vigie.config.yaml.Durations;
import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.ingest.scrape.DroppedTarget;
import io.vigie.ingest.scrape.ScrapeFailure;
import io.vigie.ingest.scrape.ScrapePoolStatus;
import io.vigie.ingest.scrape.Scraping;
import io.vigie.ingest.scrape.TargetStatus;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `targets`: what is scraped, how that goes, and what was dropped. Beside what Prometheus says
/// stand explanations of what is wrong.
public final class TargetsApi implements RouteGroup {
  /// What Prometheus answers for a target that was not scraped yet.
  private static final String NEVER = "0001-01-01T00:00:00Z";

  private final Scraping scraping;
  private final GlobalUrl globalUrl;

  public TargetsApi(Scraping scraping, GlobalUrl globalUrl) {
    this.scraping = scraping;
    this.globalUrl = globalUrl;
  }

  @Override
  public void addTo(ApiRouter router) {
    router.get("/targets", this::targets);
  }

  private Answer targets(ApiRequest request) {
    String pool = request.parameter("scrapePool");
    String state = request.parameter("state").toLowerCase(Locale.ROOT);
    boolean active = state.isEmpty() || state.equals("any") || state.equals("active");
    boolean dropped = state.isEmpty() || state.equals("any") || state.equals("dropped");
    List<TargetStatus> activeTargets =
        active
            ? scraping.activeTargets().stream().filter(t -> isIn(pool, t.scrapePool())).toList()
            : List.of();
    List<DroppedTarget> droppedTargets =
        dropped
            ? scraping.droppedTargets().stream().filter(t -> isIn(pool, t.scrapePool())).toList()
            : List.of();
    Map<String, Integer> counts = dropped ? scraping.droppedTargetCounts() : Map.of();
    List<ScrapePoolStatus> pools =
        scraping.pools().stream().filter(status -> isIn(pool, status.name())).toList();
    return Answer.of(json -> {
      json.beginObject().name("activeTargets").beginArray();
      for (TargetStatus target : activeTargets) {
        active(target, json);
      }
      json.endArray().name("droppedTargets").beginArray();
      for (DroppedTarget target : droppedTargets) {
        json.beginObject().name("discoveredLabels").labels(target.discoveredLabels());
        json.name("scrapePool").string(target.scrapePool()).endObject();
      }
      json.endArray().name("droppedTargetCounts").beginObject();
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        json.name(count.getKey()).number(count.getValue());
      }
      json.endObject();
      poolProblems(pools, json);
      json.endObject();
    });
  }

  private static boolean isIn(String wanted, String pool) {
    return wanted.isEmpty() || wanted.equals(pool);
  }

  private void active(TargetStatus target, JsonWriter json) throws IOException {
    json.beginObject().name("discoveredLabels").labels(target.discoveredLabels());
    json.name("labels").labels(target.labels());
    json.name("scrapePool").string(target.scrapePool());
    json.name("scrapeUrl").string(target.scrapeUrl());
    json.name("globalUrl").string(globalUrl.of(target.scrapeUrl()));
    json.name("lastError").string(target.lastError());
    json.name("lastScrape").string(target.lastScrape().map(TargetsApi::time).orElse(NEVER));
    json.name("lastScrapeDuration").number(target.lastScrapeDuration().toNanos() / 1e9);
    json.name("health").string(target.health().word());
    json.name("scrapeInterval").string(Durations.format(target.scrapeInterval()));
    json.name("scrapeTimeout").string(Durations.format(target.scrapeTimeout()));
    if (target.lastFailure().isPresent()) {
      explain(target.lastFailure().get(), json);
    } else if (!target.remark().isEmpty()) {
      json.name("explanation").string(target.remark());
    }
    json.endObject();
  }

  private static String time(Instant instant) {
    return TimeText.format(instant);
  }

  private static void explain(ScrapeFailure failure, JsonWriter json) throws IOException {
    json.name("explanation").string(failure.message());
    if (!failure.remedy().isEmpty()) {
      json.name("remedy").string(failure.remedy());
    }
  }

  /// What is wrong with a job as a whole: its discovery, its target limit, labels that cannot be.
  private static void poolProblems(List<ScrapePoolStatus> pools, JsonWriter json)
      throws IOException {
    json.name("poolProblems").beginArray();
    for (ScrapePoolStatus pool : pools) {
      if (!pool.targetLimitFailure().isEmpty()) {
        problem(pool, pool.targetLimitFailure(), json);
      }
      for (DiscoveryStatus discovery : pool.discoveries()) {
        if (discovery.lastError().isPresent()) {
          problem(pool, discovery.kind() + " discovery: " + discovery.lastError().get(), json);
        }
      }
      for (DroppedTarget target : pool.unusable()) {
        problem(pool, target.discoveredLabels() + ": " + target.reason(), json);
      }
    }
    json.endArray();
  }

  private static void problem(ScrapePoolStatus pool, String explanation, JsonWriter json)
      throws IOException {
    json.beginObject().name("scrapePool").string(pool.name());
    json.name("explanation").string(explanation).endObject();
  }
}
