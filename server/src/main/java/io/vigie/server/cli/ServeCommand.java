package io.vigie.server.cli;

import io.vigie.config.yaml.ConfigException;
import io.vigie.server.Vigie;
import io.vigie.server.VigieOptions;
import io.vigie.server.http.ListenException;
import io.vigie.server.telemetry.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `vigie serve`: starts the server and stays until it is asked to end.
final class ServeCommand {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private ServeCommand() {}

  /// Serves, and returns the exit code when the server has ended.
  ///
  /// @throws UsageException if a flag asks for what cannot be
  static int run(FlagValues flags, Map<String, String> environment) {
    configureLog(flags);
    VigieOptions options = ServeOptions.from(flags, environment.keySet(), LOG);
    try {
      return serve(options);
    } catch (ConfigException e) {
      LOG.error("not started: {}", e.getMessage());
      return VigieCommand.USAGE;
    } catch (ListenException e) {
      LOG.error("not started: {}", e.getMessage());
      return 1;
    } catch (IOException e) {
      LOG.error("not started: {}", e.getMessage(), LOG.isDebugEnabled() ? e : null);
      return 1;
    }
  }

  private static void configureLog(FlagValues flags) {
    try {
      Logging.configure(
          Logging.level(flags.text("log.level")), Logging.format(flags.text("log.format")));
      if (!flags.text("log.dir").isEmpty()) {
        Logging.addFiles(Path.of(flags.text("log.dir")));
      }
    } catch (IllegalArgumentException | IOException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static int serve(VigieOptions options) throws IOException {
    CountDownLatch end = new CountDownLatch(1);
    Vigie vigie = new Vigie(options, end::countDown);
    Signals.onReload(vigie::reload);
    Signals.onEnd(end::countDown);
    Thread closer = Thread.ofPlatform().name("shutdown").unstarted(vigie::close);
    Runtime.getRuntime().addShutdownHook(closer);
    try {
      vigie.start();
      HeapPacing.start();
      end.await();
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } finally {
      vigie.close();
    }
  }
}
