package io.vigie.ingest.exposition.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsCheckTest {
  private record Run(int exitCode, String out, String errors) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gauge     | jobs{x="1"} 1 | no help text
          counter   | jobs 1        | counter metrics should have "_total" suffix
          gauge     | jobs_total 1  | non-counter metrics should not have "_total" suffix
          gauge     | jobs_bucket 1 | non-histogram metrics should not have "_bucket" suffix
          gauge     | jobs_sum 1    | non-histogram and non-summary metrics should not have "_sum" suffix
          gauge     | jobs_count 1  | non-histogram and non-summary metrics should not have "_count" suffix
          gauge     | jobs{le="1"} 1 | non-histogram metrics should not have "le" label
          gauge     | jobs{quantile="1"} 1 | non-summary metrics should not have "quantile" label
          gauge     | jobs_gauge_count_now 1 | metric name should not include type 'gauge'
          gauge     | jobs:now 1    | metric names should not contain ':'
          gauge     | jobsNow 1     | metric names should be written in 'snake_case' not 'camelCase'
          gauge     | jobs{whenDone="1"} 1 | label names should be written in 'snake_case' not 'camelCase'
          gauge     | jobs_ms 1     | metric names should not contain abbreviated units
          gauge     | jobs_minutes 1 | use base unit "seconds" instead of "minutes"
          gauge     | jobs_kilobytes 1 | use base unit "bytes" instead of "kilobytes"
          """)
  void namesWhatDoesNotKeepToTheConventions(String type, String sample, String problem) {
    String name = sample.split("[ {]", 2)[0];
    String help = problem.equals("no help text") ? "" : "# HELP " + name + " What it is.\n";
    Run run = check(help + "# TYPE " + name + " " + type + "\n" + sample + "\n", false, true);
    assertThat(run.errors()).isEqualTo(name + " " + problem + "\n");
    assertThat(run.exitCode()).isEqualTo(MetricsCheck.EXIT_LINT);
  }

  @Test
  void namesASeriesGivenTwice() {
    Run run =
        check(
            "# HELP jobs Jobs.\n# TYPE jobs gauge\njobs{a=\"1\"} 1\njobs{a=\"1\"} 2\n",
            false,
            true);
    assertThat(run.errors()).isEqualTo("jobs metric not unique\n");
  }

  @Test
  void findsNothingWrongWithAHistogramAndASummary() {
    Run run =
        check(
            """
            # HELP wait_seconds How long.
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="1"} 1
            wait_seconds_bucket{le="+Inf"} 2
            wait_seconds_sum 3
            wait_seconds_count 2
            # HELP size_bytes How much.
            # TYPE size_bytes summary
            size_bytes{quantile="0.5"} 1
            size_bytes_sum 3
            size_bytes_count 2
            """,
            true,
            true);
    assertThat(run.errors()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(MetricsCheck.EXIT_OK);
    assertThat(run.out())
        .isEqualTo(
            """
            Metric          Cardinality    Percentage   \s
            wait_seconds    4              57.14%       \s
            size_bytes      3              42.86%       \s
            Total           7              100%         \s
            """);
  }

  @Test
  void refusesWhatIsNoExposition() {
    Run run = check("{\"status\": \"ok\"}", false, true);
    assertThat(run.errors()).startsWith("error while linting: expected equal");
    assertThat(run.exitCode()).isEqualTo(MetricsCheck.EXIT_FAILURE);
  }

  @Test
  void refusesATypeAfterSamples() {
    Run run = check("# HELP a A.\na 1\n# TYPE a gauge\n", false, true);
    assertThat(run.errors())
        .isEqualTo(
            "error while linting: second TYPE line for metric name \"a\", or TYPE reported after"
                + " samples\n");
  }

  @Test
  void refusesToDoNothing() {
    Run run = check("", false, false);
    assertThat(run.errors()).startsWith("error: at least one of --extended or linting");
    assertThat(run.exitCode()).isEqualTo(MetricsCheck.EXIT_FAILURE);
  }

  private static Run check(String exposition, boolean extended, boolean lint) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int exitCode =
        new MetricsCheck(extended, lint)
            .run(
                new ByteArrayInputStream(exposition.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
  }
}
