package io.vigie.ingest.discovery.source;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig.Consul;
import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Services of a Consul catalogue, each watched with a question of its own (one virtual thread
/// each), so that a change is known at once.
final class ConsulDiscovery implements Discovery {
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Consul config;
  private final OutboundClient client;
  private final JsonService service;
  private final StatusBoard board;
  private final DiscoveryMeters.ForJob meters;
  private final DiscoveryThread thread = new DiscoveryThread("discovery-consul");

  @GuardedBy("this")
  private final Map<String, DiscoveryThread> watches = new HashMap<>();

  @GuardedBy("this")
  private final Map<String, TargetGroup> groups = new TreeMap<>();

  ConsulDiscovery(
      Consul config, OutboundClients clients, InstantSource clock, DiscoveryMeters.ForJob meters) {
    this.config = config;
    this.client = clients.open(config.http());
    this.service = new JsonService(client);
    this.board = new StatusBoard("consul", clock);
    this.meters = meters;
  }

  @Override
  public void start(Listener listener) {
    thread.start(() -> {
      ConsulTargets targets = new ConsulTargets(datacenter(), config.tagSeparator());
      boolean allAreNamed =
          !config.services().isEmpty() && config.tags().isEmpty() && config.filter().isEmpty();
      if (allAreNamed) {
        watchOnly(new HashSet<>(config.services()), targets, listener);
      } else {
        watchCatalogue(targets, listener);
      }
    });
  }

  /// The name of the datacenter, asked for until it is known.
  private String datacenter() throws InterruptedException {
    if (!config.datacenter().isEmpty()) {
      return config.datacenter();
    }
    ConsulQuery query = new ConsulQuery(config, service, "/v1/agent/self", List.of());
    Backoff backoff = new Backoff(LONGEST_PAUSE);
    while (true) {
      try {
        Optional<JsonNode> self = query.poll();
        return self.map(answer -> answer.path("Config").path("Datacenter").asString("")).orElse("");
      } catch (IOException e) {
        failed(thread, e, backoff);
      }
    }
  }

  private void watchCatalogue(ConsulTargets targets, Listener listener)
      throws InterruptedException {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    ConsulQuery.put(parameters, "filter", config.filter());
    ConsulQuery query = new ConsulQuery(config, service, "/v1/catalog/services", parameters);
    repeat(
        thread,
        query,
        services -> {
          Set<String> wanted = new HashSet<>();
          services
              .properties()
              .forEach(entry -> {
                if (isWanted(entry.getKey(), entry.getValue())) {
                  wanted.add(entry.getKey());
                }
              });
          watchOnly(wanted, targets, listener);
        });
  }

  private boolean isWanted(String name, JsonNode tags) {
    Set<String> given = new HashSet<>();
    tags.forEach(tag -> given.add(tag.asString("")));
    return (config.services().isEmpty() || config.services().contains(name))
        && given.containsAll(config.tags());
  }

  /// Begins and ends watches until exactly the wanted services are watched.
  private void watchOnly(Set<String> wanted, ConsulTargets targets, Listener listener) {
    List<DiscoveryThread> ended = new ArrayList<>();
    synchronized (this) {
      for (String name : List.copyOf(watches.keySet())) {
        if (!wanted.contains(name)) {
          ended.add(watches.remove(name));
        }
      }
    }
    ended.forEach(DiscoveryThread::close);
    synchronized (this) {
      groups.keySet().retainAll(wanted);
      for (String name : wanted) {
        if (!thread.isClosed() && !watches.containsKey(name)) {
          watches.put(name, watch(name, targets, listener));
        }
      }
      if (!ended.isEmpty() || wanted.isEmpty()) {
        listener.targetsFound(List.copyOf(groups.values()));
      }
    }
  }

  private DiscoveryThread watch(String name, ConsulTargets targets, Listener listener) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    config.tags().forEach(tag -> ConsulQuery.put(parameters, "tag", tag));
    ConsulQuery.put(parameters, "filter", config.healthFilter());
    String path = "/v1/health/service/" + MetaLabels.encode(name);
    ConsulQuery query = new ConsulQuery(config, service, path, parameters);
    DiscoveryThread watch = new DiscoveryThread("discovery-consul-service");
    watch.start(() ->
        repeat(
            watch,
            query,
            instances -> {
              synchronized (this) {
                if (!watch.isClosed()) {
                  groups.put(name, targets.group(name, instances));
                  listener.targetsFound(List.copyOf(groups.values()));
                }
              }
            }));
    return watch;
  }

  /// What to do with a changed answer.
  @FunctionalInterface
  private interface Change {
    void to(JsonNode answer);
  }

  /// Asks until the thread ends, not more often than the refresh interval says.
  private void repeat(DiscoveryThread asking, ConsulQuery query, Change change)
      throws InterruptedException {
    Backoff backoff = new Backoff(LONGEST_PAUSE);
    while (!asking.isClosed()) {
      long startNanos = System.nanoTime();
      try {
        Optional<JsonNode> answer = query.poll();
        backoff.reset();
        answer.ifPresent(change::to);
        board.succeeded();
        long elapsedNanos = System.nanoTime() - startNanos;
        asking.pause(
            Duration.ofNanos(Math.max(0, config.refreshInterval().toNanos() - elapsedNanos)));
      } catch (IOException e) {
        failed(asking, e, backoff);
      }
    }
  }

  private void failed(DiscoveryThread asking, IOException e, Backoff backoff)
      throws InterruptedException {
    if (!asking.isClosed()) {
      meters.failed();
      board.failed(String.valueOf(e.getMessage()));
    }
    asking.pause(backoff.afterFailure());
  }

  @Override
  public DiscoveryStatus status() {
    return board.status();
  }

  @Override
  public void close() {
    thread.close();
    List<DiscoveryThread> running;
    synchronized (this) {
      running = List.copyOf(watches.values());
      watches.clear();
    }
    running.forEach(DiscoveryThread::close);
    client.close();
  }
}
