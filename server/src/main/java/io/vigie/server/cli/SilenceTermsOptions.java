package io.vigie.server.cli;

import io.vigie.config.yaml.Durations;
import java.time.Duration;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/// What a silence can be beyond Alertmanager's.
final class SilenceTermsOptions {
  private static final Duration YEAR = Duration.ofDays(365);

  @Option(
      names = "--rrule",
      defaultValue = "",
      paramLabel = "RULE",
      description = "Recur by a rule of RFC 5545, such as FREQ=WEEKLY;BYDAY=SA,SU.")
  private String rrule = "";

  @Option(
      names = "--dtstart",
      defaultValue = "",
      paramLabel = "TIME",
      description = "With --rrule: when the first stretch begins, such as 2026-03-02T22:00.")
  private String dtstart = "";

  @Option(
      names = "--time-zone",
      defaultValue = "",
      paramLabel = "ZONE",
      description = "With --rrule: whose clocks, such as Europe/Paris; default: UTC.")
  private String timeZone = "";

  @Option(
      names = "--each",
      defaultValue = "",
      paramLabel = "DURATION",
      description = "With --rrule: how long each stretch is, such as 8h.")
  private String each = "";

  @Option(names = "--until-resolved", description = "End when nothing that it hid fires any more.")
  private boolean untilResolved;

  @Option(
      names = "--warn-before",
      defaultValue = "",
      paramLabel = "DURATION",
      description = "How long before its end people are warned.")
  private String warnBefore = "";

  @Option(
      names = "--warn-receiver",
      defaultValue = "",
      paramLabel = "RECEIVER",
      description = "Who is warned.")
  private String warnReceiver = "";

  @Option(
      names = {"-f", "--force"},
      description = "Make it although it hides almost everything.")
  private boolean force;

  /// Whether only Vigie can do what is asked for.
  boolean areGiven() {
    return !rrule.isEmpty()
        || untilResolved
        || !warnBefore.isEmpty()
        || !warnReceiver.isEmpty()
        || force;
  }

  /// How long a silence lasts that does not say.
  Duration usual() {
    if (rrule.isEmpty() && !(dtstart.isEmpty() && timeZone.isEmpty() && each.isEmpty())) {
      throw new UsageException("--dtstart, --time-zone and --each go with --rrule");
    }
    return rrule.isEmpty() && !untilResolved ? Duration.ofHours(1) : YEAR;
  }

  void addTo(ObjectNode body) {
    if (!rrule.isEmpty()) {
      if (each.isEmpty()) {
        throw new UsageException("--rrule needs --each, how long each stretch is");
      }
      ObjectNode recurrence = body.putObject("recurrence");
      recurrence.put("rrule", rrule).put("start", dtstart).put("timeZone", timeZone);
      recurrence.put("duration", duration("--each", each));
    }
    body.put("untilResolved", untilResolved).put("force", force);
    body.put("warnReceiver", warnReceiver);
    if (!warnBefore.isEmpty()) {
      body.put("warnBefore", duration("--warn-before", warnBefore));
    }
  }

  private static String duration(String flag, String text) {
    try {
      return Durations.format(Durations.parse(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + e.getMessage());
    }
  }
}
