package io.vigie.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `vigie rules …`.
@Command(name = "rules", description = "Work with rules and what is stored.")
final class RulesCommand implements Callable<Integer> {
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new RulesCommand());
    commandLine.addSubcommand(RulesReplayCommand.commandLine());
    return commandLine;
  }

  @Override
  public Integer call() {
    throw new UsageException("rules: what? There is: replay");
  }
}
