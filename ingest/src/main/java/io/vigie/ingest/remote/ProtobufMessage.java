package io.vigie.ingest.remote;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What a request to write consists of.
public enum ProtobufMessage {
  /// Remote write 1.0: labels in full with each series.
  V1("prometheus.WriteRequest"),
  /// Remote write 2.0: a table of symbols, metadata and start timestamps.
  V2("io.prometheus.write.v2.Request");

  private final String configName;

  ProtobufMessage(String configName) {
    this.configName = configName;
  }

  /// As written in `protobuf_message`, in flags and in the content type.
  public String configName() {
    return configName;
  }

  /// @throws IllegalArgumentException if there is none of that name
  public static ProtobufMessage of(String configName) {
    return Arrays.stream(values())
        .filter(message -> message.configName.equals(configName))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown type for remote write protobuf message "
                    + configName
                    + ", supported: "
                    + Arrays.stream(values())
                        .map(ProtobufMessage::configName)
                        .collect(Collectors.joining(", "))));
  }

  /// What a content type asks for.
  ///
  /// @throws IllegalArgumentException if it is not one of these messages
  static ProtobufMessage ofContentType(String contentType) {
    String[] parts = contentType.strip().split(";", -1);
    if (!parts[0].strip().equals("application/x-protobuf")) {
      throw new IllegalArgumentException(
          "expected application/x-protobuf as the first (media) part, got "
              + contentType
              + " content-type");
    }
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", -1);
      if (pair.length != 2) {
        throw new IllegalArgumentException(
            "as per https://www.rfc-editor.org/rfc/rfc9110#parameter expected parameters to be"
                + " key-values, got %s in %s content-type".formatted(parts[i], contentType));
      }
      if (pair[0].strip().equals("proto")) {
        return ofParameter(pair[1].strip(), contentType);
      }
    }
    return V1;
  }

  private static ProtobufMessage ofParameter(String name, String contentType) {
    try {
      return of(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "got " + contentType + " content type; " + e.getMessage(), e);
    }
  }
}
