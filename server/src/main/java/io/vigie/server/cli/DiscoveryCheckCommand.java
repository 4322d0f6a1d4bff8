package io.vigie.server.cli;

import io.vigie.config.yaml.ConfigException;
import io.vigie.ingest.discovery.source.Discoveries;
import io.vigie.ingest.scrape.DiscoveryCheck;
import io.vigie.ingest.scrape.ScrapeConfig;
import io.vigie.model.telemetry.Meters;
import io.vigie.outbound.OutboundClients;
import io.vigie.server.config.ConfigLoader;
import io.vigie.server.config.VigieConfig;
import io.vigie.server.telemetry.BuildInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a job's discovery finds, as promtool prints it.
final class DiscoveryCheckCommand {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final PrintStream out;
  private final PrintStream err;

  DiscoveryCheckCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /// @param wait for a first answer of each discovery
  /// @return 0 if every discovery answered, 1 otherwise
  int run(Path file, String jobName, Duration wait, boolean agent) throws InterruptedException {
    VigieConfig config;
    try {
      config = ConfigLoader.ofProcess(agent).load(file);
    } catch (IOException | ConfigException e) {
      err.println("Cannot load config " + e.getMessage());
      return 1;
    }
    Optional<ScrapeConfig> job =
        config.scrapeConfigs().stream().filter(each -> each.jobName().equals(jobName)).findFirst();
    if (job.isEmpty()) {
      err.println("Job " + jobName + " not found. Available jobs: " + names(config));
      return 1;
    }
    try (OutboundClients clients = new OutboundClients("vigie/" + BuildInfo.current().version())) {
      Discoveries discoveries = new Discoveries(clients, Clock.systemUTC(), Meters.NONE);
      return print(DiscoveryCheck.run(job.get(), discoveries::create, wait));
    }
  }

  private static String names(VigieConfig config) {
    return config.scrapeConfigs().stream()
        .map(ScrapeConfig::jobName)
        .collect(Collectors.joining(", "));
  }

  private int print(DiscoveryCheck.Result result) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (DiscoveryCheck.Found found : result.found()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("discoveredLabels", found.discovered().toMap());
      one.put("labels", found.labels().toMap());
      found.problem().ifPresent(problem -> one.put("error", problem));
      all.add(one);
    }
    out.println(JSON.writeValueAsString(all));
    result.problems().forEach(problem -> err.println("error: " + problem));
    return result.problems().isEmpty() ? 0 : 1;
  }
}
