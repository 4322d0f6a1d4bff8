package io.vigie.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `vigie alert query|add`, as `amtool alert`.
@Command(name = "alert", description = "List alerts of a running server, or send one.")
final class AlertCommand implements Callable<Integer> {
  private final PrintStream out;

  private AlertCommand(PrintStream out) {
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new AlertCommand(System.out));
  }

  @Override
  public Integer call() {
    throw new UsageException("alert: what? There are: query, add");
  }

  @Command(name = "query", description = "List alerts; without flags those that are active.")
  int query(
      @Mixin AlertmanagerOptions server,
      @Option(
              names = {"-i", "--inhibited"},
              description = "Show inhibited alerts.")
          boolean inhibited,
      @Option(
              names = {"-s", "--silenced"},
              description = "Show silenced alerts.")
          boolean silenced,
      @Option(
              names = {"-a", "--active"},
              description = "Show active alerts.")
          boolean active,
      @Option(
              names = {"-u", "--unprocessed"},
              description = "Show unprocessed alerts.")
          boolean unprocessed,
      @Option(
              names = {"-r", "--receiver"},
              defaultValue = "",
              description = "Only alerts for receivers that match the expression.")
          String receiver,
      @Parameters(paramLabel = "MATCHER", arity = "0..*") @Nullable List<String> matchers)
      throws IOException {
    boolean none = !inhibited && !silenced && !active && !unprocessed;
    try (AlertmanagerClient api = server.open()) {
      api.with("active", active || none).with("inhibited", inhibited).with("silenced", silenced);
      api.with("unprocessed", unprocessed).with("receiver", receiver);
      MatcherArguments.filters(matchers).forEach(filter -> api.with("filter", filter));
      print(server, api.get("/alerts"));
    }
    return 0;
  }

  private void print(AlertmanagerOptions server, JsonNode alerts) throws IOException {
    List<JsonNode> sorted =
        StreamSupport.stream(alerts.spliterator(), false)
            .sorted(Comparator.comparing(alert -> alert.path("startsAt").asString("")))
            .toList();
    switch (server.form()) {
      case JSON -> out.println(alerts);
      case SIMPLE -> simple(server, sorted).print(out);
      case EXTENDED -> extended(server, sorted).print(out);
    }
  }

  private static Columns simple(AlertmanagerOptions server, List<JsonNode> alerts) {
    Columns columns = new Columns().row("Alertname", "Starts At", "Summary", "State");
    for (JsonNode alert : alerts) {
      columns.row(
          alert.path("labels").path("alertname").asString(""),
          server.date(alert.path("startsAt").asString("")),
          alert.path("annotations").path("summary").asString(""),
          state(alert));
    }
    return columns;
  }

  private static Columns extended(AlertmanagerOptions server, List<JsonNode> alerts) {
    Columns columns =
        new Columns()
            .row("Labels", "Annotations", "Starts At", "Ends At", "Generator URL", "State");
    for (JsonNode alert : alerts) {
      columns.row(
          MatcherArguments.shown(alert.path("labels")),
          MatcherArguments.shown(alert.path("annotations")),
          server.date(alert.path("startsAt").asString("")),
          server.date(alert.path("endsAt").asString("")),
          alert.path("generatorURL").asString(""),
          state(alert));
    }
    return columns;
  }

  private static String state(JsonNode alert) {
    return alert.path("status").path("state").asString("");
  }

  @Command(name = "add", description = "Send an alert.")
  int add(
      @Mixin AlertmanagerOptions server,
      @Option(names = "--generator-url", defaultValue = "", description = "A page that shows why.")
          String generatorUrl,
      @Option(names = "--start", defaultValue = "", description = "Since when; RFC 3339.")
          String start,
      @Option(names = "--end", defaultValue = "", description = "Until when; RFC 3339.") String end,
      @Option(names = "--annotation", description = "name=value; may be repeated.")
          @Nullable List<String> annotations,
      @Parameters(paramLabel = "NAME=VALUE", arity = "0..*") @Nullable List<String> labels)
      throws IOException {
    ArrayNode body = JsonMapper.shared().createArrayNode();
    ObjectNode alert = body.addObject();
    put(alert.putObject("labels"), MatcherArguments.labels(labels));
    put(alert.putObject("annotations"), MatcherArguments.labels(annotations));
    if (!start.isEmpty()) {
      alert.put("startsAt", MatcherArguments.time("--start", start).toString());
    }
    if (!end.isEmpty()) {
      alert.put("endsAt", MatcherArguments.time("--end", end).toString());
    }
    alert.put("generatorURL", generatorUrl);
    try (AlertmanagerClient api = server.open()) {
      api.post("/alerts", body);
    }
    return 0;
  }

  private static void put(ObjectNode object, Map<String, String> texts) {
    texts.forEach(object::put);
  }
}
