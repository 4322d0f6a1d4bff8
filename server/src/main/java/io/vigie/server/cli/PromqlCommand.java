package io.vigie.server.cli;

import io.vigie.promql.ast.Prettifier;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vigie promql format|label-matchers`.
@Command(name = "promql", description = "Work on queries without asking them.")
final class PromqlCommand implements Callable<Integer> {
  private PromqlCommand() {}

  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new PromqlCommand());
    commandLine.addSubcommand(new LabelMatchersCommand(System.out));
    return commandLine;
  }

  @Override
  public Integer call() {
    throw new UsageException("promql: which? There are: format, label-matchers");
  }

  @Command(name = "format", description = "Lay out a query for reading.")
  int format(@Parameters(paramLabel = "QUERY") String query) throws PromqlParseException {
    PromqlParser parser = new PromqlParser(ParserOptions.ALL_FEATURES);
    System.out.println(new Prettifier(Prettifier.DEFAULT_WIDTH).print(parser.parse(query)));
    return 0;
  }
}
