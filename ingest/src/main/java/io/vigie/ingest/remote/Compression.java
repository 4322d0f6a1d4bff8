package io.vigie.ingest.remote;

import java.util.Locale;

/// How a request to write is made smaller: by snappy, as the specification says, or by zstd, as
/// agents of VictoriaMetrics do where the receiver lets them.
enum Compression {
  SNAPPY,
  ZSTD;

  /// @param contentEncoding as in the request; empty means snappy
  static Compression of(String contentEncoding) throws RefusedRequestException {
    return switch (contentEncoding.toLowerCase(Locale.ROOT)) {
      case "", "snappy" -> SNAPPY;
      case "zstd" -> ZSTD;
      default ->
          throw new RefusedRequestException(
              415,
              contentEncoding
                  + " encoding (compression) is not accepted by this server; only snappy and zstd"
                  + " are acceptable");
    };
  }

  String contentEncoding() {
    return name().toLowerCase(Locale.ROOT);
  }
}
