package io.vigie.ingest.collect;

import io.vigie.config.yaml.Durations;
import io.vigie.ingest.scrape.InProcessTarget;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A [Collector] as a target: each collection has a thread of its own and a deadline, so that one
/// that hangs costs nobody else anything, and itself no more than one thread.
final class CollectorTarget implements InProcessTarget, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CollectorTarget.class);

  private final CollectorConfig config;
  private final Collector collector;

  private volatile Optional<String> trouble = Optional.empty();
  private volatile @Nullable Collecting running;

  /// A collection that goes on, or has ended.
  private record Collecting(FutureTask<ExpositionWriter> task, Thread thread) {}

  CollectorTarget(CollectorConfig config, Collector collector) {
    this.config = config;
    this.collector = collector;
  }

  CollectorConfig config() {
    return config;
  }

  @Override
  public String contentType() {
    return "text/plain; version=0.0.4; charset=utf-8";
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  /// @throws IOException if nothing can be said at all
  @Override
  public void write(OutputStream out) throws IOException {
    trouble = Optional.empty();
    ExpositionWriter found;
    try {
      found = collect();
    } catch (IOException e) {
      found = new ExpositionWriter();
      collector.writeUnreachable(found);
      if (found.isEmpty() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      trouble = Optional.of(String.valueOf(e.getMessage()));
    }
    out.write(found.toBytes());
  }

  private ExpositionWriter collect() throws IOException {
    Collecting previous = running;
    if (previous != null && previous.thread.isAlive()) {
      throw new IOException(name() + " still has not answered the collection before");
    }
    FutureTask<ExpositionWriter> task =
        new FutureTask<>(() -> {
          ExpositionWriter found = new ExpositionWriter();
          collector.collect(found);
          return found;
        });
    Collecting current =
        new Collecting(task, Thread.ofVirtual().name("collect-" + config.address()).start(task));
    running = current;
    return await(current);
  }

  private ExpositionWriter await(Collecting current) throws IOException {
    try {
      return current.task.get(config.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      current.thread.interrupt();
      throw new IOException(
          name() + " did not answer within " + Durations.format(config.timeout()), e);
    } catch (InterruptedException e) {
      current.thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IOException("the collection was stopped", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException expected) {
        throw expected;
      }
      LOG.error("The collector {} failed unexpectedly", name(), e.getCause());
      throw new IOException("internal error: " + e.getCause(), e);
    }
  }

  private String name() {
    return config.source().kind() + " " + config.instance();
  }

  @Override
  public void close() {
    Collecting current = running;
    if (current != null) {
      current.thread.interrupt();
    }
    collector.close();
  }
}
