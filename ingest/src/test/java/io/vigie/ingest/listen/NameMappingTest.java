package io.vigie.ingest.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.listen.NameMapping.Rule;
import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NameMappingTest {
  private static Rule rule(String match, String name, Map<String, String> labels) {
    return new Rule(List.of(match.split("\\.")), name, labels, false);
  }

  @Test
  void withoutARuleTheNameIsOnlyCleaned() {
    assertThat(NameMapping.NONE.apply("servers.web-1.load", Map.of("dc.name", "eu")))
        .contains(Labels.of("__name__", "servers_web_1_load", "dc_name", "eu"));
  }

  @Test
  void theFirstRuleThatMatchesDecides() {
    NameMapping mapping =
        new NameMapping(
            List.of(
                rule("servers.*.*", "server_$2", Map.of("host", "$1", "raw", "${1}x$3$")),
                rule("servers.*.load", "never", Map.of()),
                new Rule(List.of("debug", "*"), "", Map.of(), true),
                rule("plain.*", "", Map.of("kind", "plain"))));

    assertThat(mapping.apply("servers.a.load", Map.of("host", "tag", "tag", "stays")))
        .contains(Labels.of("__name__", "server_load", "host", "a", "raw", "ax$", "tag", "stays"));
    assertThat(mapping.apply("debug.x", Map.of())).isEqualTo(Optional.empty());
    assertThat(mapping.apply("plain.x", Map.of()))
        .contains(Labels.of("__name__", "plain_x", "kind", "plain"));
    assertThat(mapping.apply("servers.a.b.c", Map.of()))
        .contains(Labels.of("__name__", "servers_a_b_c"));
  }
}
