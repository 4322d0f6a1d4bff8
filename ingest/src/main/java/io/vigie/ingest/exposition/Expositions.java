package io.vigie.ingest.exposition;

import io.vigie.ingest.exposition.MediaType.MalformedMediaTypeException;
import java.util.List;
import java.util.Optional;

/// Chooses the format: what to ask a target for, and how to read what it answered.
public final class Expositions {
  private static final String OPENMETRICS = "application/openmetrics-text";
  private static final String PROTOBUF = "application/vnd.google.protobuf";
  private static final String TEXT = "text/plain";

  private Expositions() {}

  /// The `Accept` header that asks for these protocols, most wanted first.
  ///
  /// @param escaping how names that are not plain are to be written, for example `allow-utf-8`;
  ///   only told to the versions that know about it
  public static String acceptHeader(List<ScrapeProtocol> protocols, String escaping) {
    int weight = ScrapeProtocol.values().length + 1;
    StringBuilder header = new StringBuilder();
    for (ScrapeProtocol protocol : protocols) {
      header.append(protocol.mediaType());
      if (knowsEscaping(protocol)) {
        header.append(";escaping=").append(escaping);
      }
      header.append(";q=0.").append(weight--).append(',');
    }
    return header.append("*/*;q=0.").append(weight).toString();
  }

  private static boolean knowsEscaping(ScrapeProtocol protocol) {
    return protocol == ScrapeProtocol.PROMETHEUS_TEXT_1_0_0
        || protocol == ScrapeProtocol.OPENMETRICS_TEXT_1_0_0;
  }

  /// The reader for a response body.
  ///
  /// @param body holds the body from 0 to `length`; not changed, and must not change while it is
  ///   read
  /// @param contentType the response's `Content-Type`, empty if it had none
  /// @param fallback the protocol taken if the content type says nothing usable
  /// @throws ExpositionException if the content type says nothing usable and there is no fallback
  public static Exposition open(
      byte[] body,
      int length,
      String contentType,
      Optional<ScrapeProtocol> fallback,
      ReaderOptions options)
      throws ExpositionException {
    Choice choice = choose(contentType, fallback.map(Expositions::bareMediaType));
    return new Exposition(reader(choice.mediaType(), body, length, options), choice.remark());
  }

  /// The reader for a body in a known format.
  public static ExpositionReader open(
      byte[] body, int length, ScrapeProtocol protocol, ReaderOptions options) {
    return reader(bareMediaType(protocol), body, length, options);
  }

  private static ExpositionReader reader(
      String mediaType, byte[] body, int length, ReaderOptions options) {
    if (mediaType.equals(PROTOBUF)) {
      return new ProtobufReader(body, length, options);
    }
    TextReader text =
        mediaType.equals(OPENMETRICS)
            ? new OpenMetricsReader(body, length, options)
            : new PrometheusTextReader(body, length, options);
    return options.convertClassicHistograms()
        ? new ConvertingReader(text, options.keepClassicHistograms())
        : text;
  }

  private record Choice(String mediaType, Optional<String> remark) {}

  private static Choice choose(String contentType, Optional<String> fallback)
      throws ExpositionException {
    if (contentType.isEmpty()) {
      return fallBack(
          "non-compliant scrape target sending blank Content-Type", "", fallback, " specified");
    }
    String mediaType;
    try {
      mediaType = MediaType.parse(contentType);
    } catch (MalformedMediaTypeException e) {
      String quoted = GoText.quote(contentType);
      return fallback.isEmpty()
          ? fallBack("cannot parse Content-Type " + quoted, ": " + e.getMessage(), fallback, "")
          : fallBack(
              "could not parse received Content-Type " + quoted,
              ": " + e.getMessage(),
              fallback,
              "");
    }
    if (List.of(OPENMETRICS, PROTOBUF, TEXT).contains(mediaType)) {
      return new Choice(mediaType, Optional.empty());
    }
    return fallBack(
        "received unsupported Content-Type " + GoText.quote(contentType),
        "",
        fallback,
        " specified");
  }

  private static Choice fallBack(
      String problem, String cause, Optional<String> fallback, String specified)
      throws ExpositionException {
    if (fallback.isEmpty()) {
      throw new ExpositionException(
          problem + " and no fallback_scrape_protocol" + specified + " for target" + cause);
    }
    String used = ", using fallback_scrape_protocol " + GoText.quote(fallback.get());
    return new Choice(fallback.get(), Optional.of(problem + used + cause));
  }

  private static String bareMediaType(ScrapeProtocol protocol) {
    String full = protocol.mediaType();
    int semicolon = full.indexOf(';');
    return semicolon < 0 ? full : full.substring(0, semicolon);
  }
}
