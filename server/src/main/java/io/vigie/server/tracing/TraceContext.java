package io.vigie.server.tracing;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// What travels from one process to the next: which trace it is, which span is above, and whether
/// whoever began recorded it.
///
/// @param traceId 32 hexadecimal digits
/// @param spanId 16 hexadecimal digits
/// @param state what others gave along, passed on as it came
record TraceContext(String traceId, String spanId, boolean sampled, String state) {
  private static final int LENGTH = 55;
  private static final int SPAN_ID = 36;
  private static final int FLAGS = 53;
  private static final int SAMPLED = 1;
  private static final int MAX_STATE = 512;

  /// A trace that begins here.
  static TraceContext create(boolean sampled, long traceIdLow) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    String traceId = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(traceIdLow);
    return new TraceContext(traceId, newSpanId(), sampled, "");
  }

  /// Another span of the same trace.
  TraceContext next() {
    return new TraceContext(traceId, newSpanId(), sampled, state);
  }

  /// Not zero, which means none.
  private static String newSpanId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong() | 1);
  }

  /// What the headers say, as far as the specification can be followed; empty if they say nothing,
  /// or nothing that is right.
  static Optional<TraceContext> parse(String traceparent, String tracestate) {
    if (!isWellFormed(traceparent)) {
      return Optional.empty();
    }
    String traceId = traceparent.substring(3, SPAN_ID - 1);
    String spanId = traceparent.substring(SPAN_ID, FLAGS - 1);
    if (isZero(traceId) || isZero(spanId)) {
      return Optional.empty();
    }
    int flags = HexFormat.fromHexDigits(traceparent, FLAGS, LENGTH);
    boolean sampled = (flags & SAMPLED) != 0;
    return Optional.of(
        new TraceContext(
            traceId, spanId, sampled, tracestate.length() > MAX_STATE ? "" : tracestate));
  }

  /// `00-<32 digits>-<16 digits>-<2 digits>`; versions to come may have more behind another dash.
  private static boolean isWellFormed(String text) {
    if (text.length() < LENGTH || text.startsWith("ff")) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      boolean isDash = i == 2 || i == SPAN_ID - 1 || i == FLAGS - 1;
      if (isDash ? text.charAt(i) != '-' : !isLowerHex(text.charAt(i))) {
        return false;
      }
    }
    return text.length() == LENGTH || (!text.startsWith("00") && text.charAt(LENGTH) == '-');
  }

  private static boolean isLowerHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static boolean isZero(String digits) {
    return digits.chars().allMatch(c -> c == '0');
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("traceparent", "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00"));
    if (!state.isEmpty()) {
      headers.put("tracestate", state);
    }
    return headers;
  }
}
