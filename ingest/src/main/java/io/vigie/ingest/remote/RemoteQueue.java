package io.vigie.ingest.remote;

import io.vigie.ingest.relabel.Relabelling;
import io.vigie.model.metric.CommitLog;
import io.vigie.model.metric.CommitLog.Position;
import io.vigie.model.metric.Exemplar;
import io.vigie.model.metric.Histogram;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what is committed to one endpoint, in rounds: reads from the commit log as much as the
/// shards carry at once, has every shard deliver its series in the order of their samples, and then
/// remembers how far it came. So nothing that was committed is left out, whoever fails and however
/// long; what was delivered just before a crash is delivered again, which a receiver takes without
/// a word.
///
/// The number of shards doubles while a round leaves something behind, and halves when it does not.
/// [#start] starts, [#close] ends.
final class RemoteQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteQueue.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MAX_REMEMBERED_SERIES = 500_000;

  private final RemoteWriteConfig config;
  private final Labels externalLabels;
  private final CommitLog log;
  private final SendPosition file;
  private final RemoteEndpoint endpoint;
  private final Supplier<Map<String, MetricMetadata>> metadata;
  private final InstantSource clock;
  private final SendMeters meters;
  private final Relabelling relabelling;
  private final String[] names;
  private final Thread thread;

  private final Map<Labels, Optional<Labels>> relabelled = new HashMap<>();
  private final List<Outgoing> round = new ArrayList<>();
  private Map<String, MetricMetadata> known = Map.of();
  private Instant nextMetadata;
  private int shards;
  private long highestReadMillis = Long.MIN_VALUE;
  private volatile Position position;

  RemoteQueue(
      RemoteWriteConfig config,
      Labels externalLabels,
      CommitLog log,
      SendPosition file,
      RemoteEndpoint endpoint,
      Supplier<Map<String, MetricMetadata>> metadata,
      InstantSource clock,
      SendMeters meters)
      throws IOException {
    this.config = config;
    this.externalLabels = externalLabels;
    this.log = log;
    this.file = file;
    this.endpoint = endpoint;
    this.metadata = metadata;
    this.clock = clock;
    this.meters = meters;
    this.relabelling = Relabelling.of(config.writeRelabelRules());
    this.names = new String[] {config.name(), config.url().toString()};
    this.shards = config.queue().minShards();
    this.nextMetadata = clock.instant();
    this.position = file.read().orElseGet(log::end);
    this.thread = Thread.ofVirtual().name("remote-write-" + config.name()).unstarted(this::run);
  }

  void start() throws IOException {
    file.write(position);
    meters.shardsMin.set(config.queue().minShards(), names);
    meters.shardsMax.set(config.queue().maxShards(), names);
    meters.shardCapacity.set(config.queue().capacity(), names);
    meters.maxSamplesPerSend.set(config.queue().maxSamplesPerSend(), names);
    thread.start();
  }

  /// Up to where everything was delivered.
  Position position() {
    return position;
  }

  /// Whether it does what these say, so that it can go on.
  boolean carriesOut(RemoteWriteConfig other, Labels otherExternalLabels) {
    return config.equals(other) && externalLabels.equals(otherExternalLabels);
  }

  void forget() throws IOException {
    file.delete();
  }

  private void run() {
    try (CommitLog.Reader reader = log.open(position)) {
      while (!Thread.currentThread().isInterrupted()) {
        boolean behind = collect(reader);
        if (!round.isEmpty()) {
          deliver();
        }
        sendMetadata();
        advance(reader.position());
        reshard(behind);
      }
    } catch (InterruptedException e) {
      // Closed: what was not delivered is read again at the next start.
    }
  }

  /// Reads a round.
  ///
  /// @return whether there may be more
  private boolean collect(CommitLog.Reader reader) throws InterruptedException {
    round.clear();
    long most = (long) shards * config.queue().maxSamplesPerSend();
    long deadlineNanos = System.nanoTime() + config.queue().batchSendDeadline().toNanos();
    Collecting into = new Collecting();
    while (round.size() < most) {
      if (!read(reader, into)) {
        if (System.nanoTime() >= deadlineNanos) {
          return false;
        }
        Thread.sleep(POLL);
      }
    }
    return true;
  }

  private boolean read(CommitLog.Reader reader, CommitLog.Visitor into)
      throws InterruptedException {
    try {
      return reader.read(into);
    } catch (IOException e) {
      endIfInterrupted(); // which closes the file being read
      LOG.error("the journal cannot be read, tried again: {}", e.getMessage());
      Thread.sleep(Duration.ofSeconds(1));
      return false;
    }
  }

  /// Puts what a batch holds into the round.
  private final class Collecting implements CommitLog.Visitor {
    @Override
    public void sample(Labels series, long at, double value, long startMillis) {
      meters.samplesIn.increment();
      labels(series, at)
          .ifPresent(labels -> round.add(new Outgoing.Sample(labels, at, value, startMillis)));
    }

    @Override
    public void sample(Labels series, long at, Histogram histogram, long startMillis) {
      meters.histogramsIn.increment();
      if (!config.sendNativeHistograms() && config.protobufMessage() == ProtobufMessage.V1) {
        return;
      }
      if (histogram.usesCustomBuckets() && config.protobufMessage() == ProtobufMessage.V1) {
        drop("nhcb_in_rw1_not_supported");
        return;
      }
      labels(series, at)
          .ifPresent(labels ->
              round.add(new Outgoing.HistogramSample(labels, at, histogram, startMillis)));
    }

    @Override
    public void exemplar(Labels series, Exemplar exemplar) {
      meters.exemplarsIn.increment();
      if (config.sendExemplars()) {
        labels(series, exemplar.timestampMillis())
            .ifPresent(labels -> round.add(new Outgoing.SeriesExemplar(labels, exemplar)));
      }
    }
  }

  private void drop(String reason) {
    meters.samplesDropped.increment(names[0], names[1], reason);
  }

  /// What a series is called there; empty if the sample is not to be sent.
  private Optional<Labels> labels(Labels series, long timestampMillis) {
    if (timestampMillis > highestReadMillis) {
      highestReadMillis = timestampMillis;
    }
    Duration limit = config.queue().sampleAgeLimit();
    if (!limit.isZero() && timestampMillis < clock.millis() - limit.toMillis()) {
      drop("too_old");
      return Optional.empty();
    }
    if (relabelled.size() > MAX_REMEMBERED_SERIES) {
      relabelled.clear();
    }
    Optional<Labels> labels = relabelled.computeIfAbsent(series, this::relabel);
    if (labels.isEmpty()) {
      drop("dropped_series");
    }
    return labels;
  }

  private Optional<Labels> relabel(Labels series) {
    Labels.Builder all = series.toBuilder();
    externalLabels.forEach((name, value) -> {
      if (!series.has(name)) {
        all.set(name, value);
      }
    });
    return relabelling.apply(all.build()).filter(labels -> !labels.isEmpty());
  }

  private void deliver() throws InterruptedException {
    meters.samplesPending.set(round.size(), names);
    int used = Math.min(shards, 1 + round.size() / config.queue().maxSamplesPerSend());
    List<List<Outgoing>> shares = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      shares.add(new ArrayList<>());
    }
    for (Outgoing thing : round) {
      shares.get(Math.floorMod(thing.series().hashCode(), used)).add(thing);
    }
    if (used == 1) {
      deliver(shares.getFirst());
    } else {
      deliverAtOnce(shares);
    }
    meters.samplesPending.set(0, names);
    meters.highestSent.set(highestReadMillis / 1000.0, names);
  }

  private static void endIfInterrupted() throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedException();
    }
  }

  private void deliverAtOnce(List<List<Outgoing>> shares) throws InterruptedException {
    AtomicBoolean gaveUp = new AtomicBoolean();
    List<Thread> threads = new ArrayList<>();
    for (List<Outgoing> share : shares) {
      threads.add(
          Thread.ofVirtual()
              .name("remote-write-shard")
              .start(() -> {
                try {
                  deliver(share);
                } catch (InterruptedException e) {
                  gaveUp.set(true);
                }
              }));
    }
    try {
      for (Thread shard : threads) {
        shard.join();
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      throw e;
    }
    if (gaveUp.get()) {
      throw new InterruptedException(); // the round is not delivered, and must be read again
    }
  }

  private void deliver(List<Outgoing> share) throws InterruptedException {
    WriteRequestEncoder encoder = new WriteRequestEncoder(config.protobufMessage());
    int most = config.queue().maxSamplesPerSend();
    for (int from = 0; from < share.size(); from += most) {
      send(share.subList(from, Math.min(from + most, share.size())), encoder);
    }
  }

  private void send(List<Outgoing> things, WriteRequestEncoder encoder)
      throws InterruptedException {
    long[] counts = new long[3];
    for (Outgoing thing : things) {
      counts[
          switch (thing) {
            case Outgoing.Sample _ -> 0;
            case Outgoing.HistogramSample _ -> 1;
            case Outgoing.SeriesExemplar _ -> 2;
          }]++;
    }
    try {
      byte[] body = RemoteEndpoint.compress(encoder.encode(things, known));
      long startNanos = System.nanoTime();
      switch (endpoint.send(body, () -> meters.samplesRetried.add(things.size(), names))) {
        case DELIVERED -> delivered(counts, body.length, startNanos);
        case REFUSED -> refused(counts);
      }
    } catch (IOException e) {
      LOG.error("{}: a request cannot be made: {}", config.url(), e.getMessage());
      refused(counts);
    }
  }

  private void delivered(long[] counts, int bodyBytes, long startNanos) {
    meters.samples.add((double) counts[0], names);
    meters.histograms.add((double) counts[1], names);
    meters.exemplars.add((double) counts[2], names);
    meters.bytes.add(bodyBytes, names);
    meters.sentBatch.observe((System.nanoTime() - startNanos) / 1e9, names);
  }

  private void refused(long[] counts) {
    meters.samplesFailed.add((double) counts[0], names);
    meters.histogramsFailed.add((double) counts[1], names);
    meters.exemplarsFailed.add((double) counts[2], names);
  }

  /// Version 2 sends it along with the samples, version 1 in requests of its own.
  private void sendMetadata() throws InterruptedException {
    if (!config.metadata().send() || clock.instant().isBefore(nextMetadata)) {
      return;
    }
    nextMetadata = clock.instant().plus(config.metadata().sendInterval());
    known = metadata.get();
    if (config.protobufMessage() == ProtobufMessage.V1 && !known.isEmpty()) {
      try {
        byte[] body = RemoteEndpoint.compress(WriteRequestEncoder.metadataOnly(known));
        if (endpoint.send(body, () -> {}) == RemoteEndpoint.Delivery.DELIVERED) {
          meters.metadata.add(known.size(), names);
        }
      } catch (IOException e) {
        LOG.error("{}: metadata cannot be sent: {}", config.url(), e.getMessage());
      }
    }
  }

  private void advance(Position reached) throws InterruptedException {
    if (!reached.equals(position)) {
      try {
        file.write(reached);
        position = reached;
      } catch (IOException e) {
        endIfInterrupted();
        LOG.error(
            "{}: how far sending came cannot be remembered, so that some would be sent again: {}",
            config.url(),
            e.getMessage());
      }
    }
    meters.highestRead.set(highestReadMillis / 1000.0, names);
  }

  private void reshard(boolean behind) {
    int wanted = behind ? shards * 2 : shards / 2;
    shards = Math.clamp(wanted, config.queue().minShards(), config.queue().maxShards());
    meters.shards.set(shards, names);
    meters.shardsDesired.set(wanted, names);
  }

  /// Ends sending; a request under way is given up.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    endpoint.close();
  }
}
