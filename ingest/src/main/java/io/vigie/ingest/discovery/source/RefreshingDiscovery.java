package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.Discovery;
import io.vigie.ingest.discovery.DiscoveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/// Asks a [TargetSource] at regular intervals.
final class RefreshingDiscovery implements Discovery {
  private final TargetSource source;
  private final Duration interval;
  private final DiscoveryMeters.ForJob meters;
  private final StatusBoard board;
  private final DiscoveryThread thread;
  private final Backoff backoff;

  RefreshingDiscovery(
      String kind,
      Duration interval,
      TargetSource source,
      InstantSource clock,
      DiscoveryMeters.ForJob meters) {
    this.source = source;
    this.interval = interval;
    this.meters = meters;
    this.board = new StatusBoard(kind, clock);
    this.thread = new DiscoveryThread("discovery-" + kind);
    this.backoff = new Backoff(interval);
  }

  @Override
  public void start(Listener listener) {
    thread.start(() -> {
      while (!thread.isClosed()) {
        thread.pause(refresh(listener));
      }
    });
  }

  /// Asks once.
  ///
  /// @return how long to wait before the next time
  Duration refresh(Listener listener) throws InterruptedException {
    long startNanos = System.nanoTime();
    try {
      TargetSource.Found found = source.targets();
      found.problem().ifPresentOrElse(board::failed, board::succeeded);
      backoff.reset();
      listener.targetsFound(found.groups());
      return interval;
    } catch (IOException | RuntimeException e) {
      if (thread.isClosed()) {
        throw new InterruptedException();
      }
      meters.failed();
      board.failed(String.valueOf(e.getMessage()));
      return backoff.afterFailure();
    } finally {
      meters.took(System.nanoTime() - startNanos);
    }
  }

  @Override
  public DiscoveryStatus status() {
    return board.status();
  }

  @Override
  public void close() {
    thread.close();
    source.close();
  }
}
