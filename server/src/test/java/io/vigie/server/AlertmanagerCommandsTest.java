package io.vigie.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigie.server.cli.VigieCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// `vigie alert`, `silence`, `config`, `cluster` and `template` do what amtool does, in its words;
/// where amtool is installed, the very same is asked of it.
@Isolated("what others print would be taken for the command's")
class AlertmanagerCommandsTest {
  private static final Path AMTOOL = Path.of("/usr/bin/amtool");

  @TempDir static Path folder;
  private static StartedVigie server;

  @BeforeAll
  static void start() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            vigie:
              alertmanager:
                route:
                  receiver: hook
                  routes:
                  - {matchers: [severity="critical"], receiver: pager, continue: true}
                  - {matchers: ['a="b"', 'c=~"x|y"'], receiver: hook}
                receivers:
                - name: hook
                - name: pager
                  webhook_configs: [{url: "http://127.0.0.1:1/secret-path"}]
              users: {ann: {name: Ann B, contacts: [{receiver: pager}]}}
              schedules: {first: {rotations: [{users: [ann], start: 2026-01-01T00:00}]}}
            """);
    server = StartedVigie.withFile(folder, file);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private record Outcome(int exitCode, String output, String errors) {}

  private static Outcome vigie(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!List.of("template", "check").contains(arguments[0])) {
      all.add("--alertmanager.url=" + server.url());
    }
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
    try {
      int exitCode = VigieCommand.run(all.toArray(String[]::new), Map.of());
      return new Outcome(
          exitCode,
          output.toString(StandardCharsets.UTF_8),
          errors.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static String done(String... arguments) {
    Outcome outcome = vigie(arguments);
    assertThat(outcome.exitCode).as(Arrays.toString(arguments) + outcome.errors).isZero();
    return outcome.output;
  }

  private static String amtool(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(AMTOOL.toString(), "--alertmanager.url=" + server.url(), "--no-version-check"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @Test
  void whatIsShownIsWhatAmtoolShows() throws Exception {
    assumeTrue(Files.isExecutable(AMTOOL), "amtool is not installed");
    done("alert", "add", "Same", "n=1", "--annotation=summary=it is so");
    done("alert", "add", "alertname=Same", "n=2", "--generator-url=http://x/", "--annotation=b=c");
    done("silence", "add", "alertname=SameSilence", "a=~b.*", "c!=d", "-c", "why", "-a", "me");
    Path template =
        Files.writeString(
            folder.resolve("t.tmpl"),
            "{{ define \"t\" }}{{ .Status }} {{ .ExternalURL }}{{ end }}");
    for (String[] arguments :
        List.of(
            new String[] {"alert", "query", "Same"},
            new String[] {"alert", "query", "-o", "extended", "alertname=Same", "n=2"},
            new String[] {
              "alert", "query", "--date.format=Mon 02 Jan 06 15h04", "--timeout=20s", "Same"
            },
            new String[] {"silence", "query", "--date.format=2006-01-02", "alertname=SameSilence"},
            new String[] {"alert", "query", "nosuch"},
            new String[] {"alert", "query", "-s", "alertname=Same"},
            new String[] {"alert", "query", "--receiver=hook", "alertname=Same", "n=1"},
            new String[] {"silence", "query", "alertname=SameSilence"},
            new String[] {"silence", "query", "-o", "extended", "alertname=SameSilence"},
            new String[] {"silence", "query", "-q", "alertname=SameSilence"},
            new String[] {"silence", "query", "--created-by=nobody"},
            new String[] {"silence", "query", "--within=2h", "alertname=SameSilence"},
            new String[] {"silence", "query", "--within=1m", "alertname=SameSilence"},
            new String[] {"cluster", "show"},
            new String[] {"cluster", "show", "-o", "extended"},
            new String[] {"config", "routes", "show"},
            new String[] {"config", "routes", "test", "severity=critical", "a=b", "c=x"},
            new String[] {"config", "routes", "test", "--tree", "severity=critical"},
            new String[] {"config", "routes", "test", "--tree", "severity=none"},
            new String[] {
              "template",
              "render",
              "--template.glob=" + template,
              "--template.text={{ template \"t\" . }} {{ range .Alerts }}{{ .Status }}"
                  + "{{ range .Labels.SortedPairs }}{{ .Name }}={{ .Value }};{{ end }}{{ end }}"
            })) {
      assertThat(lines(done(arguments)))
          .as(Arrays.toString(arguments))
          .isEqualTo(lines(amtool(arguments)));
    }
  }

  @Test
  void filesAreCheckedInAmtoolsWords() throws Exception {
    assumeTrue(Files.isExecutable(AMTOOL), "amtool is not installed");
    Path file =
        Files.writeString(
            folder.resolve("checked.yml"),
            """
            route: {receiver: a, routes: [{receiver: b, matchers: [severity="critical"]}]}
            inhibit_rules: [{source_matchers: [a="b"], target_matchers: [c="d"]}]
            receivers: [{name: a}, {name: b}]
            """);
    assertThat(lines(done("check", "alertmanager", file.toString())))
        .isEqualTo(lines(amtool("check-config", file.toString())));
    Files.writeString(file, "route: {receiver: none}\nreceivers: [{name: a}]\n");
    Outcome wrong = vigie("check", "alertmanager", file.toString());
    assertThat(wrong.exitCode).isEqualTo(1);
    assertThat(wrong.output).contains("FAILED", "undefined receiver \"none\"");
  }

  /// Blanks at the ends of lines do not matter.
  private static List<String> lines(String output) {
    return output.strip().lines().map(String::stripTrailing).toList();
  }

  @Test
  void silencesLiveTheirLife() throws Exception {
    String id = done("silence", "add", "Quiet", "-c", "why", "-a", "me", "-d", "30m").strip();
    assertThat(id).hasSize(36);
    assertThat(done("silence", "update", "-d", "3h", id)).contains(id, "why", "me");
    assertThat(done("silence", "update", "-q", "-d", "4h", id)).isEqualTo(id + "\n");
    Path saved = folder.resolve("silences.json");
    Files.writeString(saved, done("silence", "query", "-o", "json", "alertname=Quiet"));
    done("silence", "expire", id);
    assertThat(done("silence", "query", "alertname=Quiet")).doesNotContain(id);
    assertThat(done("silence", "query", "--expired", "alertname=Quiet")).contains(id);
    assertThat(done("silence", "import", saved.toString()).strip()).hasSize(36);
    assertThat(done("silence", "import", "-f", saved.toString()).strip()).hasSize(36);
    assertThat(done("silence", "query", "-q", "alertname=Quiet").lines()).hasSize(2);
  }

  @Test
  void timesAreShownAsAskedForAndWaitingHasAnEnd() {
    done("alert", "add", "Dated", "--start=2026-01-31T12:13:14Z", "--end=2099-01-01T00:00:00Z");
    assertThat(done("alert", "query", "Dated")).contains("2026-01-31 12:13:14 UTC");
    assertThat(done("alert", "query", "--date.format=02.01.2006", "Dated"))
        .contains("31.01.2026")
        .doesNotContain("12:13");
    assertThat(vigie("alert", "query", "--timeout=soon").errors).contains("--timeout soon");
    assertThat(vigie("alert", "query", "--timeout=0s").errors).contains("it must be positive");
  }

  @Test
  void whatIsWrongEndsWithOneAndAReason() {
    assertThat(vigie("silence", "add", "a=b"))
        .isEqualTo(new Outcome(1, "", "vigie: comment required by config\n"));
    assertThat(vigie("silence", "add", "-c", "x").errors).contains("no matchers specified");
    assertThat(vigie("silence", "add", "a=b", "-c", "x", "-d", "0s").errors)
        .contains("duration must be greater than 0");
    assertThat(vigie("silence", "expire").errors).contains("no silence IDs specified");
    assertThat(vigie("silence", "expire", "none").exitCode).isEqualTo(1);
    assertThat(vigie("silence", "query", "-o", "xml").exitCode).isEqualTo(2);
    assertThat(vigie("alert", "add").errors).contains("at least one label pair required");
    assertThat(vigie("alert", "query", "a=~\"[").exitCode).isEqualTo(1);
    assertThat(vigie("config", "routes", "test", "--verify.receivers=x", "a=b").exitCode)
        .isEqualTo(1);
    assertThat(
            vigie("template", "render", "--template.glob=x", "--template.text={{ template \"x\" }}")
                .errors)
        .contains("not defined");
  }

  @Test
  void aReceiverIsTriedAndItsAnswerShown() {
    Outcome refused = vigie("receiver", "test", "pager");
    assertThat(refused.exitCode).isEqualTo(1);
    assertThat(refused.output).contains("pager/webhook[0]  FAILED: ", "refused");
    assertThat(done("receiver", "test", "hook")).contains("tells nobody");
    assertThat(vigie("receiver", "test", "none").errors).contains("there is no receiver");
  }

  @Test
  void theConfigurationIsShownWithoutSecrets() {
    assertThat(done("config", "show")).contains("receiver: hook").doesNotContain("secret-path");
    assertThat(done("config", "show", "-o", "extended")).contains("version 0.34.0");
  }

  @Test
  void templatesTakeDataFromAFile() throws Exception {
    Path data =
        Files.writeString(
            folder.resolve("data.json"),
            """
            {"status": "firing", "receiver": "r", "commonLabels": {"a": "<b>"},
             "alerts": [{"status": "firing", "labels": {"alertname": "X"},
                         "startsAt": "2026-01-01T00:00:00+01:00"}]}
            """);
    assertThat(
            done(
                "template",
                "render",
                "--template.glob=none*.tmpl",
                "--template.data=" + data,
                "--template.type=html",
                "--template.text={{ .CommonLabels.a }} {{ len .Alerts.Firing }}"))
        .isEqualTo("&lt;b&gt; 1");
  }

  @Test
  void whoIsOnCallIsPrinted() {
    assertThat(done("oncall")).contains("first", "ann (Ann B)");
    assertThat(done("oncall", "first", "--at", "2025-12-31T00:00:00Z")).contains("nobody");
    assertThat(vigie("oncall", "frist").errors).contains("there is no schedule \"frist\"", "first");
  }

  @Test
  void aSilenceCanRecurOrWaitForTheEndAndTooBroadOnesMustBeForced() {
    String id =
        done(
                "silence",
                "add",
                "-c",
                "nights",
                "--rrule=FREQ=DAILY",
                "--dtstart=2026-03-02T22:00",
                "--each=8h",
                "--time-zone=Europe/Paris",
                "recurring=x")
            .strip();
    assertThat(done("silence", "query", "-o", "json", "recurring=x"))
        .contains(id, "\"vigie.rrule\":\"FREQ=DAILY\"", "\"vigie.duration\":\"8h\"");
    done("silence", "add", "-c", "c", "--until-resolved", "recurring=y");
    assertThat(vigie("silence", "add", "-c", "c", "alertname=~.+").errors).contains("too broad");
    String forced = done("silence", "add", "-c", "c", "-f", "alertname=~.+").strip();
    done("silence", "expire", forced, id);
    assertThat(vigie("silence", "add", "-c", "c", "--each=8h", "a=b").errors).contains("--rrule");
  }
}
