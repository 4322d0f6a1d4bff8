package io.vigie.ingest.remote;

import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.ingest.wire.MessageWriter;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.xerial.snappy.Snappy;

/// Answers remote read with raw samples. Thread-safe.
public final class RemoteReadServer {
  private static final int MAX_ANSWER_BYTES = 128 << 20;

  private final MetricStore store;
  private final Supplier<Labels> externalLabels;
  private final long maxSamples;
  private final Semaphore running;
  private final AtomicInteger queries = new AtomicInteger();
  private final WriteBuffers.Pool buffers = new WriteBuffers.Pool(false);

  /// @param httpStatus 200 if there is an answer
  /// @param message what is wrong; empty if nothing is
  /// @param body the compressed answer
  @SuppressWarnings("ArrayRecordComponent") // written out at once, never compared
  public record Answer(int httpStatus, String message, byte[] body) {}

  /// @param externalLabels added to what leaves this server
  /// @param maxSamples most samples of one query; 0 for no limit
  /// @param maxConcurrent most requests at once; 0 for no limit
  public RemoteReadServer(
      MetricStore store,
      Supplier<Labels> externalLabels,
      long maxSamples,
      int maxConcurrent,
      Meters meters) {
    this.store = store;
    this.externalLabels = externalLabels;
    this.maxSamples = maxSamples;
    this.running = new Semaphore(maxConcurrent == 0 ? Integer.MAX_VALUE : maxConcurrent, true);
    meters.gaugeOf(
        "prometheus_remote_read_handler_queries",
        "Remote read requests being answered, or waiting to be.",
        queries::get);
  }

  /// Answers one request.
  ///
  /// @throws IOException if the body cannot be read
  public Answer read(InputStream body) throws IOException {
    queries.incrementAndGet();
    running.acquireUninterruptibly();
    try {
      ReadRequest request = decode(body);
      refuseUnlessSamplesAreAccepted(request);
      MessageWriter out = new MessageWriter(64 << 10);
      Labels external = externalLabels.get();
      for (ReadRequest.Query query : request.queries()) {
        int start = out.begin(1);
        answer(query, external, out);
        out.end(start);
      }
      byte[] compressed = new byte[Snappy.maxCompressedLength(out.size())];
      int size = Snappy.compress(out.array(), 0, out.size(), compressed, 0);
      return new Answer(200, "", Arrays.copyOf(compressed, size));
    } catch (RefusedRequestException e) {
      return new Answer(e.httpStatus, String.valueOf(e.getMessage()), new byte[0]);
    } catch (MalformedMessageException e) {
      return new Answer(400, "protobuf: " + e.getMessage(), new byte[0]);
    } finally {
      running.release();
      queries.decrementAndGet();
    }
  }

  private ReadRequest decode(InputStream body)
      throws IOException, RefusedRequestException, MalformedMessageException {
    WriteBuffers buffer = buffers.take();
    buffer.readBody(body);
    int size = buffer.announcedSize();
    buffer.decompress(size);
    ReadRequest request = ReadRequest.decode(buffer.message(), size);
    buffers.giveBack(buffer);
    return request;
  }

  private static void refuseUnlessSamplesAreAccepted(ReadRequest request)
      throws RefusedRequestException {
    List<Integer> types = request.acceptedTypes();
    if (!types.isEmpty() && !types.contains(ReadRequest.SAMPLES)) {
      throw new RefusedRequestException(
          400,
          "server does not support any of the requested response types: %s; supported: [SAMPLES]"
              .formatted(types));
    }
  }

  private void answer(ReadRequest.Query query, Labels external, MessageWriter out)
      throws IOException, RefusedRequestException {
    if (query.maxMillis() < query.minMillis()) {
      return;
    }
    TimeRange range = new TimeRange(query.minMillis(), query.maxMillis());
    SampleBuffer samples = new SampleBuffer();
    long count = 0;
    try (Selection selection = store.select(range, withoutExternal(query.matchers(), external))) {
      for (Series series : selection.series()) {
        samples.clear();
        series.read(range.minMillis(), range.maxMillis(), samples);
        count += samples.size();
        if (maxSamples > 0 && count > maxSamples) {
          throw new RefusedRequestException(400, "exceeded sample limit (" + maxSamples + ")");
        }
        if (!samples.isEmpty()) {
          write(series.labels(), external, samples, out);
        }
        if (out.size() > MAX_ANSWER_BYTES) {
          throw new RefusedRequestException(
              400,
              "the answer exceeds " + MAX_ANSWER_BYTES + " bytes; ask for less time or series");
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

  private static void write(
      Labels series, Labels external, SampleBuffer samples, MessageWriter out) {
    int start = out.begin(1);
    Labels.Builder all = external.toBuilder();
    series.forEach(all::set);
    Labels labels = all.build();
    for (int i = 0; i < labels.size(); i++) {
      int label = out.begin(1);
      out.textField(1, labels.name(i));
      out.textField(2, labels.value(i));
      out.end(label);
    }
    for (int i = 0; i < samples.size(); i++) {
      long at = samples.timestampsMillis()[i];
      if (samples.isHistogram(i)) {
        HistogramWriter.write(out, 4, at, samples.histogram(i), 0);
      } else {
        int sample = out.begin(2);
        out.doubleField(1, samples.values()[i]);
        out.varintField(2, at);
        out.end(sample);
      }
    }
    out.end(start);
  }
}
