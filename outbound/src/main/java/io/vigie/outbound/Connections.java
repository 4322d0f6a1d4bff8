package io.vigie.outbound;

import io.vigie.config.http.SecretSource;
import io.vigie.model.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The connections made with one set of settings. Opened at the first request. Certificates and
/// keys in files are looked at again at most once a second: when one changed, new requests go over
/// new connections and the old ones end with the requests that they carry. Thread-safe.
///
/// Shared by all clients with the same settings, and counted: the last to leave closes.
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long CHECK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ConnectionSettings settings;
  private final JettyParts parts;
  private final Map<String, String> environment;
  private final Ticker ticker;
  private final List<Path> watched;

  private final Object lock = new Object();
  // Guarded by the lock: everything below, except that `current` may be read without.
  private volatile @Nullable Generation current;
  private int holders;
  private List<Object> fingerprint = List.of();
  private volatile long checkedAtNanos;

  /// One Jetty client and how many requests it is busy with.
  private static final class Generation {
    final HttpClient client;
    private int users;
    private boolean retired;

    Generation(HttpClient client) {
      this.client = client;
    }

    synchronized boolean enter() {
      users += retired ? 0 : 1;
      return !retired;
    }

    synchronized void leave() {
      users--;
      stopIfUnused();
    }

    synchronized void retire() {
      retired = true;
      stopIfUnused();
    }

    private void stopIfUnused() {
      if (retired && users == 0) {
        Thread.ofVirtual().name("outbound-stop").start(() -> LifeCycle.stop(client));
      }
    }
  }

  /// The right to send over these connections; must be closed.
  static final class Lease implements AutoCloseable {
    private final Generation generation;

    private Lease(Generation generation) {
      this.generation = generation;
    }

    HttpClient client() {
      return generation.client;
    }

    @Override
    public void close() {
      generation.leave();
    }
  }

  Connections(
      ConnectionSettings settings,
      JettyParts parts,
      Map<String, String> environment,
      Ticker ticker) {
    this.settings = settings;
    this.parts = parts;
    this.environment = environment;
    this.ticker = ticker;
    this.watched =
        Stream.of(settings.tls().ca(), settings.tls().cert(), settings.tls().key())
            .map(SecretSource::file)
            .flatMap(java.util.Optional::stream)
            .toList();
  }

  ConnectionSettings settings() {
    return settings;
  }

  /// @throws IOException if a certificate or key cannot be used; the message names it
  Lease lease() throws IOException {
    while (true) {
      Generation generation = current;
      if (generation == null || isCheckDue()) {
        generation = refreshed();
      }
      if (generation.enter()) {
        return new Lease(generation);
      }
    }
  }

  private boolean isCheckDue() {
    return !watched.isEmpty() && ticker.readNanos() - checkedAtNanos >= CHECK_INTERVAL_NANOS;
  }

  private Generation refreshed() throws IOException {
    synchronized (lock) {
      Generation generation = current;
      if (generation != null && !isCheckDue()) {
        return generation;
      }
      checkedAtNanos = ticker.readNanos();
      List<Object> found = watched.stream().map(Connections::fingerprint).toList();
      if (generation != null && found.equals(fingerprint)) {
        return generation;
      }
      return replace(generation, found);
    }
  }

  private Generation replace(@Nullable Generation old, List<Object> found) throws IOException {
    try {
      Generation fresh = new Generation(JettyClients.start(settings, parts, environment));
      fingerprint = found;
      current = fresh;
      if (old != null) {
        old.retire();
      }
      return fresh;
    } catch (IOException e) {
      if (old == null) {
        throw e;
      }
      LOG.warn("Changed certificates cannot be used, the earlier ones stay: {}", e.getMessage());
      fingerprint = found;
      return old;
    }
  }

  /// What changes when a file is written or replaced.
  private static Object fingerprint(Path file) {
    try {
      return Files.readAttributes(file, "lastModifiedTime,size,fileKey");
    } catch (IOException e) {
      return "unreadable";
    }
  }

  void hold() {
    synchronized (lock) {
      holders++;
    }
  }

  /// Whether nobody holds these connections any more; they are closed then.
  boolean letGo() {
    synchronized (lock) {
      holders--;
      if (holders == 0) {
        close();
      }
      return holders == 0;
    }
  }

  void close() {
    synchronized (lock) {
      Generation generation = current;
      current = null;
      if (generation != null) {
        generation.retire();
      }
    }
  }
}
