package io.vigie.server.alerting;

import io.vigie.ingest.remote.RequestSigner;
import io.vigie.model.alert.Alert;
import io.vigie.model.telemetry.Span;
import io.vigie.model.telemetry.Tracer;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Alerts that wait for one Alertmanager, and the thread that sends them, so that one that is slow
/// or gone delays no other. What it does not take is dropped: rules repeat what still fires.
final class AlertmanagerQueue {
  private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerQueue.class);

  private static final String JSON = "application/json";

  private final URI uri;
  private final OutboundClient client;
  private final RequestSigner signer;
  private final Duration timeout;
  private final AlertmanagerOptions options;
  private final SendingMeters meters;
  private final Tracer tracer;

  // Guarded by this.
  private final Deque<Alert> waiting = new ArrayDeque<>();
  private boolean ending;
  private @Nullable Thread thread;

  AlertmanagerQueue(
      URI uri,
      OutboundClient client,
      RequestSigner signer,
      Duration timeout,
      AlertmanagerOptions options,
      SendingMeters meters,
      Tracer tracer) {
    this.uri = uri;
    this.client = client;
    this.signer = signer;
    this.timeout = timeout;
    this.options = options;
    this.meters = meters;
    this.tracer = tracer;
  }

  synchronized void start() {
    meters.queueCapacity.set(options.queueCapacity(), uri.toString());
    thread = Thread.ofVirtual().name("alertmanager-" + uri.getAuthority()).start(this::run);
  }

  synchronized void add(List<Alert> alerts) {
    waiting.addAll(alerts);
    int tooMany = waiting.size() - options.queueCapacity();
    if (tooMany > 0) {
      LOG.warn("{}: {} alerts dropped, since too many wait", uri, tooMany);
      meters.dropped.add(tooMany, uri.toString());
      for (int i = 0; i < tooMany; i++) {
        waiting.removeFirst();
      }
    }
    meters.queueLength.set(waiting.size(), uri.toString());
    notifyAll();
  }

  /// Lets the thread end: with what waits sent, or at once.
  synchronized void end(boolean drain) {
    ending = true;
    if (!drain) {
      waiting.clear();
    }
    notifyAll();
  }

  /// Waits for the thread to end, and no longer makes it.
  void awaitEnd(Duration atMost) throws InterruptedException {
    Thread running;
    synchronized (this) {
      running = thread;
    }
    if (running != null && !running.join(atMost)) {
      running.interrupt();
    }
  }

  private void run() {
    try {
      for (List<Alert> batch = next(); !batch.isEmpty(); batch = next()) {
        traced(batch);
      }
    } catch (InterruptedException e) {
      // given up
    }
  }

  /// @return nothing if there will be no more
  private synchronized List<Alert> next() throws InterruptedException {
    while (waiting.isEmpty() && !ending) {
      wait();
    }
    List<Alert> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < options.batchSize()) {
      batch.add(waiting.removeFirst());
    }
    meters.queueLength.set(waiting.size(), uri.toString());
    return batch;
  }

  private void traced(List<Alert> batch) {
    tracer
        .begin("alertmanager send")
        .set("alertmanager.alerts", batch.size())
        .run(() -> send(batch));
  }

  private void send(List<Alert> batch) {
    long start = System.nanoTime();
    String name = uri.toString();
    try {
      OutboundResponse response = client.send(request(AlertJson.write(batch)));
      if (!response.isSuccess()) {
        failed(batch, "bad response status " + response.statusLine());
      } else {
        meters.sent.add(batch.size(), name);
      }
    } catch (IOException e) {
      failed(batch, String.valueOf(e.getMessage()));
    }
    meters.latencySeconds.observe((System.nanoTime() - start) / 1e9, name);
  }

  private OutboundRequest request(byte[] body) throws IOException {
    OutboundRequest request = OutboundRequest.post(uri, JSON, body).withTimeout(timeout);
    for (var header : signer.headers(uri, Map.of("Content-Type", JSON), body).entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    return request;
  }

  private void failed(List<Alert> batch, String problem) {
    LOG.error("{} did not take {} alerts: {}", uri, batch.size(), problem);
    Span.current().fail(problem);
    meters.errors.add(batch.size(), uri.toString());
    meters.dropped.add(batch.size(), uri.toString());
  }
}
