package io.vigie.ingest.remote;

import io.vigie.ingest.intake.PushBatch;
import io.vigie.ingest.intake.PushIntake;
import io.vigie.ingest.intake.PushResult;
import io.vigie.ingest.intake.PushRules;
import io.vigie.ingest.intake.PushedMetadata;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.telemetry.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests to write into the store. Thread-safe.
///
/// What is wrong with a request is told with a status that the sender does not try again, and with
/// the sample named; everything else in it is stored. Only if the store itself fails is nothing
/// stored and the sender asked, by a status of 500, to come again.
public final class RemoteWriteReceiver {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteWriteReceiver.class);

  /// Decompressed bytes of all requests being worked on.
  private static final int MAX_IN_FLIGHT_BYTES = 8 * WriteBuffers.MAX_BYTES;

  private static final int PERMIT_BYTES = 64 << 10;
  private static final String WRITTEN_HEADER = "X-Prometheus-Remote-Write-%s-Written";

  private final PushIntake intake;
  private final Set<ProtobufMessage> accepted;
  private final WriteBuffers.Pool buffers;
  private final PushedMetadata metadata = new PushedMetadata();
  private final Meters.Counter withoutMetadata;
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT_BYTES / PERMIT_BYTES, true);

  /// What a sender is told.
  ///
  /// @param httpStatus 204 if everything was taken
  /// @param message what is wrong; empty if nothing is
  /// @param headers how much was written, as version 2 wants it
  public record Reply(int httpStatus, String message, Map<String, String> headers) {
    public Reply {
      headers = Map.copyOf(headers);
    }

    Reply(int httpStatus, String message) {
      this(httpStatus, message, Map.of());
    }
  }

  /// @param accepted messages that are taken
  /// @param typeAndUnitLabels whether series get the labels `__type__` and `__unit__` from their
  ///   metadata, where a message brings it with them
  public RemoteWriteReceiver(
      MetricStore store,
      InstantSource clock,
      Supplier<PushRules> rules,
      Set<ProtobufMessage> accepted,
      boolean typeAndUnitLabels,
      Meters meters) {
    this.intake = new PushIntake(store, clock, rules, meters, "remote_write");
    this.accepted = Set.copyOf(accepted);
    this.buffers = new WriteBuffers.Pool(typeAndUnitLabels);
    this.withoutMetadata =
        meters.counter(
            "prometheus_api_remote_write_without_metadata_appended_samples_total",
            "Samples and histograms received by remote write that came without metadata.");
  }

  /// What senders say about their metrics.
  public PushedMetadata metadata() {
    return metadata;
  }

  /// Takes one request.
  ///
  /// @param contentType as in the request; empty means the message of version 1
  /// @param contentEncoding as in the request; empty means snappy
  /// @throws IOException if the body cannot be read
  public Reply receive(String contentType, String contentEncoding, InputStream body)
      throws IOException {
    try {
      ProtobufMessage message = negotiate(contentType);
      Compression compression = Compression.of(contentEncoding);
      WriteBuffers buffer = buffers.take();
      buffer.readBody(body);
      Reply reply = decompressAndTake(message, compression, buffer);
      buffers.giveBack(buffer);
      return reply;
    } catch (RefusedRequestException e) {
      LOG.debug("remote write request refused: {}", e.getMessage());
      return new Reply(e.httpStatus, String.valueOf(e.getMessage()));
    }
  }

  private ProtobufMessage negotiate(String contentType) throws RefusedRequestException {
    ProtobufMessage message = ProtobufMessage.V1;
    if (!contentType.isEmpty()) {
      try {
        message = ProtobufMessage.ofContentType(contentType);
      } catch (IllegalArgumentException e) {
        throw new RefusedRequestException(415, String.valueOf(e.getMessage()));
      }
    }
    if (!accepted.contains(message)) {
      throw new RefusedRequestException(
          415,
          "%s protobuf message is not accepted by this server; accepted %s"
              .formatted(
                  message.configName(),
                  accepted.stream()
                      .map(ProtobufMessage::configName)
                      .sorted()
                      .collect(Collectors.joining(" ", "[", "]"))));
    }
    return message;
  }

  private Reply decompressAndTake(
      ProtobufMessage message, Compression compression, WriteBuffers buffer)
      throws RefusedRequestException {
    int size = buffer.announcedSize(compression);
    int permits = size / PERMIT_BYTES + 1;
    inFlight.acquireUninterruptibly(permits);
    try {
      buffer.decompress(compression, size);
      return take(message, buffer, size);
    } finally {
      inFlight.release(permits);
    }
  }

  private Reply take(ProtobufMessage message, WriteBuffers buffer, int size)
      throws RefusedRequestException {
    try (PushBatch batch = intake.open()) {
      switch (message) {
        case V1 -> buffer.v1.read(buffer.message(), size, batch, metadata);
        case V2 -> buffer.v2.read(buffer.message(), size, batch, metadata);
      }
      PushResult result = batch.commit();
      countWithoutMetadata(message, buffer, result);
      return reply(message, result);
    } catch (MalformedMessageException e) {
      throw new RefusedRequestException(400, "protobuf: " + e.getMessage());
    } catch (IOException e) {
      LOG.error("a remote write request could not be stored: {}", e.getMessage());
      return new Reply(500, String.valueOf(e.getMessage()), written(message, 0, 0, 0));
    }
  }

  private void countWithoutMetadata(
      ProtobufMessage message, WriteBuffers buffer, PushResult result) {
    withoutMetadata.add(
        switch (message) {
          case V1 -> (double) (result.samples() + result.histograms());
          case V2 -> (double) buffer.v2.samplesWithoutMetadata();
        });
  }

  private static Map<String, String> written(
      ProtobufMessage message, long samples, long histograms, long exemplars) {
    return message == ProtobufMessage.V1
        ? Map.of()
        : Map.of(
            WRITTEN_HEADER.formatted("Samples"), Long.toString(samples),
            WRITTEN_HEADER.formatted("Histograms"), Long.toString(histograms),
            WRITTEN_HEADER.formatted("Exemplars"), Long.toString(exemplars));
  }

  private static Reply reply(ProtobufMessage message, PushResult result) {
    Map<String, String> written =
        written(message, result.samples(), result.histograms(), result.exemplars());
    if (result.isComplete()) {
      return new Reply(204, "", written);
    }
    String problems = String.join("\n", result.problems());
    LOG.debug("{} samples of a remote write request refused: {}", result.rejected(), problems);
    return new Reply(400, problems, written);
  }
}
