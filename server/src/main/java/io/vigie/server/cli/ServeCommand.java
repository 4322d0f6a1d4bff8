package io.vigie.server.cli;

import io.vigie.config.yaml.ConfigException;
import io.vigie.server.Vigie;
import io.vigie.server.VigieOptions;
import io.vigie.server.http.ListenException;
import io.vigie.server.telemetry.Logging;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `vigie serve`: starts the server and stays until it is asked to end.
final class ServeCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

  private final CommandSpec spec;
  private final Map<String, String> environment;

  private ServeCommand(Map<String, String> environment) {
    this.environment = environment;
    this.spec = FlagParser.addFlags(CommandSpec.wrapWithoutInspection(this)).name("serve");
  }

  static CommandLine commandLine(Map<String, String> environment) {
    CommandSpec spec = new ServeCommand(environment).spec;
    spec.usageMessage()
        .description("Start the server. Every flag of Prometheus is taken, with one dash or two.")
        .footer("Each flag can also be given as an environment variable: VIGIE_LOG_LEVEL.");
    spec.mixinStandardHelpOptions(true);
    return new CommandLine(spec);
  }

  @Override
  public Integer call() {
    ParseResult parsed = spec.commandLine().getParseResult();
    FlagValues flags = FlagValues.of(FlagParser.values(parsed), environment);
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
    } catch (IllegalArgumentException e) {
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
