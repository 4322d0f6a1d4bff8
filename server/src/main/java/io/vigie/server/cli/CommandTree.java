package io.vigie.server.cli;

import io.vigie.config.yaml.KeySuggestion;
import io.vigie.server.telemetry.BuildInfo;
import io.vigie.server.telemetry.Logging;
import java.io.PrintWriter;
import java.util.Collection;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The tools beside the server, and the help of everything.
final class CommandTree {
  private static final String HELP = "--help";

  private CommandTree() {}

  /// Runs what the arguments ask for and returns the exit code.
  static int run(String[] arguments, PrintWriter errors) {
    // Libraries must not speak between the lines of a result.
    Logging.configure(Level.WARN, Logging.Format.LOGFMT);
    CommandLine commandLine = build();
    commandLine.setErr(errors);
    commandLine.setParameterExceptionHandler((exception, _) -> explain(exception, errors));
    commandLine.setExecutionExceptionHandler((exception, _, _) -> explain(exception, errors));
    return commandLine.execute(arguments);
  }

  static CommandLine build() {
    CommandSpec root =
        CommandSpec.wrapWithoutInspection(null)
            .name("vigie")
            .mixinStandardHelpOptions(true)
            .versionProvider(() -> new String[] {VersionCommand.text(BuildInfo.current())});
    root.usageMessage().description("An observability server in one process.");
    CommandLine commandLine = new CommandLine(root);
    commandLine.addSubcommand("serve", ServeHelp.commandLine());
    commandLine.addSubcommand("check", CheckCommand.commandLine());
    commandLine.addSubcommand("config", ConfigCommand.commandLine());
    commandLine.addSubcommand("test", TestCommand.commandLine());
    commandLine.addSubcommand("query", QueryCommand.commandLine());
    commandLine.addSubcommand("alert", AlertCommand.commandLine());
    commandLine.addSubcommand("silence", SilenceCommand.commandLine());
    commandLine.addSubcommand("oncall", OnCallCommand.commandLine());
    commandLine.addSubcommand("receiver", ReceiverCommand.commandLine());
    commandLine.addSubcommand("template", TemplateCommand.commandLine());
    commandLine.addSubcommand("cluster", ClusterCommand.commandLine());
    commandLine.addSubcommand("why", WhyCommand.commandLine());
    commandLine.addSubcommand("push", PushCommand.commandLine());
    commandLine.addSubcommand("rules", RulesCommand.commandLine());
    commandLine.addSubcommand("promql", PromqlCommand.commandLine());
    commandLine.addSubcommand("tsdb", TsdbCommand.commandLine());
    commandLine.addSubcommand("users", UsersCommand.commandLine());
    commandLine.addSubcommand("catalog", CatalogCommand.commandLine());
    commandLine.addSubcommand("version", VersionCommand.commandLine());
    explainEach(commandLine);
    return commandLine;
  }

  /// Gives every command below `command` the flag that explains it.
  private static void explainEach(CommandLine command) {
    for (CommandLine each : command.getSubcommands().values()) {
      CommandSpec spec = each.getCommandSpec();
      if (spec.findOption(HELP) == null) {
        spec.addOption(
            OptionSpec.builder(HELP)
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build());
      }
      explainEach(each);
    }
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
      return VigieCommand.USAGE;
    }
    errors.println("vigie: " + exception.getMessage());
    return exception instanceof CommandLine.ParameterException
            || exception instanceof UsageException
        ? VigieCommand.USAGE
        : 1;
  }
}
