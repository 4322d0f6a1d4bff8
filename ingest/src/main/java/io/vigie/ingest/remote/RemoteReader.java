package io.vigie.ingest.remote;

import io.vigie.config.yaml.Uris;
import io.vigie.ingest.remote.ReadRequest.AnswerType;
import io.vigie.ingest.wire.MalformedMessageException;
import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.SampleBuffer;
import io.vigie.model.metric.Series;
import io.vigie.model.time.TimeRange;
import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xerial.snappy.Snappy;

/// Asks one server for samples. Thread-safe.
final class RemoteReader implements AutoCloseable {
  private static final long MAX_ANSWER_BYTES = 256L << 20;
  private static final String STREAMED = "application/x-streamed-protobuf";

  private final RemoteReadConfig config;
  private final OutboundClient client;
  private final Labels externalLabels;

  RemoteReader(RemoteReadConfig config, OutboundClient client, Labels externalLabels) {
    this.config = config;
    this.client = client;
    this.externalLabels = config.filterExternalLabels() ? externalLabels : Labels.EMPTY;
  }

  /// For which part of a range the server is to be asked; empty if not at all.
  ///
  /// @param oldestMillis from when on the local store holds samples
  Optional<TimeRange> wanted(TimeRange range, List<LabelMatcher> matchers, long oldestMillis) {
    if (!asksForRequired(matchers)) {
      return Optional.empty();
    }
    if (config.readRecent() || range.maxMillis() <= oldestMillis) {
      return Optional.of(range);
    }
    return range.minMillis() > oldestMillis
        ? Optional.empty()
        : Optional.of(new TimeRange(range.minMillis(), oldestMillis));
  }

  private boolean asksForRequired(List<LabelMatcher> matchers) {
    return config.requiredMatchers().entrySet().stream()
        .allMatch(required ->
            matchers.contains(LabelMatcher.equal(required.getKey(), required.getValue())));
  }

  /// The server's name in messages and metrics.
  String name() {
    return config.name().isEmpty() ? Uris.redacted(config.url()) : config.name();
  }

  /// The series that match.
  ///
  /// @throws IOException if there is no answer, or none that can be read
  List<Series> read(TimeRange range, List<LabelMatcher> matchers) throws IOException {
    Set<String> added = new HashSet<>();
    List<LabelMatcher> all = withExternal(matchers, added);
    OutboundResponse response = client.send(request(encode(range, all)));
    if (!response.isSuccess()) {
      throw new IOException(
          "the server answered " + response.statusLine() + ": " + beginning(response.text()));
    }
    List<Series> series = new ArrayList<>();
    decode(response)
        .forEach((labels, samples) -> series.add(new RemoteSeries(labels.without(added), samples)));
    return series;
  }

  private static String beginning(String text) {
    String line = text.strip();
    return line.length() <= 200 ? line : line.substring(0, 200) + "…";
  }

  /// The servers that this one writes to tell its samples by its external labels.
  private List<LabelMatcher> withExternal(List<LabelMatcher> matchers, Set<String> added) {
    List<LabelMatcher> all = new ArrayList<>(matchers);
    externalLabels.forEach((name, value) -> {
      if (matchers.stream().noneMatch(matcher -> matcher.name().equals(name))) {
        all.add(LabelMatcher.equal(name, value));
        added.add(name);
      }
    });
    return all;
  }

  private OutboundRequest request(byte[] message) throws IOException {
    OutboundRequest request =
        OutboundRequest.post(config.url(), "application/x-protobuf", Snappy.compress(message))
            .withTimeout(config.remoteTimeout())
            .withMaxBodyBytes(MAX_ANSWER_BYTES)
            .withHeader("Content-Encoding", "snappy")
            .withHeader("Accept-Encoding", "snappy")
            .withHeader("X-Prometheus-Remote-Read-Version", "0.1.0");
    for (Map.Entry<String, String> header : config.headers().entrySet()) {
      request = request.withHeader(header.getKey(), header.getValue());
    }
    return request;
  }

  private static byte[] encode(TimeRange range, List<LabelMatcher> matchers) {
    MessageWriter out = new MessageWriter();
    int query = out.begin(1);
    out.varintField(1, range.minMillis());
    out.varintField(2, range.maxMillis());
    for (LabelMatcher matcher : matchers) {
      int start = out.begin(3);
      out.varintField(1, number(matcher.operator()));
      out.textField(2, matcher.name());
      out.textField(3, matcher.value());
      out.end(start);
    }
    out.end(query);
    int types = out.begin(2);
    out.varint(AnswerType.STREAMED_XOR_CHUNKS.number);
    out.varint(AnswerType.SAMPLES.number);
    out.end(types);
    return out.toByteArray();
  }

  private static int number(Operator operator) {
    return switch (operator) {
      case EQUAL -> 0;
      case NOT_EQUAL -> 1;
      case REGEX -> 2;
      case NOT_REGEX -> 3;
    };
  }

  private static Map<Labels, SampleBuffer> decode(OutboundResponse response) throws IOException {
    try {
      byte[] body = response.body();
      return response.header("Content-Type").startsWith(STREAMED)
          ? ReadAnswer.ofChunks(body)
          : ReadAnswer.ofSamples(Snappy.uncompress(body));
    } catch (MalformedMessageException e) {
      throw new IOException("the answer cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
