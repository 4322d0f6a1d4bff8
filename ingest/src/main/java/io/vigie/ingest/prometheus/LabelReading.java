package io.vigie.ingest.prometheus;

import io.vigie.model.metric.Labels;

/// Makes labels of what a file says.
final class LabelReading {
  private LabelReading() {}

  /// @param namesAndValues alternating; in Prometheus' order, which for rare names is not ours
  static Labels of(String[] namesAndValues) throws MalformedDataException {
    try {
      return Labels.of(namesAndValues);
    } catch (IllegalArgumentException e) {
      throw new MalformedDataException(String.valueOf(e.getMessage()));
    }
  }

  /// Labels written out, after their number.
  static Labels read(ByteCursor in) throws MalformedDataException {
    String[] texts = new String[2 * in.readCount(2)];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = in.readText();
    }
    return of(texts);
  }
}
