package io.vigie.ingest.history;

import io.vigie.ingest.intake.RefusedPushException;
import io.vigie.model.metric.Labels;
import io.vigie.model.metric.MetricNames;
import java.util.List;
import java.util.Locale;

/// How a body to import is to be read.
///
/// @param kind what stands in it
/// @param contentType as in the request
/// @param contentEncoding as in the request
/// @param format the parameter `format`
/// @param timestamp the parameter `timestamp`, milliseconds since the epoch for samples that have
///   none; empty for now
/// @param extraLabels values of the parameter `extra_label`, each `name=value`
public record ImportRequest(
    Kind kind,
    String contentType,
    String contentEncoding,
    String format,
    String timestamp,
    List<String> extraLabels) {
  /// What stands in a body.
  public enum Kind {
    /// JSON lines or text: as the body looks.
    ANY,
    TEXT,
    CSV
  }

  public ImportRequest {
    extraLabels = List.copyOf(extraLabels);
  }

  boolean isOpenMetrics() {
    return contentType.toLowerCase(Locale.ROOT).contains("application/openmetrics-text");
  }

  /// Whether the body has JSON lines.
  ///
  /// @param firstByte of the body
  boolean isJson(int firstByte) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return kind == Kind.ANY
        && (type.contains("json") || (firstByte == '{' && !type.contains("text")));
  }

  long timestampMillis(long nowMillis) throws RefusedPushException {
    try {
      return timestamp.isEmpty() ? nowMillis : Long.parseLong(timestamp);
    } catch (NumberFormatException e) {
      throw new RefusedPushException(
          400, "timestamp: \"" + timestamp + "\" is no time in milliseconds since 1970");
    }
  }

  Labels extra() throws RefusedPushException {
    Labels.Builder labels = Labels.builder();
    for (String text : extraLabels) {
      int equal = text.indexOf('=');
      if (equal <= 0 || !MetricNames.isUtf8Name(text.substring(0, equal))) {
        throw new RefusedPushException(400, "extra_label: \"" + text + "\" is not name=value");
      }
      labels.set(text.substring(0, equal), text.substring(equal + 1));
    }
    return labels.build();
  }
}
