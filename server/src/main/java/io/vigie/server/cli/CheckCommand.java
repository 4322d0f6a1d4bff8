package io.vigie.server.cli;

import io.vigie.server.http.WebConfigFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `vigie check …`: looks at files before a server does.
@Command(name = "check", description = "Check files before a server reads them.")
final class CheckCommand implements Callable<Integer> {
  private CheckCommand() {}

  static CommandLine commandLine() {
    return new CommandLine(new CheckCommand());
  }

  @Override
  public Integer call() {
    throw new UsageException("check: what? There is: web-config");
  }

  @Command(name = "web-config", description = "Check files of --web.config.file.")
  int webConfig(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) {
    int failures = 0;
    for (Path file : files) {
      try {
        WebConfigFile.read(file);
        System.out.println(file + " SUCCESS");
      } catch (IOException | RuntimeException e) {
        System.err.println(file + " FAILED: " + e.getMessage());
        failures++;
      }
    }
    return failures == 0 ? 0 : 1;
  }
}
