package io.vigie.server.cli;

import io.vigie.config.http.HttpClientConfig;
import io.vigie.config.http.HttpClientReader;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.metric.MetricStore;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileOptions;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which rules are to be back-filled, from where, and over which time: flags of `promtool tsdb
/// create-blocks-from rules`.
final class RuleSource {
  /// As of promtool, whose server may not have written newer samples yet.
  private static final Duration DEFAULT_END = Duration.ofHours(3);

  @Option(
      names = "--http.config.file",
      description = "How to reach the server: a file with the keys of an HTTP client.")
  private @Nullable Path httpConfigFile;

  @Option(
      names = "--url",
      defaultValue = "http://localhost:9090",
      description = "Server that has what the rules read.")
  private String url = "";

  @Option(
      names = "--start",
      required = true,
      description = "From when on: RFC 3339, or seconds since 1970.")
  private String start = "";

  @Option(names = "--end", defaultValue = "", description = "Until when; default: 3 hours ago.")
  private String end = "";

  @Option(
      names = "--eval-interval",
      defaultValue = "60s",
      description = "Interval of groups that have none.")
  private String interval = "";

  @Parameters(paramLabel = "RULE-FILE", arity = "1..*", description = "Files with recording rules.")
  private List<Path> files = List.of();

  /// @throws io.vigie.config.yaml.ConfigException if a file is wrong
  /// @throws IOException if one cannot be read
  List<RuleFile> rules() throws IOException {
    RuleFileReader reader = new RuleFileReader(RuleFileOptions.DEFAULT);
    List<RuleFile> rules = new ArrayList<>();
    for (Path file : files) {
      rules.add(reader.read(file));
    }
    return rules;
  }

  /// Evaluates the rules into a store.
  RuleBackfill.Outcome run(MetricStore store, List<RuleFile> rules) throws IOException {
    long startMillis = millis("--start", start);
    long endMillis =
        end.isEmpty()
            ? Clock.systemUTC().instant().minus(DEFAULT_END).toEpochMilli()
            : millis("--end", end);
    if (endMillis < startMillis) {
      throw new IOException("start time is not before end time");
    }
    HttpClientConfig http =
        httpConfigFile == null
            ? HttpClientConfig.DEFAULT
            : HttpClientReader.readAll(YamlFile.read(httpConfigFile).mapping());
    RuleBackfill.Server server =
        (expression, first, last, step) -> {
          try (ApiClient api = new ApiClient(url, http)) {
            return api.with("query", expression)
                .with("start", first)
                .with("end", last)
                .with("step", step)
                .post("query_range");
          }
        };
    return new RuleBackfill(store, server, startMillis, endMillis, interval()).run(rules);
  }

  private Duration interval() {
    try {
      Duration parsed = Durations.parse(interval);
      if (parsed.isPositive()) {
        return parsed;
      }
      throw new UsageException("--eval-interval: must be more than 0");
    } catch (IllegalArgumentException e) {
      throw new UsageException("--eval-interval: " + e.getMessage());
    }
  }

  private static long millis(String flag, String text) {
    return TimeText.parseMillis(text)
        .orElseThrow(() -> new UsageException(flag + ": \"" + text + "\" is not a time"));
  }
}
