package io.vigie.ingest.scrape;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.ingest.discovery.TargetGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The discoveries of one job and what they know together. A reload that does not touch them hands
/// them to the job's new pool, so that nothing has to be found again. Thread-safe.
final class JobDiscoveries implements AutoCloseable {
  private final List<DiscoveryConfig> configs;
  private final List<Discovery> discoveries;
  private final List<List<TargetGroup>> found;
  private volatile Runnable listener = () -> {};

  private JobDiscoveries(List<DiscoveryConfig> configs, List<Discovery> discoveries) {
    this.configs = configs;
    this.discoveries = discoveries;
    this.found =
        Collections.synchronizedList(
            new ArrayList<>(Collections.nCopies(discoveries.size(), List.of())));
  }

  /// @throws IllegalArgumentException if one cannot be made; none is left open then
  static JobDiscoveries open(ScrapeConfig job, DiscoveryOpener opener) {
    List<DiscoveryConfig> configs = job.discoveries();
    List<Discovery> discoveries = new ArrayList<>();
    try {
      configs.forEach(config -> discoveries.add(opener.open(config, job.jobName())));
      return new JobDiscoveries(configs, List.copyOf(discoveries));
    } catch (RuntimeException e) {
      discoveries.forEach(Discovery::close);
      throw e;
    }
  }

  boolean isFor(ScrapeConfig config) {
    return configs.equals(config.discoveries());
  }

  /// Whom to tell that there is news, from now on.
  void tell(Runnable other) {
    listener = other;
  }

  void start() {
    for (int i = 0; i < discoveries.size(); i++) {
      int index = i;
      discoveries
          .get(i)
          .start(groups -> {
            found.set(index, List.copyOf(groups));
            listener.run();
          });
    }
  }

  /// Everything that is known now.
  List<TargetGroup> groups() {
    synchronized (found) {
      return found.stream().flatMap(List::stream).toList();
    }
  }

  List<DiscoveryStatus> statuses() {
    return discoveries.stream().map(Discovery::status).toList();
  }

  @Override
  public void close() {
    discoveries.forEach(Discovery::close);
  }
}
