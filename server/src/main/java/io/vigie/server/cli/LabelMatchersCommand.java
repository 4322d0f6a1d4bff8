package io.vigie.server.cli;

import com.google.re2j.PatternSyntaxException;
import io.vigie.model.metric.LabelMatcher;
import io.vigie.promql.ast.Expr;
import io.vigie.promql.ast.Prettifier;
import io.vigie.promql.parse.ParserOptions;
import io.vigie.promql.parse.PromqlParseException;
import io.vigie.promql.parse.PromqlParser;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie promql label-matchers set|delete`: changes the conditions of all selectors of a query, as
/// `promtool promql label-matchers` does.
@Command(name = "label-matchers", description = "Change the conditions of all selectors.")
final class LabelMatchersCommand implements Callable<Integer> {
  private final PromqlParser parser = new PromqlParser(ParserOptions.ALL_FEATURES);
  private final PrintStream out;

  LabelMatchersCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    throw new UsageException("promql label-matchers: which? There are: set, delete");
  }

  @Command(name = "set", description = "Set the condition on a label in every selector.")
  int set(
      @Option(
              names = {"-t", "--type"},
              defaultValue = "=",
              description = "How to compare: =, !=, =~ or !~.")
          String type,
      @Parameters(paramLabel = "QUERY") String query,
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "VALUE") String value)
      throws PromqlParseException {
    return print(SelectorEditing.set(parser.parse(query), matcher(name, operator(type), value)));
  }

  @Command(name = "delete", description = "Delete the conditions on a label from every selector.")
  int delete(
      @Parameters(paramLabel = "QUERY") String query, @Parameters(paramLabel = "NAME") String name)
      throws PromqlParseException {
    return print(SelectorEditing.delete(parser.parse(query), name));
  }

  private int print(Expr expr) {
    out.println(new Prettifier(Prettifier.DEFAULT_WIDTH).print(expr));
    return 0;
  }

  private static LabelMatcher.Operator operator(String symbol) {
    return Arrays.stream(LabelMatcher.Operator.values())
        .filter(operator -> operator.symbol().equals(symbol))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                "--type "
                    + symbol
                    + ": there are "
                    + Arrays.stream(LabelMatcher.Operator.values())
                        .map(LabelMatcher.Operator::symbol)
                        .collect(Collectors.joining(", "))));
  }

  private static LabelMatcher matcher(String name, LabelMatcher.Operator operator, String value) {
    try {
      return LabelMatcher.of(name, operator, value);
    } catch (PatternSyntaxException e) {
      throw new UsageException("\"" + value + "\": " + e.getMessage());
    }
  }
}
