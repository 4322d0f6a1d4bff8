package io.vigie.alerts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.config.AlertmanagerConfig;
import io.vigie.alerts.config.AlertmanagerConfigReader;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PossibleRoutesTest {
  private static final AlertmanagerConfig CONFIG =
      new AlertmanagerConfigReader(MatcherSyntax.FALLBACK)
          .read(
              YamlFile.parse(
                  "alertmanager.yml",
                  Path.of(""),
                  """
                  route:
                    receiver: root
                    routes:
                    - {receiver: pager, matchers: [severity="critical"]}
                    - receiver: web
                      matchers: [team="web"]
                      continue: true
                      routes:
                      - {receiver: web-night, matchers: [time="night"]}
                    - {receiver: rest, matchers: [team=~"web|db"]}
                  receivers: [{name: root}, {name: pager}, {name: web}, {name: web-night}, {name: rest}]
                  """));

  private static List<String> receivers(Map<String, String> labels) {
    return PossibleRoutes.of(Route.root(CONFIG.route()), labels).stream()
        .map(route -> route.options().receiver())
        .toList();
  }

  @Test
  void withoutAnyLabelEveryRouteIsPossible() {
    assertThat(receivers(Map.of()))
        .containsExactlyInAnyOrder("pager", "web-night", "web", "rest", "root");
  }

  @Test
  void aRouteThatIsTakenForSureHidesThoseBehindIt() {
    assertThat(receivers(Map.of("severity", "critical", "team", "web"))).containsExactly("pager");
    assertThat(receivers(Map.of("severity", "info", "team", "web")))
        .containsExactly("web-night", "web", "rest");
    assertThat(receivers(Map.of("severity", "info", "team", "mail"))).containsExactly("root");
  }

  @Test
  void aRouteThatMayBeTakenHidesNothing() {
    assertThat(receivers(Map.of("team", "db"))).containsExactly("pager", "rest");
  }
}
