package io.vigie.ingest.remote;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.model.metric.CommitLog;
import io.vigie.model.metric.CommitLog.Position;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClients;
import io.vigie.outbound.aws.AwsEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends everything that is committed to the endpoints of `remote_write`, each in its own time.
/// Endpoints come and go by [#apply]; one that stays goes on where it is. Thread-safe.
public final class RemoteWriting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteWriting.class);
  private static final Duration KEEP_INTERVAL = Duration.ofSeconds(5);

  private final CommitLog log;
  private final Path folder;
  private final OutboundClients clients;
  private final Supplier<Map<String, MetricMetadata>> metadata;
  private final InstantSource clock;
  private final SendMeters meters;
  private final Tracer tracer;
  private final AwsEnvironment aws;
  private final Thread keeper =
      Thread.ofVirtual().name("remote-write-positions").unstarted(this::keep);

  // Guarded by this object's lock.
  private Map<String, RemoteQueue> queues = new LinkedHashMap<>();

  /// @param folder where it is remembered how far sending came; made if it is not there
  /// @param metadata what is known of metric families
  public RemoteWriting(
      CommitLog log,
      Path folder,
      OutboundClients clients,
      Supplier<Map<String, MetricMetadata>> metadata,
      InstantSource clock,
      Meters meters,
      Tracer tracer) {
    this.log = log;
    this.folder = folder;
    this.clients = clients;
    this.metadata = metadata;
    this.clock = clock;
    this.meters = new SendMeters(meters);
    this.tracer = tracer;
    this.aws = new AwsEnvironment(clients.open(HttpClientConfig.DEFAULT), System.getenv());
    keeper.start();
  }

  /// Sends to these endpoints from now on, and to no others. A new one gets what is committed from
  /// now on.
  ///
  /// @throws IOException if it cannot be remembered how far sending came
  public synchronized void apply(List<RemoteWriteConfig> configs, Labels externalLabels)
      throws IOException {
    Map<String, RemoteQueue> next = new LinkedHashMap<>();
    Map<String, RemoteQueue> old = queues;
    queues = next;
    for (RemoteWriteConfig config : configs) {
      String key = key(config, next);
      RemoteQueue running = old.remove(key);
      if (running != null && running.carriesOut(config, externalLabels)) {
        next.put(key, running);
        continue;
      }
      if (running != null) {
        running.close();
      }
      next.put(key, open(key, config, externalLabels));
    }
    for (RemoteQueue gone : old.values()) {
      gone.close();
      gone.forget();
    }
    keepWhatIsNeeded();
  }

  private RemoteQueue open(String key, RemoteWriteConfig config, Labels externalLabels)
      throws IOException {
    RemoteEndpoint endpoint =
        new RemoteEndpoint(
            config,
            clients.open(config.http()),
            RequestSigner.of(config.signing(), aws, clock),
            clock,
            Thread::sleep,
            tracer);
    SendPosition position = new SendPosition(folder.resolve(key));
    RemoteQueue queue =
        new RemoteQueue(config, externalLabels, log, position, endpoint, metadata, clock, meters);
    queue.start();
    return queue;
  }

  /// What an endpoint is known by across reloads and restarts.
  private static String key(RemoteWriteConfig config, Map<String, RemoteQueue> taken) {
    String text = config.name().isEmpty() ? config.url().toString() : "name " + config.name();
    String key = digest(text);
    for (int i = 2; taken.containsKey(key); i++) {
      key = digest(text + " " + i);
    }
    return key;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void keep() {
    try {
      while (true) {
        Thread.sleep(KEEP_INTERVAL);
        keepWhatIsNeeded();
      }
    } catch (InterruptedException e) {
      // Closed.
    }
  }

  private synchronized void keepWhatIsNeeded() {
    Optional<Position> oldest =
        queues.values().stream().map(RemoteQueue::position).min(Position::compareTo);
    try {
      log.keepFrom(oldest);
    } catch (IOException e) {
      LOG.warn("journal segments that were sent cannot be removed: {}", e.getMessage());
    }
  }

  /// Ends sending. What was not delivered is delivered after the next start.
  @Override
  public void close() {
    keeper.interrupt();
    synchronized (this) {
      queues.values().forEach(RemoteQueue::close);
      queues = new LinkedHashMap<>();
    }
  }
}
