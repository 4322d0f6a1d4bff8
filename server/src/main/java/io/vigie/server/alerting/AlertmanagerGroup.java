package io.vigie.server.alerting;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryConfig;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.ingest.relabel.Relabelling;
import io.vigie.ingest.remote.RequestSigner;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundClients;
import io.vigie.server.config.AlertingConfig.Alertmanager;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The Alertmanagers of one entry of `alertmanagers`: those found now, each with its queue.
/// Thread-safe.
final class AlertmanagerGroup {
  private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerGroup.class);
  private static final String SCHEME = "__scheme__";
  private static final String PATH = "__alerts_path__";

  private final Alertmanager config;
  private final Relabelling relabelling;
  private final Relabelling alertRelabelling;
  private final List<Discovery> discoveries;
  private final OutboundClient client;
  private final RequestSigner signer;
  private final AlertmanagerOptions options;
  private final SendingMeters meters;
  private final Tracer tracer;

  // Guarded by this.
  private final List<List<TargetGroup>> found = new ArrayList<>();
  private final Map<URI, AlertmanagerQueue> queues = new LinkedHashMap<>();
  private final TreeSet<URI> dropped = new TreeSet<>();
  private boolean ended;

  AlertmanagerGroup(
      Alertmanager config,
      OutboundClients clients,
      RequestSigner signer,
      Function<DiscoveryConfig, Discovery> discoveries,
      AlertmanagerOptions options,
      SendingMeters meters,
      Tracer tracer) {
    this.config = config;
    this.relabelling = Relabelling.of(config.relabelRules());
    this.alertRelabelling = Relabelling.of(config.alertRelabelRules());
    this.client = clients.open(config.http());
    this.signer = signer;
    this.discoveries = config.discoveries().stream().map(discoveries).toList();
    this.options = options;
    this.meters = meters;
    this.tracer = tracer;
    this.discoveries.forEach(_ -> found.add(List.of()));
  }

  Alertmanager config() {
    return config;
  }

  void start() {
    for (int i = 0; i < discoveries.size(); i++) {
      int index = i;
      discoveries.get(i).start(groups -> found(index, groups));
    }
  }

  private synchronized void found(int index, List<TargetGroup> groups) {
    if (ended) {
      return;
    }
    found.set(index, List.copyOf(groups));
    Map<URI, AlertmanagerQueue> next = new LinkedHashMap<>();
    dropped.clear();
    found.stream().flatMap(List::stream).forEach(group -> add(group, next));
    queues.forEach((uri, queue) -> {
      if (!next.containsKey(uri)) {
        queue.end(false);
      }
    });
    queues.clear();
    queues.putAll(next);
  }

  private void add(TargetGroup group, Map<URI, AlertmanagerQueue> next) {
    for (Labels target : group.targets()) {
      Map<String, String> labels = new TreeMap<>();
      labels.put(SCHEME, config.scheme());
      labels.put(PATH, path());
      labels.putAll(group.labels().toMap());
      labels.putAll(target.toMap());
      Labels before = Labels.of(labels);
      Optional<Labels> after = relabelling.apply(before);
      if (after.isEmpty()) {
        uri(before).ifPresent(dropped::add);
      } else {
        uri(after.get())
            .ifPresent(uri -> next.computeIfAbsent(uri, _ -> queues.getOrDefault(uri, open(uri))));
      }
    }
  }

  private String path() {
    return config.pathPrefix().replaceAll("/+$", "") + "/api/v2/alerts";
  }

  private static Optional<URI> uri(Labels labels) {
    String path = labels.get(PATH);
    String text =
        labels.get(SCHEME)
            + "://"
            + labels.get(TargetGroup.ADDRESS)
            + (path.startsWith("/") ? path : "/" + path);
    try {
      return Optional.of(URI.create(text)).filter(uri -> uri.getAuthority() != null);
    } catch (IllegalArgumentException e) {
      LOG.warn("an Alertmanager cannot be at \"{}\"", text);
      return Optional.empty();
    }
  }

  private AlertmanagerQueue open(URI uri) {
    AlertmanagerQueue known = queues.get(uri);
    if (known != null) {
      return known;
    }
    AlertmanagerQueue queue =
        new AlertmanagerQueue(uri, client, signer, config.timeout(), options, meters, tracer);
    queue.start();
    return queue;
  }

  void send(List<Alert> alerts) {
    List<Alert> relabelled =
        alertRelabelling.isEmpty()
            ? alerts
            : alerts.stream()
                .flatMap(alert ->
                    alertRelabelling.apply(alert.labels()).stream()
                        .map(labels -> AlertRelay.with(alert, labels)))
                .toList();
    if (!relabelled.isEmpty()) {
      queues().forEach(queue -> queue.add(relabelled));
    }
  }

  private synchronized List<AlertmanagerQueue> queues() {
    return List.copyOf(queues.values());
  }

  synchronized List<URI> active() {
    return List.copyOf(queues.keySet());
  }

  synchronized List<URI> dropped() {
    return List.copyOf(dropped);
  }

  /// Stops looking, and sends what waits if that is wanted.
  void end(boolean drain) {
    synchronized (this) {
      ended = true;
    }
    discoveries.forEach(Discovery::close);
    List<AlertmanagerQueue> running = queues();
    running.forEach(queue -> queue.end(drain));
    try {
      for (AlertmanagerQueue queue : running) {
        queue.awaitEnd(config.timeout().plusSeconds(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
