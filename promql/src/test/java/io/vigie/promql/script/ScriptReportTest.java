package io.vigie.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.time.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptReportTest {
  @TempDir Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ScriptReport report =
      new ScriptReport(new PrintStream(printed, true, StandardCharsets.UTF_8), Ticker.system());

  @Test
  void whatPassesIsOnlyCounted() throws IOException {
    Path script =
        script(
            "good.test",
            """
            load 1m
              errors{job="a"} 0+60x10

            eval instant at 10m rate(errors[5m])
              {job="a"} 1

            eval range from 0 to 2m step 1m errors > 0
              errors{job="a"} _ 60 120

            eval instant at 1m "text"
              expect string "text"

            eval instant at 1m 1 +
              expect fail regex: unexpected end of input

            clear

            eval instant at 10m errors
            """);
    assertThat(report.run(List.of(script))).isEqualTo(ScriptReport.PASSED);
    assertThat(printed()).isEqualTo("5 passed, 0 failed\n");
  }

  @Test
  void aFailureNamesPlaceExpectedAndActualAnswer() throws IOException {
    Path script =
        script(
            "bad.test",
            """
            load 1m
              up 1x3

            eval instant at 1m up + 1
              {} 3

            eval instant at 1m up
              {__name__="up"} 1
            """);
    assertThat(report.run(List.of(script))).isEqualTo(ScriptReport.FAILED);
    assertThat(printed())
        .isEqualTo(
            """
            FAILED %s:4: up + 1
              expected: {} [3]
              got:      {} 2
            1 passed, 1 failed
            """
                .formatted(script));
  }

  @Test
  void aScriptThatCannotBeRunIsAFailure() throws IOException {
    Path broken = script("broken.test", "load\n");
    Path overlapping = script("overlap.test", "load 1m\n  up 1 2\n\nload 1m\n  up 3\n");
    Path absent = directory.resolve("absent.test");
    Path binary = Files.write(directory.resolve("binary.test"), new byte[] {(byte) 0xff});
    assertThat(report.run(List.of(broken, overlapping, absent, binary)))
        .isEqualTo(ScriptReport.FAILED);
    assertThat(printed())
        .contains("FAILED " + broken + ": line 1: invalid load command.")
        .contains("FAILED " + overlapping + ": line 4: sample of {__name__=\"up\"} at 0 ms")
        .contains("FAILED " + absent + ": cannot be read")
        .contains("FAILED " + binary + ": is not a text in UTF-8")
        .endsWith("0 passed, 4 failed\n");
  }

  private Path script(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
