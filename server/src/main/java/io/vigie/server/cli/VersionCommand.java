package io.vigie.server.cli;

import io.vigie.server.telemetry.BuildInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `vigie version`.
final class VersionCommand implements Callable<Integer> {
  private VersionCommand() {}

  static CommandLine commandLine() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(new VersionCommand());
    spec.usageMessage().description("Say which build this is.");
    return new CommandLine(spec);
  }

  static String text(BuildInfo build) {
    return "vigie, version %s (branch: %s, revision: %s)%n  build date: %s%n  runtime: %s%n  speaks: Prometheus %s"
        .formatted(
            build.version(),
            build.branch(),
            build.revision(),
            build.buildDate(),
            build.runtime(),
            BuildInfo.PROMETHEUS_VERSION);
  }

  @Override
  public Integer call() {
    System.out.println(text(BuildInfo.current()));
    return 0;
  }
}
