package io.vigie.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigie.promql.ConformanceKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptParserTest {
  @Test
  void blocksEndAtEmptyLinesAndComments() throws ScriptException {
    PromqlScript script =
        PromqlScript.parse(
            "s",
            """
            load 1m
              a 1 2
              a 3
            # not part of the block

            eval instant at 1m a
              a 3
            # ends the block
            eval range from 0 to 2m step 1m a
              {} 1 2 3

            clear
            """);
    assertThat(script.caseCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "lode 5m | s: line 1: invalid command \"lode 5m\"",
        "load 5q | s: line 1: invalid step definition \"5q\": unknown unit \"q\" in duration \"5q\"",
        "eval now a | s: line 1: invalid evaluation command. Must be either",
        "eval range from 5m to 1m step 1m a | end timestamp (1m) is before start timestamp (5m)",
        "eval instant at 0 a\\n  expect fail\\n  expect fail | multiple expect fail lines",
        "eval instant at 0 a\\n  expect warn\\n  expect no_warn | warn and no_warn cannot",
        "eval instant at 0 a\\n  expect nothing | line 2: invalid expect statement",
        "eval instant at 0 a\\n  expect warn regex: ( | line 2: invalid regex",
        "eval instant at 0 a\\n  expect string x | line 2: expected string literal not valid",
        "eval instant at 0 a\\n  a 1 2 | line 2: expecting multiple values in instant evaluation",
        "load 1m\\n  a@st -1m\\n | line 2: @st line has no following sample line",
        "load 1m\\n  a@st -1m\\n  b 1 | @st metric does not match the following",
        "load 1m\\n  a@st -1m\\n  a 1 2 | @st line has 1 values but sample line has 2",
        "load 1m\\n  a@st 1q\\n  a 1 | invalid @st sequence",
        "load 1m\\n  a 1x2000000 | a series may have at most 1000000 values",
      })
  void aMistakeIsShownWithItsLine(String script, String message) {
    assertThatThrownBy(() -> PromqlScript.parse("s", script.replace("\\n", "\n")))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining(message);
  }

  @Test
  void startTimestampsAreRelativeToTheirSamples() throws ScriptException {
    assertThat(StartTimestamps.parse("_ _x2 -1m -30s-1mx1 -30s+1sx1 0x1 -59999ms"))
        .extracting(Object::toString)
        .containsExactly(
            "_", "_", "_", "-60000", "-30000", "-90000", "-30000", "-29000", "0", "0", "-59999");
  }

  @Test
  void everyScriptOfTheKitIsUnderstood() throws IOException, ScriptException {
    int cases = 0;
    try (Stream<Path> files = Files.list(ConformanceKit.file("promql/tests"))) {
      for (Path file : files.sorted().toList()) {
        cases += PromqlScript.read(file).caseCount();
      }
    }
    assertThat(cases).isGreaterThan(1000);
  }
}
