package io.vigie.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `vigie why ALERT`: why an alert reached people, or did not.
@Command(name = "why", description = "Say why an alert reached people, or did not.")
final class WhyCommand implements Callable<Integer> {
  private static final String NO_TIME = "                        ";

  private final PrintStream out;

  @Option(
      names = "--server",
      defaultValue = "http://127.0.0.1:9090",
      paramLabel = "URL",
      description = "The server that is asked; default: ${DEFAULT-VALUE}.")
  private String server = "";

  @Option(
      names = "--at",
      defaultValue = "",
      paramLabel = "TIME",
      description = "Instant that is asked about, RFC 3339 or seconds; default: now.")
  private String at = "";

  @Option(names = "--fingerprint", defaultValue = "", description = "Of the only alert wanted.")
  private String fingerprint = "";

  @Parameters(index = "0", paramLabel = "ALERT", description = "Name of the alert.")
  private String alert = "";

  @Parameters(
      index = "1..*",
      paramLabel = "MATCHER",
      description = "Only alerts with such labels, such as instance=db-1.")
  private @Nullable List<String> matchers;

  WhyCommand(PrintStream out) {
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new WhyCommand(System.out));
  }

  @Override
  public Integer call() throws IOException {
    try (ApiClient api = new ApiClient(server)) {
      api.with("alert", alert).with("at", at).with("fingerprint", fingerprint);
      if (matchers != null) {
        matchers.forEach(matcher -> api.with("filter", matcher));
      }
      api.get("why").path("chains").forEach(this::print);
      return 0;
    }
  }

  private void print(JsonNode chain) {
    out.println(alert + " " + labels(chain.path("labels")));
    for (JsonNode step : chain.path("steps")) {
      out.printf(
          "  %s %-15s %-24s %s%n",
          mark(step.path("mark").asString("")),
          step.path("link").asString(""),
          step.path("time").asString(NO_TIME),
          step.path("text").asString(""));
    }
    out.println("=> " + chain.path("summary").asString(""));
    out.println();
  }

  private static String labels(JsonNode labels) {
    StringBuilder text = new StringBuilder();
    labels.properties().stream()
        .filter(label -> !label.getKey().equals("alertname"))
        .forEach(label ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(label.getKey())
                .append("=\"")
                .append(label.getValue().asString(""))
                .append('"'));
    return "{" + text + "}";
  }

  private static String mark(String word) {
    return switch (word) {
      case "yes" -> "✓";
      case "no" -> "✗";
      default -> "·";
    };
  }
}
