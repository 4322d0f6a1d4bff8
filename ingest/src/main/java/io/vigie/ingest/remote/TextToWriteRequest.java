package io.vigie.ingest.remote;

import io.vigie.ingest.exposition.ExpositionException;
import io.vigie.ingest.exposition.ExpositionReader;
import io.vigie.ingest.exposition.ExpositionReader.Entry;
import io.vigie.ingest.exposition.Expositions;
import io.vigie.ingest.exposition.ReaderOptions;
import io.vigie.ingest.exposition.ScrapeProtocol;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricMetadata;
import io.vigie.model.metric.MetricType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xerial.snappy.Snappy;

/// Makes requests to write of the text that targets expose, for who pushes by hand.
public final class TextToWriteRequest {
  private final Labels extra;
  private final long nowMillis;
  private final List<Outgoing> samples = new ArrayList<>();
  private final Map<String, MetricType> types = new HashMap<>();
  private final Map<String, String> help = new HashMap<>();

  private TextToWriteRequest(Labels extra, long nowMillis) {
    this.extra = extra;
    this.nowMillis = nowMillis;
  }

  /// The compressed request.
  ///
  /// @param extra labels of every series, unless it has them itself
  /// @param nowMillis the time of samples that have none
  /// @throws ExpositionException if the text is no exposition
  /// @throws IOException if it is not valid in the target's protocol
  public static byte[] encode(byte[] text, Labels extra, ProtobufMessage message, long nowMillis)
      throws ExpositionException, IOException {
    TextToWriteRequest request = new TextToWriteRequest(extra, nowMillis);
    request.read(text);
    return Snappy.compress(
        new WriteRequestEncoder(message).encode(request.samples, request.metadata()));
  }

  private void read(byte[] text) throws ExpositionException {
    ExpositionReader reader =
        Expositions.open(
            text, text.length, ScrapeProtocol.PROMETHEUS_TEXT_0_0_4, ReaderOptions.DEFAULT);
    for (Entry entry = reader.next(); entry != Entry.END; entry = reader.next()) {
      switch (entry) {
        case TYPE -> types.put(reader.name(), reader.type());
        case HELP -> help.put(reader.name(), reader.help());
        case SERIES ->
            samples.add(
                new Outgoing.Sample(
                    labels(reader.labels()),
                    reader.hasTimestamp() ? reader.timestampMillis() : nowMillis,
                    reader.value(),
                    0));
        case HISTOGRAM, UNIT, COMMENT, END -> {}
      }
    }
  }

  private Labels labels(Labels exposed) {
    Labels.Builder labels = extra.toBuilder();
    exposed.forEach(labels::set);
    return labels.build();
  }

  private Map<String, MetricMetadata> metadata() {
    Map<String, MetricMetadata> all = new HashMap<>();
    types.forEach(
        (name, type) -> all.put(name, new MetricMetadata(type, help.getOrDefault(name, ""), "")));
    return all;
  }
}
