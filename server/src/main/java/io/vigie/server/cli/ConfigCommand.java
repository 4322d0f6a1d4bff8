package io.vigie.server.cli;

import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.routing.Route;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `vigie config routes …`: where alerts go, as `amtool config routes` shows it.
@Command(name = "config", description = "Look into configurations.")
final class ConfigCommand implements Callable<Integer> {
  private ConfigCommand() {}

  static CommandLine commandLine() {
    CommandLine routes = new CommandLine(new Routes());
    CommandLine config = new CommandLine(new ConfigCommand());
    config.addSubcommand("routes", routes);
    return config;
  }

  @Override
  public Integer call() {
    throw new UsageException("config: what? There is: routes");
  }

  @Command(name = "routes", description = "The routing tree of an alertmanager.yml.")
  static final class Routes implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new UsageException("config routes: what? There are: show, test");
    }

    @Command(name = "show", description = "Print the routing tree.")
    int show(@Option(names = "--config.file", required = true, paramLabel = "FILE") Path file)
        throws IOException {
      System.out.println("Routing tree:");
      System.out.println(".");
      print(System.out, tree(file), "└── ", "    ");
      return 0;
    }

    @Command(name = "test", description = "Print the receivers of an alert with these labels.")
    int test(
        @Option(names = "--config.file", required = true, paramLabel = "FILE") Path file,
        @Option(
                names = "--verify.receivers",
                paramLabel = "NAMES",
                description = "Fail unless these receivers are reached, in this order.")
            String expected,
        @Parameters(paramLabel = "NAME=VALUE", arity = "0..*") List<String> labels)
        throws IOException {
      List<String> receivers =
          tree(file).match(labels(labels == null ? List.of() : labels)).stream()
              .map(route -> route.options().receiver())
              .toList();
      System.out.println(String.join(",", receivers));
      if (expected != null && !Arrays.asList(expected.split(",", -1)).equals(receivers)) {
        System.out.println("WARNING: Expected receivers did not match resolved receivers.");
        return 1;
      }
      return 0;
    }

    private static Route tree(Path file) throws IOException {
      return Route.root(new AlertmanagerConfigReader(MatcherSyntax.FALLBACK).read(file).route());
    }

    private static Labels labels(List<String> texts) {
      var labels = new TreeMap<String, String>();
      for (String text : texts) {
        try {
          var matcher = MatcherSyntax.FALLBACK.parseOne(text);
          if (matcher.operator() != Operator.EQUAL) {
            throw new UsageException(text + ": write labels as name=value");
          }
          labels.put(matcher.name(), matcher.value());
        } catch (MatcherException e) {
          throw new UsageException(text + ": " + e.getMessage());
        }
      }
      return Labels.of(labels);
    }

    private static void print(PrintStream out, Route route, String lead, String childLead) {
      String text = route.matchers().isEmpty() ? "default-route" : route.matchers().toString();
      out.println(
          lead
              + text
              + (route.continues() ? "  continue: true" : "")
              + "  receiver: "
              + route.options().receiver());
      List<Route> children = route.children();
      for (int i = 0; i < children.size(); i++) {
        boolean last = i == children.size() - 1;
        print(
            out,
            children.get(i),
            childLead + (last ? "└── " : "├── "),
            childLead + (last ? "    " : "│   "));
      }
    }
  }
}
