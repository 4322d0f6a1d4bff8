package io.vigie.ingest.remote;

import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricStore;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Selection;
import io.vigie.model.metric.Series;
import io.vigie.model.telemetry.Meters;
import io.vigie.model.time.TimeRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Answers remote read with raw samples, or with a stream of chunks, whichever the caller likes
/// better. Thread-safe.
public final class RemoteReadServer {
  private final MetricStore store;
  private final Supplier<Labels> externalLabels;
  private final Limits limits;
  private final Semaphore running;
  private final AtomicInteger queries = new AtomicInteger();
  private final WriteBuffers.Pool buffers = new WriteBuffers.Pool(false);

  /// What a caller may ask for.
  ///
  /// @param samples most samples of one query, unless they are streamed; 0 for no limit
  /// @param concurrent most requests at once; 0 for no limit
  /// @param frameBytes a frame of a stream ends with the chunk that reaches it
  public record Limits(long samples, int concurrent, long frameBytes) {
    public static final Limits DEFAULT = new Limits(50_000_000, 10, 1 << 20);
  }

  /// What is answered.
  ///
  /// @param httpStatus 200 if there is an answer
  /// @param message what is wrong; empty if nothing is
  /// @param contentType of the body
  /// @param contentEncoding of the body; empty for none
  public record Answer(
      int httpStatus, String message, String contentType, String contentEncoding, Body body) {
    private static Answer refused(int httpStatus, String message) {
      return new Answer(httpStatus, message, "", "", _ -> {});
    }
  }

  /// Writes an answer. What is streamed is read from the store meanwhile.
  @FunctionalInterface
  public interface Body {
    /// @throws IOException if something cannot be read or written; the caller must see that the
    ///   answer is cut
    void write(OutputStream out) throws IOException;
  }

  /// Takes the samples of one series.
  @FunctionalInterface
  private interface SeriesSink {
    void take(Labels labels, SampleBuffer samples) throws IOException, RefusedRequestException;
  }

  /// @param externalLabels added to what leaves this server
  public RemoteReadServer(
      MetricStore store, Supplier<Labels> externalLabels, Limits limits, Meters meters) {
    this.store = store;
    this.externalLabels = externalLabels;
    this.limits = limits;
    int concurrent = limits.concurrent() == 0 ? Integer.MAX_VALUE : limits.concurrent();
    this.running = new Semaphore(concurrent, true);
    meters.gaugeOf(
        "prometheus_remote_read_handler_queries",
        "Remote read requests being answered, or waiting to be.",
        queries::get);
  }

  /// Answers one request.
  ///
  /// @throws IOException if the body cannot be read
  public Answer read(InputStream body) throws IOException {
    try {
      ReadRequest request = decode(body);
      return switch (request.answerType()) {
        case SAMPLES -> {
          SampledAnswer answer = new SampledAnswer(limits.samples());
          inTurn(() -> answer(request, answer));
          byte[] compressed = answer.compressed();
          yield new Answer(
              200, "", "application/x-protobuf", "snappy", out -> out.write(compressed));
        }
        case STREAMED_XOR_CHUNKS ->
            new Answer(
                200,
                "",
                "application/x-streamed-protobuf; proto=prometheus.ChunkedReadResponse",
                "",
                out -> stream(request, out));
      };
    } catch (RefusedRequestException e) {
      return Answer.refused(e.httpStatus, String.valueOf(e.getMessage()));
    } catch (MalformedMessageException e) {
      return Answer.refused(400, "protobuf: " + e.getMessage());
    }
  }

  private ReadRequest decode(InputStream body)
      throws IOException, RefusedRequestException, MalformedMessageException {
    WriteBuffers buffer = buffers.take();
    buffer.readBody(body);
    int size = buffer.announcedSize(Compression.SNAPPY);
    buffer.decompress(Compression.SNAPPY, size);
    ReadRequest request = ReadRequest.decode(buffer.message(), size);
    buffers.giveBack(buffer);
    return request;
  }

  /// The work of one request.
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, RefusedRequestException;
  }

  /// Waits until fewer than the allowed number of requests are worked on.
  private void inTurn(Work work) throws IOException, RefusedRequestException {
    queries.incrementAndGet();
    running.acquireUninterruptibly();
    try {
      work.run();
    } finally {
      running.release();
      queries.decrementAndGet();
    }
  }

  private void answer(ReadRequest request, SampledAnswer answer)
      throws IOException, RefusedRequestException {
    Labels external = externalLabels.get();
    for (ReadRequest.Query query : request.queries()) {
      int start = answer.begin();
      select(query, external, answer::add);
      answer.end(start);
    }
  }

  private void stream(ReadRequest request, OutputStream out) throws IOException {
    ChunkFrames frames = new ChunkFrames(out, limits.frameBytes());
    Labels external = externalLabels.get();
    try {
      inTurn(() -> {
        for (int i = 0; i < request.queries().size(); i++) {
          int index = i;
          select(
              request.queries().get(i),
              external,
              (labels, samples) -> frames.write(index, labels, samples));
        }
      });
    } catch (RefusedRequestException e) {
      throw new IOException(e);
    }
  }

  private void select(ReadRequest.Query query, Labels external, SeriesSink sink)
      throws IOException, RefusedRequestException {
    if (query.maxMillis() < query.minMillis()) {
      return;
    }
    TimeRange range = new TimeRange(query.minMillis(), query.maxMillis());
    SampleBuffer samples = new SampleBuffer();
    try (Selection selection = store.select(range, withoutExternal(query.matchers(), external))) {
      for (Series series : selection.series()) {
        samples.clear();
        series.read(range.minMillis(), range.maxMillis(), samples);
        if (!samples.isEmpty()) {
          Labels.Builder labels = external.toBuilder();
          series.labels().forEach(labels::set);
          sink.take(labels.build(), samples);
        }
      }
    }
  }

  /// External labels are in no series here, so that a matcher for one finds what has none.
  private static List<LabelMatcher> withoutExternal(List<LabelMatcher> matchers, Labels external) {
    List<LabelMatcher> all = new ArrayList<>();
    for (LabelMatcher matcher : matchers) {
      boolean isExternal =
          matcher.operator() == Operator.EQUAL
              && external.has(matcher.name())
              && external.get(matcher.name()).equals(matcher.value());
      all.add(isExternal ? LabelMatcher.equal(matcher.name(), "") : matcher);
    }
    return all;
  }
}
