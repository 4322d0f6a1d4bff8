package io.vigie.server.cli;

import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.file.FilePattern;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// Checks files of Alertmanager, as `amtool check-config` does.
final class AlertmanagerFiles {
  private final AlertmanagerConfigReader reader;
  private final PrintStream out;

  AlertmanagerFiles(boolean lenient, PrintStream out) {
    this.reader = new AlertmanagerConfigReader(MatcherSyntax.FALLBACK, lenient);
    this.out = out;
  }

  /// @return exit code: 0, or 1 if a file is not valid
  int check(List<Path> files) {
    int failed = 0;
    for (Path file : files) {
      failed += isValid(file) ? 0 : 1;
    }
    if (failed > 0) {
      out.println("failed to validate " + failed + " file(s)");
    }
    return failed == 0 ? 0 : 1;
  }

  private boolean isValid(Path file) {
    out.print("Checking '" + file + "'");
    try {
      AlertmanagerConfig config = reader.read(file);
      out.println("  SUCCESS");
      config.warnings().forEach(warning -> out.println("  WARNING: " + warning));
      return describe(config);
    } catch (IOException | RuntimeException e) {
      out.println("  FAILED: " + e.getMessage());
      return false;
    } finally {
      out.println();
    }
  }

  private boolean describe(AlertmanagerConfig config) throws IOException {
    out.println("Found:");
    out.println(" - global config");
    out.println(" - route");
    out.println(" - " + config.inhibitRules().size() + " inhibit rules");
    out.println(" - " + config.receivers().size() + " receivers");
    out.println(" - " + config.templates().size() + " templates");
    boolean found = true;
    for (String pattern : config.templates()) {
      if (FilePattern.of(pattern).expand().isEmpty()) {
        out.println("  FAILED: no file matches " + pattern);
        found = false;
      }
    }
    return found;
  }
}
