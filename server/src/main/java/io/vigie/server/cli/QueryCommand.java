package io.vigie.server.cli;

import io.vigie.config.yaml.Durations;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `vigie query instant|range|series|labels|analyze`: asks a running server, as `promtool query`
/// does.
@Command(name = "query", description = "Ask a running server.")
final class QueryCommand implements Callable<Integer> {
  private static final int POINTS_WITHOUT_STEP = 250;

  private final Clock clock;
  private final PrintStream out;

  @Option(
      names = {"-o", "--format"},
      defaultValue = "promql",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Form of the answer: promql or json.")
  private String format = "promql";

  QueryCommand(Clock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new QueryCommand(Clock.systemUTC(), System.out));
  }

  @Override
  public Integer call() {
    throw new UsageException("query: which? There are: instant, range, series, labels, analyze");
  }

  @Command(name = "instant", description = "Evaluate a query at one instant.")
  int instant(
      @Option(names = "--time", defaultValue = "", description = "Instant; default: now.")
          String time,
      @Parameters(paramLabel = "SERVER") String server,
      @Parameters(paramLabel = "QUERY") String query)
      throws IOException {
    try (ApiClient api = new ApiClient(server)) {
      return print(api.with("query", query).with("time", time).post("query"));
    }
  }

  @Command(name = "range", description = "Evaluate a query over a range of time.")
  int range(
      @Option(names = "--start", defaultValue = "", description = "Default: 5m before the end.")
          String start,
      @Option(names = "--end", defaultValue = "", description = "Default: now.") String end,
      @Option(names = "--step", defaultValue = "", description = "Default: 250 points.")
          String step,
      @Parameters(paramLabel = "SERVER") String server,
      @Parameters(paramLabel = "QUERY") String query)
      throws IOException {
    long endMillis = end.isEmpty() ? clock.millis() : millis("--end", end);
    long startMillis =
        start.isEmpty() ? endMillis - Duration.ofMinutes(5).toMillis() : millis("--start", start);
    try (ApiClient api = new ApiClient(server)) {
      return print(
          api.with("query", query)
              .with("start", seconds(startMillis))
              .with("end", seconds(endMillis))
              .with("step", step.isEmpty() ? defaultStep(endMillis - startMillis) : step)
              .post("query_range"));
    }
  }

  @Command(name = "series", description = "List series.")
  int series(
      @Option(names = "--match", required = true, description = "Selector; may be repeated.")
          List<String> selectors,
      @Option(names = "--start", defaultValue = "") String start,
      @Option(names = "--end", defaultValue = "") String end,
      @Parameters(paramLabel = "SERVER") String server)
      throws IOException {
    try (ApiClient api = new ApiClient(server)) {
      selectors.forEach(selector -> api.with("match[]", selector));
      return print(api.with("start", start).with("end", end).post("series"));
    }
  }

  @Command(name = "labels", description = "List the values of a label.")
  int labels(
      @Option(names = "--match", description = "Selector; may be repeated.") List<String> selectors,
      @Option(names = "--start", defaultValue = "") String start,
      @Option(names = "--end", defaultValue = "") String end,
      @Parameters(paramLabel = "SERVER") String server,
      @Parameters(paramLabel = "LABEL") String label)
      throws IOException {
    try (ApiClient api = new ApiClient(server)) {
      if (selectors != null) {
        selectors.forEach(selector -> api.with("match[]", selector));
      }
      return print(api.with("start", start).with("end", end).get("label/" + label + "/values"));
    }
  }

  @Command(name = "analyze", description = "Say which buckets of histograms are in use.")
  int analyze(
      @Option(names = "--server", required = true, description = "Server to ask.") String server,
      @Option(names = "--type", required = true, description = "Kind of metric: histogram.")
          String type,
      @Option(names = "--duration", defaultValue = "1h", description = "How far to look back.")
          String duration,
      @Option(names = "--time", defaultValue = "", description = "Until when; default: now.")
          String time,
      @Option(names = "--match", required = true, description = "Selector; may be repeated.")
          List<String> selectors)
      throws IOException {
    if (!type.equals("histogram")) {
      throw new IOException("analyze type is " + type + ", must be 'histogram'");
    }
    String range = "[" + Durations.format(duration("--duration", duration)) + "]";
    HistogramAnalysis analysis = new HistogramAnalysis(out);
    for (String selector : selectors) {
      try (ApiClient api = new ApiClient(server)) {
        JsonNode data = api.with("query", selector + range).with("time", time).post("query");
        analysis.add(data.path("result"));
      }
    }
    analysis.printSummary();
    return 0;
  }

  private static Duration duration(String flag, String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + e.getMessage());
    }
  }

  private int print(JsonNode data) {
    switch (format) {
      case "json" -> out.println(data.has("result") ? data.get("result") : data);
      case "promql" -> AnswerText.lines(data).forEach(out::println);
      default -> throw new UsageException("-o " + format + ": there are promql and json");
    }
    return 0;
  }

  private static String defaultStep(long rangeMillis) {
    long seconds = Math.max(1, rangeMillis / 1000 / POINTS_WITHOUT_STEP);
    return Durations.format(Duration.ofSeconds(seconds));
  }

  private static String seconds(long millis) {
    return java.math.BigDecimal.valueOf(millis, 3).toPlainString();
  }

  private static long millis(String flag, String text) {
    return TimeText.parseMillis(text)
        .orElseThrow(() -> new UsageException(flag + ": \"" + text + "\" is not a time"));
  }
}
