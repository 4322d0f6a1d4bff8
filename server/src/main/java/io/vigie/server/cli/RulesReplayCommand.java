package io.vigie.server.cli;

import io.vigie.config.yaml.Durations;
import io.vigie.server.http.TimeText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/// `vigie rules replay`: what rules and routing would have done over stored samples, of a running
/// server or of a data directory that none uses.
@Command(
    name = "replay",
    description = "Say when alerts would have fired in the past, and who would have been told.")
final class RulesReplayCommand implements Callable<Integer> {
  private static final String DEFAULT_URL = "http://127.0.0.1:9090";

  private final InstantSource clock;
  private final PrintStream out;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "Begin: RFC 3339, seconds, or so long before the end, such as 6h.")
  private String from = "";

  @Option(
      names = "--to",
      defaultValue = "",
      paramLabel = "TIME",
      description = "End; default: now.")
  private String to = "";

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "Rules instead of those of the configuration; may be repeated.")
  private @Nullable List<Path> rules;

  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      description = "Configuration; with --storage.tsdb.path.")
  private @Nullable Path configFile;

  @Option(
      names = "--alertmanager.config",
      paramLabel = "FILE",
      description = "Routing instead of that of the configuration.")
  private @Nullable Path alertmanagerConfig;

  @Option(
      names = "--storage.tsdb.path",
      paramLabel = "DIR",
      description = "Data directory that no server uses.")
  private @Nullable Path directory;

  @Option(
      names = "--url",
      defaultValue = "",
      paramLabel = "URL",
      description = "Running server; default: " + DEFAULT_URL + ".")
  private String url = "";

  @Option(
      names = {"-o", "--output"},
      defaultValue = "text",
      description = "Form of the answer: text or json.")
  private String output = "text";

  RulesReplayCommand(InstantSource clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new RulesReplayCommand(Clock.systemUTC(), System.out));
  }

  @Override
  public Integer call() throws IOException {
    long toMillis = to.isEmpty() ? clock.millis() : millis("--to", to);
    long fromMillis = fromMillis(toMillis);
    if (!output.equals("text") && !output.equals("json")) {
      throw new UsageException("--output " + output + ": there are text and json");
    }
    if (directory != null && !url.isEmpty()) {
      throw new UsageException("--url and --storage.tsdb.path: give one of them");
    }
    List<Path> files = rules == null ? List.of() : rules;
    JsonNode report =
        directory == null
            ? askServer(fromMillis, toMillis, files)
            : new OfflineReplay(configFile, alertmanagerConfig, files)
                .run(directory, fromMillis, toMillis);
    if (output.equals("json")) {
      out.println(report);
    } else {
      new ReplayText(out).print(report);
    }
    return 0;
  }

  private JsonNode askServer(long fromMillis, long toMillis, List<Path> files) throws IOException {
    if (configFile != null) {
      throw new UsageException(
          "--config.file: a running server has its own configuration; give --rules, or"
              + " --storage.tsdb.path");
    }
    try (ApiClient api = new ApiClient(url.isEmpty() ? DEFAULT_URL : url)) {
      api.with("from", time(fromMillis)).with("to", time(toMillis));
      for (Path file : files) {
        api.with("name", file.toString()).with("rules", Files.readString(file));
      }
      if (alertmanagerConfig != null) {
        api.with("alertmanager", Files.readString(alertmanagerConfig));
      }
      return api.post("rules/replay");
    }
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }

  private long fromMillis(long toMillis) {
    if (TimeText.parseMillis(from).isEmpty()) {
      try {
        return toMillis - Durations.parse(from).toMillis();
      } catch (IllegalArgumentException e) {
        throw new UsageException("--from: \"" + from + "\" is neither a time nor a duration");
      }
    }
    return millis("--from", from);
  }

  private static long millis(String flag, String text) {
    return TimeText.parseMillis(text)
        .orElseThrow(() -> new UsageException(flag + ": \"" + text + "\" is not a time"));
  }
}
