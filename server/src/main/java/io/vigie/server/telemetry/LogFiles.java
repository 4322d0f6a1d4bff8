package io.vigie.server.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.logstash.logback.encoder.LogstashEncoder;

/// The log in files, one JSON object a line: `combined.log`, of it `error.log`, and `requests.log`
/// with every request served. Each is put aside at 10 MB, as `….1` to `….5`.
final class LogFiles {
  private static final long MAX_BYTES = 10L << 20;
  private static final int KEPT = 5;

  private final LoggerContext context;
  private final Path folder;

  LogFiles(LoggerContext context, Path folder) {
    this.context = context;
    this.folder = folder;
  }

  /// Begins to write.
  ///
  /// @throws IOException naming the folder if nothing can be written there
  void start() throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException("cannot make the folder of logs " + folder + ": " + e.getMessage(), e);
    }
    if (!Files.isWritable(folder)) {
      throw new IOException("cannot write logs into " + folder + ": it is not writable");
    }
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(file("combined", Level.TRACE));
    root.addAppender(file("error", Level.ERROR));
    Logger requests = context.getLogger(Logging.REQUESTS);
    requests.setLevel(Level.INFO);
    requests.addAppender(file("requests", Level.INFO));
  }

  private Appender<ILoggingEvent> file(String name, Level level) {
    RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
    appender.setContext(context);
    appender.setName(name);
    appender.setFile(folder.resolve(name + ".log").toString());
    appender.setRollingPolicy(window(appender, name));
    appender.setTriggeringPolicy(size());
    LogstashEncoder encoder = new LogstashEncoder();
    encoder.setContext(context);
    encoder.start();
    appender.setEncoder(encoder);
    appender.addFilter(threshold(level));
    appender.start();
    return appender;
  }

  private FixedWindowRollingPolicy window(
      RollingFileAppender<ILoggingEvent> appender, String name) {
    FixedWindowRollingPolicy policy = new FixedWindowRollingPolicy();
    policy.setContext(context);
    policy.setParent(appender);
    policy.setFileNamePattern(folder.resolve(name + ".log.%i").toString());
    policy.setMinIndex(1);
    policy.setMaxIndex(KEPT);
    policy.start();
    return policy;
  }

  private SizeBasedTriggeringPolicy<ILoggingEvent> size() {
    SizeBasedTriggeringPolicy<ILoggingEvent> policy = new SizeBasedTriggeringPolicy<>();
    policy.setContext(context);
    policy.setMaxFileSize(new FileSize(MAX_BYTES));
    // By itself it looks once a minute, in which a file may grow well beyond.
    policy.setCheckIncrement(Duration.buildByMilliseconds(0));
    policy.start();
    return policy;
  }

  private ThresholdFilter threshold(Level level) {
    ThresholdFilter filter = new ThresholdFilter();
    filter.setContext(context);
    filter.setLevel(level.toString());
    filter.start();
    return filter;
  }
}
