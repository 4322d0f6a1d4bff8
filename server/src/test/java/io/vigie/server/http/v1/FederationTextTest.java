package io.vigie.server.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import org.junit.jupiter.api.Test;

class FederationTextTest {
  @Test
  void theTypeIsSaidOncePerMetricAndEveryLineHasAnInstance() {
    FederationText text = new FederationText(Labels.EMPTY, 1);
    text.addFloat(Labels.of("__name__", "up", "instance", "a"), 1, 1000);
    text.addFloat(Labels.of("__name__", "up", "job", "b"), 0.5, 2000);

    assertThat(text)
        .hasToString(
            """
            # TYPE up untyped
            up{instance="a"} 1 1000
            up{job="b",instance=""} 0.5 2000
            """);
    assertThat(text.hasQuotedNames()).isFalse();
  }

  @Test
  void externalLabelsAreAddedWhereTheSeriesHasNone() {
    FederationText text = new FederationText(Labels.of("site", "x", "job", "outer"), 1);
    text.addFloat(Labels.of("__name__", "up", "instance", "a", "job", "own"), 1, 1000);

    assertThat(text.toString()).contains("up{instance=\"a\",job=\"own\",site=\"x\"} 1 1000\n");
  }

  @Test
  void valuesAreEscapedAndNamesQuotedWhereTheyMust() {
    FederationText text = new FederationText(Labels.EMPTY, 1);
    text.addFloat(
        Labels.of("__name__", "http.requests", "instance", "", "a b", "say \"hi\"\n\\"), 1, 1);

    assertThat(text)
        .hasToString(
            """
            # TYPE "http.requests" untyped
            {"http.requests","a b"="say \\"hi\\"\\n\\\\",instance=""} 1 1
            """);
    assertThat(text.hasQuotedNames()).isTrue();
  }
}
