package io.vigie.server.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aGoodFileIsPraisedInPromtoolsWords() throws IOException {
    Path file = write("prometheus.yml", "rule_files: ['*.rules']\n");
    Path rules = write("a.rules", "groups:\n- name: g\n  rules:\n  - {record: 'a:b', expr: up}\n");
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.SUCCESS);
    assertThat(text(out))
        .isEqualTo(
            """
            Checking %1$s
              SUCCESS: 1 rule files found
             SUCCESS: %1$s is valid prometheus config file syntax

            Checking %2$s
              SUCCESS: 1 rules found

            """
                .formatted(file, rules));
    assertThat(text(err)).isEmpty();
  }

  @Test
  void whatIsDoubtfulAboutACollectorIsSaid() throws IOException {
    Path file =
        write(
            "prometheus.yml",
            """
            vigie:
              collectors:
                - cloudwatch:
                    {region: eu-west-1, services: [rds], access_key: A, secret_key_file: missing}
                  interval: 5m
            """);
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.SUCCESS);
    assertThat(text(out))
        .contains(
            "  WARNING: vigie.collectors, cloudwatch eu-west-1: secret_key_file "
                + folder.resolve("missing")
                + " cannot be read\n",
            "the interval 5m is longer than the period 1m");
  }

  @Test
  void everyFileIsCheckedEvenIfOneIsWrong() throws IOException {
    Path bad = write("bad.yml", "globl: {}\n");
    Path good = write("good.yml", "");
    assertThat(check(ConfigCheckOptions.DEFAULT, bad, good)).isEqualTo(ConfigCheck.FAILURE);
    assertThat(text(err))
        .isEqualTo(
            "  FAILED: "
                + bad
                + ":1:1: field globl not found in the top level; did you mean \"global\"?\n");
    assertThat(text(out)).contains("SUCCESS: " + good);
  }

  @Test
  void unknownKeysOfRulesAreAcceptedOnDemand() throws IOException {
    Path file = write("prometheus.yml", "rule_files: [a.rules]\n");
    write("a.rules", "groups:\n- {name: g, colour: red, rules: [{alert: A, expr: up}]}\n");
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.FAILURE);
    assertThat(text(err)).contains("a.rules:2:13: field colour not found in groups[0]");
    var lenient =
        new ConfigCheckOptions(false, List.of(), false, false, true, Duration.ofMinutes(5));
    assertThat(check(lenient, file)).isEqualTo(ConfigCheck.SUCCESS);
  }

  @Test
  void anExpressionThatIsNoneIsReportedWithBothPlaces() throws IOException {
    Path file = write("prometheus.yml", "rule_files: [a.rules]\n");
    write("a.rules", "groups:\n- {name: g, rules: [{alert: A, expr: 'rate(up[5m]'}]}\n");
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.FAILURE);
    assertThat(text(err)).contains("a.rules:2:", "could not parse expression: 1:", "parse error");
  }

  @Test
  void anAgentMayNotHaveRules() throws IOException {
    Path file = write("prometheus.yml", "rule_files: [a.rules]\n");
    var agent = new ConfigCheckOptions(true, List.of(), false, true, false, Duration.ZERO);
    assertThat(check(agent, file)).isEqualTo(ConfigCheck.FAILURE);
    assertThat(text(err)).contains("field rule_files is not allowed in agent mode");
  }

  @Test
  void includedFilesAreOpenedUnlessOnlyTheSyntaxCounts() throws IOException {
    Path file = write("prometheus.yml", "scrape_config_files: [jobs.yml]\n");
    write("jobs.yml", "scrape_configs: [{job: x}]\n");
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.FAILURE);
    assertThat(text(err)).contains("jobs.yml:1:19: field job not found in scrape_configs[0]");
    var syntaxOnly = new ConfigCheckOptions(true, List.of(), false, false, false, Duration.ZERO);
    assertThat(check(syntaxOnly, file)).isEqualTo(ConfigCheck.SUCCESS);
  }

  private static final String RESPONSE =
      """
      vigie:
      %s
        users:
          ann: {contacts: [{receiver: mial, address: ann@example.org}]}
        escalation:
        - name: production
          levels:
          - {notify: [{user: ann}], timeout: 5m}
          - notify:
            - receiver: managers
            - receiver: nobody-here
            timeout: 10m
        budgets: [{receiver: chat}]
        silences: {warn_receiver: mail}
      """;
  private static final String RECEIVERS =
      "{route: {receiver: mail}, receivers: [{name: mail}, {name: managers}]}";

  @Test
  void everyReceiverThatDoesNotExistIsNamedWithItsPlaceAndTheRemedy() throws IOException {
    Path file =
        write("prometheus.yml", RESPONSE.formatted("  alertmanager: " + RECEIVERS).strip() + "\n");
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.FAILURE);
    assertThat(text(err).lines().toList())
        .containsExactly(
            "  FAILED: "
                + file
                + ":4:33: vigie.users.ann.contacts[0].receiver: there is no receiver \"mial\" in the"
                + " alertmanager configuration; known here: mail, managers",
            "  FAILED: "
                + file
                + ":11:19: vigie.escalation[0].levels[1].notify[1].receiver: there is no receiver"
                + " \"nobody-here\" in the alertmanager configuration; known here: mail, managers",
            "  FAILED: "
                + file
                + ":13:24: vigie.budgets[0].receiver: there is no receiver \"chat\" in the"
                + " alertmanager configuration; known here: mail, managers");
  }

  @Test
  void hoursInWhichNobodyIsOnCallAreWorthAWord() throws IOException {
    Path file =
        write(
            "prometheus.yml",
            """
            vigie:
              alertmanager: {route: {receiver: mail}, receivers: [{name: mail}]}
              users: {ann: {contacts: [{receiver: mail}]}}
              schedules:
                always: {rotations: [{users: [ann]}]}
                office:
                  rotations: [{users: [ann], hours: [{weekdays: ['monday:friday'], from: 09:00, to: 18:00}]}]
                mornings:
                  warn_of_gaps: false
                  rotations: [{users: [ann], hours: [{from: 09:00, to: 12:00}]}]
            """);
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.SUCCESS);
    // Ten working days of nine hours in two weeks of 336.
    assertThat(text(out))
        .contains(
            "WARNING: vigie.schedules.office: nobody is on call for 10d6h of the next 14 days, first"
                + " from 2")
        .contains("if that is meant, write warn_of_gaps: false")
        .doesNotContain("always", "mornings");
  }

  @Test
  void receiversAreLookedUpInTheFileThatTheServerIsGiven() throws IOException {
    Path alertmanager = write("alertmanager.yml", RECEIVERS);
    Path file = write("prometheus.yml", RESPONSE.formatted("  dashboards: []"));
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.SUCCESS);
    assertThat(text(out)).contains("WARNING: the receivers that vigie: names were not looked up");
    ConfigCheckOptions beside =
        ConfigCheckOptions.DEFAULT.withAlertmanager(Optional.of(alertmanager), false);
    assertThat(check(beside, file)).isEqualTo(ConfigCheck.FAILURE);
    assertThat(text(err)).contains("there is no receiver \"mial\"");
  }

  @Test
  void theAlertmanagerFileThatTheConfigurationNamesIsCheckedToo() throws IOException {
    write("alertmanager.yml", "{route: {receiver: nowhere}, receivers: [{name: mail}]}");
    Path file = write("prometheus.yml", "vigie: {alertmanager: alertmanager.yml}\n");
    assertThat(check(ConfigCheckOptions.DEFAULT, file)).isEqualTo(ConfigCheck.FAILURE);
    assertThat(text(err)).contains("alertmanager.yml:1:", "undefined receiver \"nowhere\"");
    var syntaxOnly = new ConfigCheckOptions(true, List.of(), false, false, false, Duration.ZERO);
    assertThat(check(syntaxOnly, file)).isEqualTo(ConfigCheck.SUCCESS);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int check(ConfigCheckOptions options, Path... files) {
    return new ConfigCheck(
            options,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(List.of(files));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
