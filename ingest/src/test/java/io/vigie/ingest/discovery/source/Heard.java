package io.vigie.ingest.discovery.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Remembers what a discovery says, for tests to wait for.
final class Heard implements Discovery.Listener {
  private final BlockingQueue<List<TargetGroup>> calls = new LinkedBlockingQueue<>();

  @Override
  public void targetsFound(List<TargetGroup> groups) {
    calls.add(groups);
  }

  /// The next thing said.
  List<TargetGroup> next() throws InterruptedException {
    List<TargetGroup> groups = calls.poll(20, TimeUnit.SECONDS);
    assertThat(groups).as("the discovery says something in time").isNotNull();
    return groups;
  }

  /// The first thing said that is as wanted.
  List<TargetGroup> until(Predicate<List<TargetGroup>> wanted) throws InterruptedException {
    List<TargetGroup> groups = next();
    while (!wanted.test(groups)) {
      groups = next();
    }
    return groups;
  }

  /// Whether nothing was said so far, or all of it was taken.
  boolean isSilent() {
    return calls.isEmpty();
  }

  static List<String> addresses(List<TargetGroup> groups) {
    return groups.stream()
        .flatMap(group -> group.targets().stream())
        .map(target -> target.get("__address__"))
        .toList();
  }

  /// Labels of each target, those of its group filled in.
  static List<Labels> targets(List<TargetGroup> groups) {
    return groups.stream()
        .flatMap(group ->
            group.targets().stream()
                .map(target -> {
                  Labels.Builder all = group.labels().toBuilder();
                  target.forEach(all::set);
                  return all.build();
                }))
        .toList();
  }
}
