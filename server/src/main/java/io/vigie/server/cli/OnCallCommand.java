package io.vigie.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `vigie oncall`: who is on call.
@Command(name = "oncall", description = "Say who is on call, now or at another time.")
final class OnCallCommand implements Callable<Integer> {
  private final PrintStream out;

  @Mixin private AlertmanagerOptions server = new AlertmanagerOptions();

  @Option(
      names = "--at",
      defaultValue = "",
      paramLabel = "TIME",
      description = "RFC 3339 or seconds; default: now.")
  private String at = "";

  @Parameters(
      arity = "0..1",
      defaultValue = "",
      paramLabel = "SCHEDULE",
      description = "Only this one.")
  private String schedule = "";

  private OnCallCommand(PrintStream out) {
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new OnCallCommand(System.out));
  }

  @Override
  public Integer call() throws IOException {
    try (AlertmanagerClient api = server.open()) {
      JsonNode schedules = api.with("time", at).with("schedule", schedule).getFromVigie("/oncall");
      if (server.form() == AlertmanagerOptions.Form.JSON) {
        out.println(schedules);
        return 0;
      }
      if (schedules.isEmpty()) {
        out.println("There are no schedules: they stand under vigie.schedules");
        return 0;
      }
      Columns columns = new Columns().row("Schedule", "On call", "Until", "Then");
      for (JsonNode each : schedules) {
        columns.row(
            each.path("schedule").asString(""),
            who(each.path("current")),
            until(each.path("current")),
            who(each.path("next")));
      }
      columns.print(out);
    }
    return 0;
  }

  private static String who(JsonNode shift) {
    if (shift.isMissingNode()) {
      return "nobody";
    }
    String user = shift.path("user").asString("");
    String name = shift.path("name").asString("");
    String rotation = shift.path("rotation").asString("");
    return (name.equals(user) ? user : user + " (" + name + ")")
        + (rotation.isEmpty() ? "" : ", " + rotation)
        + (shift.path("override").asBoolean(false) ? ", standing in" : "");
  }

  private String until(JsonNode shift) {
    String end = shift.path("end").asString("");
    return end.isEmpty() ? "" : server.date(end);
  }
}
