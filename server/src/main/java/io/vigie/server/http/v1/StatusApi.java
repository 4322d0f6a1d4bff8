package io.vigie.server.http.v1;

import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.RouteGroup;
import io.vigie.server.http.TimeText;
import io.vigie.server.telemetry.BuildInfo;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// `status/config`, `status/flags`, `status/runtimeinfo` and `status/buildinfo`.
public final class StatusApi implements RouteGroup {
  /// What is in force.
  ///
  /// @param yaml the whole effective configuration, secrets masked
  /// @param lastReloadSuccessful whether the file as it was last read is what is in force
  /// @param lastSuccess when a configuration was last put in force
  public record ConfigStatus(String yaml, boolean lastReloadSuccessful, Instant lastSuccess) {}

  /// What the store says of itself.
  ///
  /// @param retention how long and how much is kept, in words
  /// @param corruptionCount how often damage was found
  public record StorageStatus(String retention, long corruptionCount) {}

  private final BuildInfo build;
  private final SortedMap<String, String> flags;
  private final Supplier<ConfigStatus> config;
  private final Supplier<StorageStatus> storage;
  private final InstantSource clock;
  private final Instant startTime;

  public StatusApi(
      BuildInfo build,
      Map<String, String> flags,
      Supplier<ConfigStatus> config,
      Supplier<StorageStatus> storage,
      InstantSource clock) {
    this.build = build;
    this.flags = new TreeMap<>(flags);
    this.config = config;
    this.storage = storage;
    this.clock = clock;
    this.startTime = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/status/config", _ -> config())
        .get("/status/flags", _ -> flags())
        .get("/status/runtimeinfo", _ -> runtimeInfo())
        .get("/status/buildinfo", _ -> buildInfo());
  }

  private Answer config() {
    String yaml = config.get().yaml();
    return Answer.of(json -> json.beginObject().name("yaml").string(yaml).endObject());
  }

  private Answer flags() {
    return Answer.of(json -> {
      json.beginObject();
      for (Map.Entry<String, String> flag : flags.entrySet()) {
        json.name(flag.getKey()).string(flag.getValue());
      }
      json.endObject();
    });
  }

  /// The fields named after Go hold what comes nearest on a JVM.
  private Answer runtimeInfo() {
    ConfigStatus current = config.get();
    StorageStatus stored = storage.get();
    Runtime runtime = Runtime.getRuntime();
    return Answer.of(json -> {
      json.beginObject().name("startTime").string(TimeText.format(startTime));
      json.name("CWD").string(Path.of("").toAbsolutePath().toString());
      json.name("hostname").string(hostname());
      json.name("serverTime").string(TimeText.format(clock.instant()));
      json.name("reloadConfigSuccess").bool(current.lastReloadSuccessful());
      json.name("lastConfigTime").string(TimeText.format(current.lastSuccess()));
      json.name("corruptionCount").number(stored.corruptionCount());
      json.name("goroutineCount").number(ManagementFactory.getThreadMXBean().getThreadCount());
      json.name("GOMAXPROCS").number(runtime.availableProcessors());
      json.name("GOMEMLIMIT").number(runtime.maxMemory());
      json.name("GOGC").string("").name("GODEBUG").string("");
      json.name("storageRetention").string(stored.retention()).endObject();
    });
  }

  private static String hostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  /// The version is that of the interface, which is what clients decide by; our own stands beside.
  private Answer buildInfo() {
    return Answer.of(json -> {
      json.beginObject().name("version").string(BuildInfo.PROMETHEUS_VERSION);
      json.name("revision").string(build.revision());
      json.name("branch").string(build.branch());
      json.name("buildUser").string("").name("buildDate").string(build.buildDate());
      json.name("goVersion").string(build.runtime());
      json.name("vigieVersion").string(build.version()).endObject();
    });
  }
}
