package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HistogramAnalysisTest {
  private static String bucket(String name, String labels, String le, int... values) {
    List<String> samples = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      samples.add("[%d,\"%d\"]".formatted(i * 60, values[i]));
    }
    return "{\"metric\":{\"__name__\":\"%s\"%s,\"le\":\"%s\"},\"values\":%s}"
        .formatted(name, labels, le, samples);
  }

  private static String analyze(String... series) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HistogramAnalysis analysis =
        new HistogramAnalysis(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    analysis.add(JsonMapper.shared().readTree("[" + String.join(",", series) + "]"));
    analysis.printSummary();
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void bucketsOfClassicHistogramsAreThoseThatHoldMoreThanTheOnesBelow() throws IOException {
    String job = ",\"job\":\"api\"";
    String out =
        analyze(
            bucket("a_bucket", job, "+Inf", 4, 5, 9),
            bucket("a_bucket", job, "10", 4, 4, 8),
            bucket("a_bucket", job, "0.5", 1, 1, 1),
            bucket("b_bucket", "", "1", 0, 2),
            bucket("b_bucket", "", "+Inf", 0, 3),
            bucket("b_bucket", ",\"x\":\"once\"", "+Inf", 7),
            bucket("b_sum", "", "1", 3, 4));
    assertThat(out)
        .startsWith("Bucket stats for each histogram series over time\n---")
        .contains(
            """
            - a_bucket{job="api"} (classic): 2/2.667/3
            - b_bucket{} (classic): 0/1.000/2

            Aggregated bucket stats
            -----------------------
            Each line shows min/avg/max over the series above.

            Classic histogram series (2 in total):
            - min populated: 0/1.000/2
            - avg populated: 1/1.500/2
            - max populated: 2/2.500/3
            """)
        .doesNotContain("Native", "- total");
  }

  @Test
  void bucketsOfNativeHistogramsAreThoseThatASampleHas() throws IOException {
    String histograms =
        "[[0,{\"buckets\":[[0,\"1\",\"2\",\"3\"],[0,\"2\",\"4\",\"1\"]]}],"
            + "[60,{\"buckets\":[[0,\"4\",\"8\",\"1\"]]}],[120,{\"count\":\"0\"}]]";
    String out =
        analyze(
            "{\"metric\":{\"__name__\":\"n\",\"job\":\"x\"},\"histograms\":" + histograms + "}",
            "{\"metric\":{\"__name__\":\"n\"},\"histograms\":[[0,{}]]}",
            "{\"metric\":{\"__name__\":\"nothing\"}}");
    assertThat(out)
        .contains("- n{job=\"x\"} (native): 0/1.000/2/3\n", "Native histogram series (1 in total):")
        .endsWith("- max populated: 2/2.000/2\n- total: 3/3.000/3\n");
  }

  @Test
  void bucketsThatWereSampledApartCannotBeCompared() {
    String late = bucket("a_bucket", "", "+Inf", 1, 2).replace("[60,", "[61,");
    assertThatThrownBy(() -> analyze(bucket("a_bucket", "", "1", 1, 1), late))
        .isInstanceOf(IOException.class)
        .hasMessage("matrix result is not time aligned");
  }
}
