package io.vigie.ingest.remote;

import io.vigie.ingest.wire.MessageWriter;
import io.vigie.model.metric.Labels;

/// Writes the `Label` messages of a series, which are field 1 wherever a series is written.
final class LabelMessages {
  private static final int FIELD = 1;

  private LabelMessages() {}

  static void write(Labels labels, MessageWriter out) {
    for (int i = 0; i < labels.size(); i++) {
      int label = out.begin(FIELD);
      out.textField(1, labels.name(i));
      out.textField(2, labels.value(i));
      out.end(label);
    }
  }
}
