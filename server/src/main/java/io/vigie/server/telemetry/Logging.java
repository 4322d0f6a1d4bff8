package io.vigie.server.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/// Sets up the log of this process: one line per event on standard error, and where that is asked
/// for in files too.
public final class Logging {
  /// How a line looks.
  public enum Format {
    /// `time=… level=INFO logger=… msg="…" key=value`.
    LOGFMT,
    /// One JSON object, as Logstash takes it.
    JSON
  }

  /// Logger of every request served; silent unless there is a file for it.
  public static final String REQUESTS = "requests";

  private Logging() {}

  /// Replaces whatever was set up before.
  ///
  /// @param level least severe level that is written
  public static void configure(org.slf4j.event.Level level, Format format) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case LOGFMT -> new LogfmtEncoder();
          case JSON -> new LogstashEncoder();
        };
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.convertAnSLF4JLevel(level));
    root.addAppender(appender);
    Logger requests = context.getLogger(REQUESTS);
    requests.setLevel(Level.OFF);
    requests.setAdditive(false);
    // What these say is about themselves; what matters comes as an exception.
    for (String library :
        new String[] {
          "io.javalin",
          "org.eclipse.jetty",
          "org.flywaydb",
          "com.zaxxer.hikari",
          "org.sqlite",
          "software.amazon.awssdk"
        }) {
      context.getLogger(library).setLevel(Level.WARN);
    }
    // It tells of each request whose Host header is malformed, as often as anybody cares to send
    // one.
    context.getLogger("org.eclipse.jetty.util.HostPort").setLevel(Level.ERROR);
  }

  /// Writes the log into files too, besides what [#configure] set up.
  ///
  /// @param folder of the files; made if it is not there
  /// @throws IOException if nothing can be written there
  public static void addFiles(Path folder) throws IOException {
    new LogFiles((LoggerContext) LoggerFactory.getILoggerFactory(), folder).start();
  }

  /// @throws IllegalArgumentException naming the text if it is no level
  public static org.slf4j.event.Level level(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "debug" -> org.slf4j.event.Level.DEBUG;
      case "info" -> org.slf4j.event.Level.INFO;
      case "warn" -> org.slf4j.event.Level.WARN;
      case "error" -> org.slf4j.event.Level.ERROR;
      default ->
          throw new IllegalArgumentException(
              "\"" + text + "\" is no log level; there are debug, info, warn, error");
    };
  }

  /// @throws IllegalArgumentException naming the text if it is no format
  public static Format format(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "logfmt" -> Format.LOGFMT;
      case "json" -> Format.JSON;
      default ->
          throw new IllegalArgumentException(
              "\"" + text + "\" is no log format; there are logfmt, json");
    };
  }
}
