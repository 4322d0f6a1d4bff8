package io.vigie.server.cli;

import io.vigie.config.yaml.KeySuggestion;
import io.vigie.server.telemetry.BuildInfo;
import io.vigie.server.telemetry.Logging;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The command `vigie` with all its sub-commands.
public final class VigieCommand {
  /// What a wrong command line ends with.
  static final int USAGE = 2;

  /// What `promtool` wants before commands that may still change.
  private static final String EXPERIMENTAL = "--experimental";

  private VigieCommand() {}

  /// Runs the command line and returns the exit code. Messages go to standard error, results to
  /// standard output.
  ///
  /// @param environment the process' environment, whose `VIGIE_*` variables mirror flags
  public static int run(String[] arguments, Map<String, String> environment) {
    // Until a server says otherwise: libraries must not speak between the lines of a result.
    Logging.configure(Level.WARN, Logging.Format.LOGFMT);
    PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    CommandLine commandLine = build(environment);
    commandLine.setErr(errors);
    commandLine.setParameterExceptionHandler((exception, _) -> explain(exception, errors));
    commandLine.setExecutionExceptionHandler((exception, _, _) -> explain(exception, errors));
    return commandLine.execute(withCommand(arguments));
  }

  private static CommandLine build(Map<String, String> environment) {
    CommandSpec root =
        CommandSpec.wrapWithoutInspection(null)
            .name("vigie")
            .mixinStandardHelpOptions(true)
            .versionProvider(() -> new String[] {VersionCommand.text(BuildInfo.current())});
    root.usageMessage().description("An observability server in one process.");
    CommandLine commandLine = new CommandLine(root);
    commandLine.addSubcommand("serve", ServeCommand.commandLine(environment));
    commandLine.addSubcommand("check", CheckCommand.commandLine());
    commandLine.addSubcommand("config", ConfigCommand.commandLine());
    commandLine.addSubcommand("test", TestCommand.commandLine());
    commandLine.addSubcommand("query", QueryCommand.commandLine());
    commandLine.addSubcommand("why", WhyCommand.commandLine());
    commandLine.addSubcommand("promql", PromqlCommand.commandLine());
    commandLine.addSubcommand("tsdb", TsdbCommand.commandLine());
    commandLine.addSubcommand("version", VersionCommand.commandLine());
    return commandLine;
  }

  /// Flags without a command are those of the server, so that `vigie` can stand where `prometheus`
  /// stood. One dash does as well as two.
  private static String[] withCommand(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals(EXPERIMENTAL)) {
      return Arrays.copyOfRange(arguments, 1, arguments.length);
    }
    boolean serves = arguments.length > 0 && arguments[0].equals("serve");
    boolean onlyFlags =
        arguments.length > 0
            && arguments[0].startsWith("-")
            && !Arrays.asList("-h", "--help", "-V", "--version").contains(arguments[0]);
    if (onlyFlags) {
      String[] all = new String[arguments.length + 1];
      all[0] = "serve";
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      return FlagParser.normalize(all);
    }
    return arguments.length == 0
        ? new String[] {"--help"}
        : serves ? FlagParser.normalize(arguments) : arguments;
  }

  private static int explain(Exception exception, PrintWriter errors) {
    if (exception instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().getFirst();
      String flag = argument.replaceAll("=.*", "");
      Collection<String> known = unmatched.getCommandLine().getCommandSpec().optionsMap().keySet();
      errors.println(
          "vigie: unknown "
              + (flag.startsWith("-") ? "flag " : "argument ")
              + flag
              + (flag.startsWith("-") ? KeySuggestion.suffix(flag, known) : ""));
      return USAGE;
    }
    errors.println("vigie: " + exception.getMessage());
    return exception instanceof CommandLine.ParameterException
            || exception instanceof UsageException
        ? USAGE
        : 1;
  }
}
