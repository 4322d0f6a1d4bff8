package io.vigie.ingest.discovery.source;

import static io.vigie.ingest.discovery.source.KubernetesResource.ENDPOINTS;
import static io.vigie.ingest.discovery.source.KubernetesResource.ENDPOINTSLICES;
import static io.vigie.ingest.discovery.source.KubernetesResource.INGRESSES;
import static io.vigie.ingest.discovery.source.KubernetesResource.JOBS;
import static io.vigie.ingest.discovery.source.KubernetesResource.NAMESPACES;
import static io.vigie.ingest.discovery.source.KubernetesResource.NODES;
import static io.vigie.ingest.discovery.source.KubernetesResource.PODS;
import static io.vigie.ingest.discovery.source.KubernetesResource.REPLICASETS;
import static io.vigie.ingest.discovery.source.KubernetesResource.SERVICES;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.AttachedMetadata;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.Role;
import io.vigie.ingest.discovery.DiscoveryConfig.Kubernetes.Selector;
import io.vigie.ingest.discovery.DiscoveryStatus;
import io.vigie.outbound.OutboundClients;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Objects of a Kubernetes cluster. Each kind that the role needs is watched in a virtual thread of
/// its own; one more makes targets of all objects whenever some have changed, at most a few times a
/// second however fast changes come.
final class KubernetesDiscovery implements Discovery {
  private static final Duration SETTLING = Duration.ofMillis(100);

  private final Kubernetes config;
  private final OutboundClients clients;
  private final KubernetesAccess.Pod pod;
  private final StatusBoard board;
  private final DiscoveryMeters.ForJob meters;
  private final KubernetesObjects objects = new KubernetesObjects();
  private final KubernetesTargets targets;
  private final DiscoveryThread thread = new DiscoveryThread("discovery-kubernetes");

  @GuardedBy("this")
  private boolean changed;

  /// Watches that have not yet listed their objects.
  @GuardedBy("this")
  private final Set<KubernetesWatch> unlisted = new HashSet<>();

  KubernetesDiscovery(
      Kubernetes config,
      OutboundClients clients,
      KubernetesAccess.Pod pod,
      InstantSource clock,
      DiscoveryMeters.ForJob meters) {
    this.config = config;
    this.clients = clients;
    this.pod = pod;
    this.board = new StatusBoard("kubernetes", clock);
    this.meters = meters;
    this.targets = new KubernetesTargets(config, objects);
  }

  @Override
  public void start(Listener listener) {
    thread.start(() -> {
      Backoff backoff = new Backoff(Duration.ofMinutes(1));
      while (!thread.isClosed()) {
        try (KubernetesApi api = new KubernetesApi(KubernetesAccess.of(config, pod), clients)) {
          run(api, listener);
        } catch (IOException e) {
          owner().failed(e);
          thread.pause(backoff.afterFailure());
        }
      }
    });
  }

  private void run(KubernetesApi api, Listener listener) throws IOException, InterruptedException {
    List<KubernetesWatch> watches = watches(api);
    synchronized (this) {
      unlisted.addAll(watches);
    }
    try {
      watches.forEach(KubernetesWatch::start);
      while (!thread.isClosed()) {
        awaitChange();
        listener.targetsFound(targets.groups());
        thread.pause(SETTLING);
      }
    } finally {
      watches.forEach(KubernetesWatch::close);
    }
  }

  private synchronized void awaitChange() throws InterruptedException {
    while (!changed || !unlisted.isEmpty()) {
      wait();
    }
    changed = false;
  }

  private synchronized void noteChange(KubernetesWatch watch) {
    unlisted.remove(watch);
    changed = true;
    notifyAll();
  }

  private KubernetesWatch.Owner owner() {
    return new KubernetesWatch.Owner() {
      @Override
      public void changed(KubernetesWatch watch) {
        noteChange(watch);
      }

      @Override
      public void failed(IOException e) {
        meters.failed();
        board.failed(String.valueOf(e.getMessage()));
      }

      @Override
      public void succeeded() {
        board.succeeded();
      }
    };
  }

  private List<KubernetesWatch> watches(KubernetesApi api) throws IOException {
    List<KubernetesWatch> watches = new ArrayList<>();
    for (KubernetesResource resource : neededResources()) {
      for (String namespace : resource.isNamespaced() ? namespaces() : List.of("")) {
        watches.add(
            new KubernetesWatch(api, resource, namespace, selectors(resource), objects, owner()));
      }
    }
    return watches;
  }

  private Set<KubernetesResource> neededResources() {
    Set<KubernetesResource> needed =
        switch (config.role()) {
          case NODE -> EnumSet.of(NODES);
          case SERVICE -> EnumSet.of(SERVICES);
          case POD -> EnumSet.of(PODS);
          case ENDPOINTS -> EnumSet.of(ENDPOINTS, SERVICES, PODS);
          case ENDPOINTSLICE -> EnumSet.of(ENDPOINTSLICES, SERVICES, PODS);
          case INGRESS -> EnumSet.of(INGRESSES);
        };
    AttachedMetadata attach = config.attach();
    if (attach.namespace() && config.role() != Role.NODE) {
      needed.add(NAMESPACES);
    }
    if (needed.contains(PODS)) {
      addIf(attach.node(), needed, NODES);
      addIf(attach.deployment(), needed, REPLICASETS);
      addIf(attach.cronJob(), needed, JOBS);
    }
    return needed;
  }

  private static void addIf(
      boolean wanted, Set<KubernetesResource> needed, KubernetesResource resource) {
    if (wanted) {
      needed.add(resource);
    }
  }

  private List<String> namespaces() throws IOException {
    List<String> namespaces = new ArrayList<>(config.namespaces());
    if (config.ownNamespace()) {
      namespaces.add(pod.namespace());
    }
    return namespaces.isEmpty() ? List.of("") : namespaces.stream().distinct().toList();
  }

  private List<Map.Entry<String, String>> selectors(KubernetesResource resource) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    for (Selector selector : config.selectors()) {
      if (resource(selector.role()) == resource) {
        ConsulQuery.put(parameters, "labelSelector", selector.label());
        ConsulQuery.put(parameters, "fieldSelector", selector.field());
      }
    }
    return parameters;
  }

  private static KubernetesResource resource(Role role) {
    return switch (role) {
      case NODE -> NODES;
      case SERVICE -> SERVICES;
      case POD -> PODS;
      case ENDPOINTS -> ENDPOINTS;
      case ENDPOINTSLICE -> ENDPOINTSLICES;
      case INGRESS -> INGRESSES;
    };
  }

  @Override
  public DiscoveryStatus status() {
    return board.status();
  }

  @Override
  public void close() {
    thread.close();
  }
}
