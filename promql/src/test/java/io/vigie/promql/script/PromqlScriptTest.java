package io.vigie.promql.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.time.Ticker;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kind of expectation must be able to fail.
class PromqlScriptTest {
  private static final String DATA =
      """
      load 1m
        a{x="1"} 1+1x10
        a{x="2"} 5+0x10
        h {{schema:1 count:6 sum:9 buckets:[1 2 3]}}x5

      """;

  static Stream<String> wrongExpectations() {
    return Stream.of(
        "eval instant at 1m a\n  a{x=\"1\"} 2",
        "eval instant at 1m a\n  a{x=\"1\"} 2\n  a{x=\"2\"} 5\n  a{x=\"3\"} 5",
        "eval instant at 1m a{x=\"1\"}\n  a{x=\"1\"} 2.00001",
        "eval instant at 1m a{x=\"1\"}\n  a{x=\"1\"} stale",
        "eval instant at 1m a{x=\"1\"}\n  a{x=\"1\"} {{}}",
        "eval instant at 1m a{x=\"1\"}\n  2",
        "eval instant at 1m sort_desc(a)\n  expect ordered\n  a{x=\"1\"} 2\n  a{x=\"2\"} 5",
        "eval instant at 1m 3\n  4",
        "eval instant at 1m 3",
        "eval instant at 1m \"x\"\n  expect string \"y\"",
        "eval instant at 1m a\n  expect fail",
        "eval instant at 1m a +\n  expect fail msg: something else",
        "eval instant at 1m a +",
        "eval instant at 1m quantile(2, a)\n  expect no_warn\n  {} +Inf",
        "eval instant at 1m quantile(2, a)\n  expect warn msg: something else\n  {} +Inf",
        "eval instant at 1m a{x=\"1\"}\n  expect warn\n  a{x=\"1\"} 2",
        "eval instant at 1m a{x=\"1\"}\n  expect info\n  a{x=\"1\"} 2",
        "eval instant at 1m h\n  h {{schema:1 count:6 sum:9 buckets:[1 2 4]}}",
        "eval instant at 1m h\n  h {{schema:1 count:6 sum:9 offset:1 buckets:[1 2 3]}}",
        "eval instant at 1m h\n  h {{schema:1 count:6 sum:9 buckets:[1 2 3] counter_reset_hint:gauge}}",
        "eval range from 0 to 2m step 1m a{x=\"1\"}\n  a{x=\"1\"} 1 2",
        "eval range from 0 to 2m step 1m a{x=\"1\"}\n  a{x=\"1\"} 1 _ 3",
        "eval range from 0 to 2m step 1m a{x=\"1\"}\n  a{x=\"1\"} 1 2 3 4",
        "eval instant at 2m a{x=\"1\"}[2m]\n  expect range vector from 1m to 2m step 1m\n"
            + "  a{x=\"1\"} 2 4");
  }

  @ParameterizedTest
  @MethodSource("wrongExpectations")
  void aWrongExpectationFails(String eval) throws ScriptException {
    assertThat(PromqlScript.parse("s", DATA + eval).run(Ticker.system()))
        .singleElement()
        .matches(result -> !result.passed(), "fails");
  }

  static Stream<String> rightExpectations() {
    return Stream.of(
        "eval instant at 1m a\n  a{x=\"2\"} 5.000001\n  a{x=\"1\"} 2",
        "eval instant at 1m sort_desc(a)\n  expect ordered\n  a{x=\"2\"} 5\n  a{x=\"1\"} 2",
        "eval instant at 1m quantile(2, a)\n  expect warn regex: quantile value.*2\n  {} +Inf",
        "eval_warn instant at 1m quantile(2, a)\n  {} +Inf",
        "eval_fail instant at 1m a +\n  expected_fail_regexp unexpected end",
        "eval instant at 1m h\n  h {{schema:1 count:6 sum:9 buckets:[1 2 3 0 0]}}",
        "eval instant at 2m a{x=\"1\"}[2m]\n  expect range vector from 1m to 2m step 1m\n"
            + "  a{x=\"1\"} 2 3",
        "eval range from 0 to 2m step 1m a{x=\"1\"} != 2\n  a{x=\"1\"} 1 _ 3",
        "eval instant at 3m time()\n  180");
  }

  @ParameterizedTest
  @MethodSource("rightExpectations")
  void aRightExpectationPasses(String eval) throws ScriptException {
    assertThat(PromqlScript.parse("s", DATA + eval).run(Ticker.system()))
        .singleElement()
        .satisfies(result -> assertThat(result.failure()).isEmpty());
  }

  static Stream<String> nativeHistograms() {
    return Stream.of(
        """
        load_with_nhcb 1m
          x_bucket{le="1"} 1
          x_bucket{le="+Inf"} 3
          x_sum 7
          x_count 3

        eval instant at 0 x
          x {{schema:-53 count:3 sum:7 custom_values:[1] buckets:[1 2]}}\
        """,
        """
        load 1m
          y@st -30s 0 _
          y 1 2 3

        eval instant at 2m y
          y 3\
        """);
  }

  @ParameterizedTest
  @MethodSource("nativeHistograms")
  void dataIsLoadedAsWritten(String script) throws ScriptException {
    assertThat(PromqlScript.parse("s", script).run(Ticker.system()))
        .singleElement()
        .satisfies(result -> assertThat(result.failure()).isEmpty());
  }
}
