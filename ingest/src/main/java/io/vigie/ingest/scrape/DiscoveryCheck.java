package io.vigie.ingest.scrape;

import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.scrape.TargetAssembly.Outcome;
import io.vigie.model.metric.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets the discoveries of a job answer once, and shows what relabelling makes of each target,
/// without scraping anything.
public final class DiscoveryCheck {
  private DiscoveryCheck() {}

  /// One target.
  ///
  /// @param labels after relabelling; empty if that dropped it or it cannot be used
  /// @param problem why it cannot be used
  public record Found(Labels discovered, Labels labels, Optional<String> problem) {}

  /// @param problems a sentence for each discovery that did not answer
  public record Result(List<Found> found, List<String> problems) {}

  /// @param wait for all discoveries together; those that answer at once cost no time
  public static Result run(ScrapeConfig job, DiscoveryOpener opener, Duration wait)
      throws InterruptedException {
    Semaphore news = new Semaphore(0);
    try (JobDiscoveries discoveries = JobDiscoveries.open(job, opener)) {
      discoveries.tell(news::release);
      discoveries.start();
      long deadlineNanos = System.nanoTime() + wait.toNanos();
      while (!unanswered(discoveries).isEmpty() && System.nanoTime() < deadlineNanos) {
        // Only a look at the clock and at states that change without a word, such as errors.
        boolean _ = news.tryAcquire(50, TimeUnit.MILLISECONDS);
      }
      return new Result(found(job, discoveries.groups()), unanswered(discoveries));
    }
  }

  private static List<String> unanswered(JobDiscoveries discoveries) {
    return discoveries.statuses().stream()
        .filter(status -> status.lastSuccess().isEmpty())
        .map(DiscoveryCheck::problem)
        .toList();
  }

  private static String problem(DiscoveryStatus status) {
    return status.kind() + " discovery: " + status.lastError().orElse("no answer in time");
  }

  private static List<Found> found(ScrapeConfig job, List<TargetGroup> groups) {
    TargetAssembly assembly = new TargetAssembly(job);
    Set<Found> found = new LinkedHashSet<>();
    for (TargetGroup group : groups) {
      for (Labels labels : group.targets()) {
        found.add(
            switch (assembly.assemble(labels, group.labels())) {
              case Outcome.Kept(Target target) ->
                  new Found(target.discovered(), target.labels(), Optional.empty());
              case Outcome.Dropped(Labels discovered) ->
                  new Found(discovered, Labels.EMPTY, Optional.empty());
              case Outcome.Invalid(Labels discovered, String reason) ->
                  new Found(discovered, Labels.EMPTY, Optional.of(reason));
            });
      }
    }
    return new ArrayList<>(found);
  }
}
