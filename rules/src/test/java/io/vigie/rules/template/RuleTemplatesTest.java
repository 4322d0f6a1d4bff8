package io.vigie.rules.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.model.metric.Labels;
import io.vigie.promql.value.VectorElement;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTemplatesTest {
  private final RuleTemplates templates =
      new RuleTemplates((_, _) -> List.of(), URI.create("http://vigie"), () -> Labels.EMPTY);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ query \"nothing\" | first | value }}",
        "{{ define \"x\" }}{{ template \"x\" }}{{ end }}{{ template \"x\" }}",
        "{{ parseDuration \"soon\" }}",
      })
  void aTemplateThatFailsSaysSoInTheTextAndStopsNothing(String text) {
    VectorElement sample = VectorElement.of(Labels.of("job", "api"), 0, 1);
    assertThat(templates.expand("A", text, sample, 0)).startsWith("<error expanding template: ");
    assertThat(templates.expand("A", "of {{ $labels.job }}", sample, 0)).isEqualTo("of api");
  }
}
