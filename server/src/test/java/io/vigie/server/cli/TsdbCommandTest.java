package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.telemetry.Meters;
import io.vigie.tsdb.Tsdb;
import io.vigie.tsdb.TsdbConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
@Isolated("what others print would be taken for the command's")
class TsdbCommandTest {
  private static final String TEXT =
      """
      my_counter{baz="abc",foo="bar"} 1 0.000
      my_counter{baz="abc",foo="bar"} 2 60.000
      my_counter{baz="abc",foo="bar"} 3 120.000
      my_gauge{abc="baz",bar="foo"} 1.0267820369e+10 0.000
      my_gauge{abc="baz",bar="foo"} NaN 60.500
      # EOF
      """;

  @TempDir Path folder;
  private Path data;

  @BeforeEach
  void backfill() throws IOException {
    data = folder.resolve("data");
    Path file = Files.writeString(folder.resolve("history.txt"), TEXT);
    CommandOutcome made = tsdb("create-blocks-from", "openmetrics", file.toString());
    assertThat(made.errors()).isEmpty();
    assertThat(made.exitCode()).isZero();
  }

  private CommandOutcome tsdb(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "tsdb";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 1] = data.toString();
    return CommandOutcome.of(all);
  }

  @Test
  void whatWasReadFromTextIsPrintedAsTheSameText() {
    assertThat(tsdb("dump-openmetrics", "--sandbox-dir-root=/tmp").out()).isEqualTo(TEXT);
  }

  @Test
  void dumpPrintsWhatPromtoolPrints() {
    assertThat(tsdb("dump", "--match=my_counter").out())
        .isEqualTo(
            """
            {__name__="my_counter", baz="abc", foo="bar"} 1 0
            {__name__="my_counter", baz="abc", foo="bar"} 2 60000
            {__name__="my_counter", baz="abc", foo="bar"} 3 120000
            """);
    assertThat(tsdb("dump", "--min-time=60000", "--max-time=60500").out())
        .isEqualTo(
            """
            {__name__="my_counter", baz="abc", foo="bar"} 2 60000
            {__name__="my_gauge", abc="baz", bar="foo"} NaN 60500
            """);
    assertThat(tsdb("dump", "--format=seriesjson", "--match=my_gauge", "--match=my_counter").out())
        .isEqualTo(
            """
            {"__name__":"my_gauge","abc":"baz","bar":"foo"}
            {"__name__":"my_counter","baz":"abc","foo":"bar"}
            """);
  }

  @Test
  void listHasTheColumnsOfPromtool() {
    assertThat(tsdb("list").out().lines())
        .hasSize(2)
        .first()
        .asString()
        .matches(
            "BLOCK ULID +MIN TIME +MAX TIME +DURATION +NUM SAMPLES +NUM CHUNKS +NUM SERIES +SIZE");
    assertThat(tsdb("list").out().lines().toList().get(1))
        .matches("0/\\S+ +0 +120000 +2m0s +5 +- +2 +\\d+");
    assertThat(tsdb("list", "-r").out().lines().toList().get(1))
        .matches(
            "0/\\S+ +1970-01-01 00:00:00 \\+0000 UTC +1970-01-01 00:02:00 \\+0000 UTC +2m0s +5 +-"
                + " +2 +(\\d+KiB)?(\\d+B)?");
  }

  @Test
  void analyzeSaysWhichLabelsThereAreMostOf() {
    assertThat(tsdb("analyze", "--limit=1", "--match=my_counter").out())
        .isEqualTo(
            """
            Block ID: 0
            Duration: 2m0s
            Total Series: 1
            Matcher: my_counter
            Label names: 3
            Postings (unique label pairs): 3
            Postings entries (total label pairs): 3

            Label pairs most involved in churning:
            0 __name__=my_counter

            Label names most involved in churning:
            0 __name__

            Most common label pairs:
            1 __name__=my_counter

            Label names with highest cumulative label value length:
            10 __name__

            Highest cardinality labels:
            1 __name__

            Highest cardinality metric names:
            1 my_counter
            """);
    assertThat(tsdb("analyze", "--extended").out()).contains("Parts, with samples");
  }

  @Test
  void historyIsAddedOnceAndConflictsAreSaid() throws IOException {
    Path file = folder.resolve("history.txt");
    CommandOutcome again = tsdb("create-blocks-from", "openmetrics", "-q", file.toString());
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEmpty();
    assertThat(again.errors()).startsWith("0 samples added, 5 were there already, 0 refused");

    Files.writeString(file, "my_counter{baz=\"abc\",foo=\"bar\"} 9 0.000\n# EOF\n");
    CommandOutcome other = tsdb("create-blocks-from", "openmetrics", file.toString());
    assertThat(other.exitCode()).isOne();
    assertThat(other.errors()).startsWith("0 samples added, 0 were there already, 1 refused");
  }

  @Test
  void aLabelCanBePutOnEverySeries() throws IOException {
    Path file = Files.writeString(folder.resolve("more.txt"), "more 1 1.000\n# EOF\n");
    tsdb("create-blocks-from", "openmetrics", "--label=site=a", "--label=job=b", file.toString());
    assertThat(tsdb("dump-openmetrics", "--match=more").out())
        .isEqualTo("more{job=\"b\",site=\"a\"} 1 1.000\n# EOF\n");
  }

  @Test
  void samplesWithoutATimeAndWrongTextAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.txt"), "up{a=\"b\"} 1\n# EOF\n");
    CommandOutcome outcome = tsdb("create-blocks-from", "openmetrics", file.toString());
    assertThat(outcome.exitCode()).isOne();
    assertThat(outcome.errors()).contains("expected timestamp for series", "got none");
    Files.writeString(file, "up 1 1\n");
    assertThat(tsdb("create-blocks-from", "openmetrics", file.toString()).errors())
        .contains("# EOF");
  }

  @Test
  void aDirectoryInUseIsNotTouchedButItsSnapshotCanBeRead() throws IOException {
    try (Tsdb running =
        Tsdb.open(
            data,
            TsdbConfig.defaults().withRetention(Duration.ZERO),
            InstantSource.system(),
            Meters.NONE)) {
      CommandOutcome refused = tsdb("dump");
      assertThat(refused.exitCode()).isOne();
      assertThat(refused.errors())
          .contains("is in use by process " + ProcessHandle.current().pid())
          .contains("a snapshot can be read");
      Path snapshot = data.resolve("snapshots").resolve(running.snapshot(false));
      assertThat(CommandOutcome.of("tsdb", "dump", snapshot.toString()).out().lines()).hasSize(5);
    }
    assertThat(CommandOutcome.of("tsdb", "list", folder.toString()).errors())
        .contains("there is no store in it");
  }
}
