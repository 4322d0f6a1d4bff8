package io.vigie.server.config.check;

import io.vigie.alerts.ResponsePlanReader;
import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.oncall.Schedule;
import io.vigie.alerts.oncall.Shift;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.YamlFile;
import io.vigie.config.yaml.YamlNode;
import io.vigie.server.config.AlertmanagerSection;
import io.vigie.server.config.VigieConfig;
import io.vigie.server.config.VigieSection;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Looks at whom a configuration tells: the alertmanager configuration that it names or holds, and
/// whether the receivers exist that escalation, users, budgets and silences name.
final class NotificationCheck {
  private static final Duration AHEAD = Duration.ofDays(14);

  private final VigieConfig config;
  private final ConfigCheckOptions options;
  private final PrintStream out;
  private final InstantSource clock;

  NotificationCheck(
      VigieConfig config, ConfigCheckOptions options, PrintStream out, InstantSource clock) {
    this.config = config;
    this.options = options;
    this.out = out;
    this.clock = clock;
  }

  /// @throws ConfigException naming everything that is wrong, each with its place
  /// @throws IOException if a file cannot be read
  void run() throws IOException {
    warnOfGaps();
    Optional<AlertmanagerConfig> alertmanager = alertmanager();
    alertmanager.ifPresent(read ->
        read.warnings()
            .forEach(warning -> out.println("  WARNING: alertmanager configuration: " + warning)));
    Optional<VigieSection> section = config.vigie();
    if (section.isEmpty()) {
      return;
    }
    Set<String> receivers =
        alertmanager.stream()
            .flatMap(read -> read.receivers().stream())
            .map(ReceiverConfig::name)
            .collect(Collectors.toSet());
    List<ConfigException> undefined =
        ResponsePlanReader.undefinedReceivers(section.get().reader(), receivers);
    if (alertmanager.isPresent()) {
      refuse(undefined);
    } else if (!undefined.isEmpty()) {
      out.println(
          "  WARNING: the receivers that vigie: names were not looked up: there is no"
              + " vigie.alertmanager here to look into; give --alertmanager.config=FILE");
    }
  }

  /// Hours in which nobody is on call may be meant, and are worth a word.
  private void warnOfGaps() {
    for (Schedule schedule : config.response().onCall().schedules().values()) {
      if (!schedule.warnsOfGaps()) {
        continue;
      }
      Instant from = clock.instant();
      Instant to = from.plus(AHEAD);
      long millis = AHEAD.toMillis();
      long gapMillis = from.toEpochMilli();
      boolean isFound = false;
      for (Shift shift : schedule.shifts(from.toEpochMilli(), to.toEpochMilli())) {
        millis -= shift.endMillisExclusive() - shift.startMillis();
        isFound |= shift.startMillis() > gapMillis;
        gapMillis = isFound ? gapMillis : shift.endMillisExclusive();
      }
      if (millis > 0) {
        out.println(
            "  WARNING: vigie.schedules.%s: nobody is on call for %s of the next %s days, first from %s; if that is meant, write warn_of_gaps: false"
                .formatted(
                    schedule.name(),
                    Durations.format(Duration.ofMinutes(Duration.ofMillis(millis).toMinutes())),
                    AHEAD.toDays(),
                    Instant.ofEpochMilli(gapMillis).truncatedTo(ChronoUnit.MINUTES)));
      }
    }
  }

  /// As the server reads it; empty where it has none, or none that may be opened here.
  private Optional<AlertmanagerConfig> alertmanager() throws IOException {
    AlertmanagerConfigReader reader =
        new AlertmanagerConfigReader(MatcherSyntax.FALLBACK, options.lenient());
    if (options.alertmanager().isPresent()) {
      return Optional.of(reader.read(options.alertmanager().get()));
    }
    boolean isInPlace =
        config
            .vigie()
            .flatMap(section -> section.reader().raw("alertmanager"))
            .filter(YamlNode.Mapping.class::isInstance)
            .isPresent();
    if (options.syntaxOnly() && !isInPlace) {
      return Optional.empty();
    }
    Optional<YamlFile> file = AlertmanagerSection.read(config);
    return file.map(reader::read);
  }

  /// All of them at once, in the form in which one is told.
  private static void refuse(List<ConfigException> undefined) {
    if (undefined.isEmpty()) {
      return;
    }
    ConfigException first = undefined.getFirst();
    String others =
        undefined.stream()
            .skip(1)
            .map(each -> "\n  FAILED: " + each.getMessage())
            .collect(Collectors.joining());
    throw new ConfigException(first.source(), first.position(), first.problem() + others);
  }
}
