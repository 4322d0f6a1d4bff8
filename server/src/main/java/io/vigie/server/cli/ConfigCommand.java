package io.vigie.server.cli;

import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.config.RouteReader;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.routing.Route;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `vigie config show` and `vigie config routes …`: what a server tells whom, as `amtool config`
/// shows it.
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
    throw new UsageException("config: what? There are: show, routes");
  }

  @Command(name = "show", description = "Print the alertmanager.yml of a running server.")
  int show(@Mixin AlertmanagerOptions server) throws IOException {
    try (AlertmanagerClient api = server.open()) {
      JsonNode status = api.get("/status");
      switch (server.form()) {
        case JSON -> System.out.println(status.path("config"));
        case SIMPLE -> System.out.println(status.path("config").path("original").asString(""));
        case EXTENDED -> {
          System.out.println(status.path("config").path("original").asString(""));
          status
              .path("versionInfo")
              .properties()
              .forEach(field ->
                  System.out.println(field.getKey() + " " + field.getValue().asString("")));
          System.out.println("uptime " + status.path("uptime").asString(""));
        }
      }
    }
    return 0;
  }

  @Command(name = "routes", description = "The routing tree of an alertmanager.yml.")
  static final class Routes implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new UsageException("config routes: what? There are: show, test");
    }

    @Command(name = "show", description = "Print the routing tree.")
    int show(
        @Mixin AlertmanagerOptions server,
        @Option(
                names = "--config.file",
                paramLabel = "FILE",
                description = "An alertmanager.yml; default: that of the server.")
            @Nullable Path file)
        throws IOException {
      System.out.println("Routing tree:");
      System.out.println(".");
      print(System.out, tree(server, file), "└── ", "    ", false, _ -> true);
      System.out.println();
      return 0;
    }

    @Command(name = "test", description = "Print the receivers of an alert with these labels.")
    int test(
        @Mixin AlertmanagerOptions server,
        @Option(
                names = "--config.file",
                paramLabel = "FILE",
                description = "An alertmanager.yml; default: that of the server.")
            @Nullable Path file,
        @Option(names = "--tree", description = "Also print the routes that match, as a tree.")
            boolean asTree,
        @Option(
                names = "--verify.receivers",
                paramLabel = "NAMES",
                description = "Fail unless these receivers are reached, in this order.")
            String expected,
        @Parameters(paramLabel = "NAME=VALUE", arity = "0..*") List<String> labels)
        throws IOException {
      Labels alert = labels(labels == null ? List.of() : labels);
      Route root = tree(server, file);
      List<Route> matching = root.match(alert);
      if (asTree) {
        System.out.println("Matching routes:");
        System.out.println(".");
        print(System.out, root, "└── ", "    ", true, route -> leadsTo(route, matching));
        System.out.println();
        System.out.println();
      }
      List<String> receivers = matching.stream().map(route -> route.options().receiver()).toList();
      System.out.println(String.join(",", receivers));
      if (expected != null && !Arrays.asList(expected.split(",", -1)).equals(receivers)) {
        System.out.println("WARNING: Expected receivers did not match resolved receivers.");
        return 1;
      }
      return 0;
    }

    private static boolean leadsTo(Route route, List<Route> matching) {
      return matching.contains(route)
          || route.children().stream().anyMatch(child -> leadsTo(child, matching));
    }

    private static Route tree(AlertmanagerOptions server, @Nullable Path file) throws IOException {
      if (file != null) {
        return Route.root(new AlertmanagerConfigReader(MatcherSyntax.FALLBACK).read(file).route());
      }
      try (AlertmanagerClient api = server.open()) {
        String yaml = api.get("/status").path("config").path("original").asString("");
        // Only the routes: the server hides secrets, without which receivers cannot be read.
        MappingReader root = YamlFile.parse("config", Path.of(""), yaml).mapping();
        return Route.root(new RouteReader(MatcherSyntax.FALLBACK).read(root.mapping("route")));
      }
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

    /// Where only routes that match are shown, those that lead to others say nothing of receivers.
    private static void print(
        PrintStream out,
        Route route,
        String lead,
        String childLead,
        boolean matching,
        Predicate<Route> shown) {
      List<Route> children = route.children().stream().filter(shown).toList();
      String text = route.matchers().isEmpty() ? "default-route" : route.matchers().toString();
      out.println(
          lead
              + text
              + (route.continues() && !matching ? "  continue: true" : "")
              + (!matching || children.isEmpty()
                  ? "  receiver: " + route.options().receiver()
                  : ""));
      for (int i = 0; i < children.size(); i++) {
        boolean last = i == children.size() - 1;
        print(
            out,
            children.get(i),
            childLead + (last ? "└── " : "├── "),
            childLead + (last ? "    " : "│   "),
            matching,
            shown);
      }
    }
  }
}
