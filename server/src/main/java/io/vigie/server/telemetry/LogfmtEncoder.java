package io.vigie.server.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/// Log events as `key=value` pairs on one line; values with spaces, quotes or control characters go
/// in quotes with these escaped, so that nothing logged can begin a line of its own.
final class LogfmtEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(160);
    Instant time = Instant.ofEpochMilli(event.getTimeStamp()).truncatedTo(ChronoUnit.MILLIS);
    line.append("time=").append(time);
    append(line, "level", event.getLevel().toString());
    append(line, "logger", shortName(event.getLoggerName()));
    append(line, "msg", event.getFormattedMessage());
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> append(line, pair.key, String.valueOf(pair.value)));
    }
    event.getMDCPropertyMap().forEach((key, value) -> append(line, key, value));
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      append(line, "error", thrown.getClassName() + ": " + thrown.getMessage());
      append(line, "stack", ThrowableProxyUtil.asString(thrown));
    }
    return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /// The class without its package, which says little in a log.
  private static String shortName(String loggerName) {
    return loggerName.substring(loggerName.lastIndexOf('.') + 1);
  }

  private static void append(StringBuilder line, String key, String value) {
    line.append(' ').append(key).append('=');
    if (needsQuotes(value)) {
      quote(line, value);
    } else {
      line.append(value);
    }
  }

  private static boolean needsQuotes(String value) {
    return value.isEmpty()
        || value.chars().anyMatch(c -> c <= ' ' || c == '"' || c == '=' || c == 0x7f);
  }

  private static void quote(StringBuilder line, String value) {
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            line.append(String.format("\\x%02x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
    line.append('"');
  }
}
