package io.vigie.alerts.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.alerts.ConformanceKit;
import io.vigie.alerts.config.RouteReader;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.alerts.store.StateJson;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.config.yaml.Durations;
import io.vigie.config.yaml.YamlFile;
import io.vigie.model.alert.Alert;
import io.vigie.model.metric.Labels;
import io.vigie.testkit.FakeClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/// Alerts come to the routes and groups that Alertmanager sends them to.
class RoutingConformanceTest {
  @TestFactory
  Stream<DynamicTest> routes() throws IOException {
    return ConformanceKit.cases("routing.json")
        .flatMap(tree -> {
          Route root = route(tree.get("route").asString());
          return Stream.concat(cases(tree, root), properties(tree, root));
        });
  }

  private static Route route(String yaml) {
    return Route.root(
        new RouteReader(MatcherSyntax.FALLBACK)
            .read(YamlFile.parse("route.yml", Path.of(""), yaml).mapping()));
  }

  private static Stream<DynamicTest> cases(JsonNode tree, Route root) {
    return ConformanceKit.stream(tree.path("cases"))
        .map(test ->
            DynamicTest.dynamicTest(
                tree.get("name").asString() + " " + test.get("labels"),
                () -> checkCase(root, test)));
  }

  private static void checkCase(Route root, JsonNode test) {
    List<Route> routes = root.match(StateJson.labels(test.get("labels")));
    if (test.has("route_labels")) {
      assertThat(routes.getFirst().options().labels().toMap())
          .isEqualTo(StateJson.texts(test.get("route_labels")));
    }
    if (!test.has("routes")) {
      return;
    }
    assertThat(routes).hasSize(test.get("routes").size());
    for (int i = 0; i < routes.size(); i++) {
      checkRoute(routes.get(i), test.get("routes").get(i));
    }
  }

  private static void checkRoute(Route route, JsonNode expected) {
    Route.Options options = route.options();
    for (var field : expected.properties()) {
      Object value =
          switch (field.getKey()) {
            case "receiver" -> options.receiver();
            case "key" -> route.key();
            case "group_by_all" -> options.groupByAll();
            case "group_by" -> new TreeSet<>(options.groupBy());
            case "group_wait" -> Durations.format(options.groupWait());
            case "group_interval" -> Durations.format(options.groupInterval());
            case "repeat_interval" -> Durations.format(options.repeatInterval());
            case "labels", "route_labels" -> options.labels().toMap();
            default -> throw new AssertionError("unknown property " + field.getKey());
          };
      assertThat(value).as(field.getKey()).isEqualTo(plain(field.getValue()));
    }
  }

  private static Object plain(JsonNode node) {
    if (node.isArray()) {
      Set<String> texts = new TreeSet<>();
      node.forEach(text -> texts.add(text.asString()));
      return texts;
    }
    if (node.isObject()) {
      return StateJson.texts(node);
    }
    return node.isBoolean() ? (Object) node.booleanValue() : node.asString();
  }

  private static Stream<DynamicTest> properties(JsonNode tree, Route root) {
    String name = tree.get("name").asString();
    List<Route> walked = new ArrayList<>();
    walk(root, walked);
    return Stream.of("receivers_in_walk_order", "group_by_all", "route_ids_any_order")
        .filter(tree::has)
        .map(property ->
            DynamicTest.dynamicTest(
                name + " " + property, () -> checkProperty(property, tree.get(property), walked)));
  }

  private static void walk(Route route, List<Route> into) {
    into.add(route);
    route.children().forEach(child -> walk(child, into));
  }

  private static void checkProperty(String property, JsonNode expected, List<Route> walked) {
    if (property.equals("group_by_all")) {
      expected
          .properties()
          .forEach(entry ->
              assertThat(withValue(entry.getKey(), walked).options().groupByAll())
                  .as(entry.getKey())
                  .isEqualTo(entry.getValue().booleanValue()));
      return;
    }
    Function<Route, Object> value =
        property.equals("receivers_in_walk_order")
            ? route -> route.options().receiver()
            : Route::id;
    List<Object> wanted =
        ConformanceKit.stream(expected).map(RoutingConformanceTest::plain).toList();
    List<Object> found = walked.stream().map(value).toList();
    if (property.equals("receivers_in_walk_order")) {
      assertThat(found).isEqualTo(wanted);
    } else {
      assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  /// The route one of whose matchers has a value.
  private static Route withValue(String value, List<Route> routes) {
    return routes.stream()
        .filter(route -> route.matchers().list().stream().anyMatch(m -> m.value().equals(value)))
        .findFirst()
        .orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> groups() throws IOException {
    return ConformanceKit.cases("grouping.json")
        .map(test -> DynamicTest.dynamicTest("groups", () -> checkGroups(test)));
  }

  private static void checkGroups(JsonNode test) {
    YamlFile file = YamlFile.parse("am.yml", Path.of(""), test.get("config").asString());
    Route root =
        Route.root(
            new io.vigie.alerts.config.AlertmanagerConfigReader(MatcherSyntax.FALLBACK)
                .read(file)
                .route());
    FakeClock clock = new FakeClock();
    Dispatcher dispatcher = new Dispatcher(root, clock, _ -> true, Runnable::run, 0);
    List<Labels> alerts = ConformanceKit.stream(test.get("alerts")).map(StateJson::labels).toList();
    dispatcher.insert(alerts.stream().map(labels -> firing(labels, clock)).toList());

    List<GroupView> groups = dispatcher.groups();

    assertThat(groups).hasSize(test.get("groups").size());
    for (int i = 0; i < groups.size(); i++) {
      checkGroup(groups.get(i), test.get("groups").get(i), alerts);
    }
  }

  private static void checkGroup(GroupView group, JsonNode expected, List<Labels> alerts) {
    assertThat(group.key()).isEqualTo(expected.get("group_key").asString());
    assertThat(group.route().id()).isEqualTo(expected.get("route_id").asString());
    assertThat(group.route().options().receiver()).isEqualTo(expected.get("receiver").asString());
    assertThat(group.labels()).isEqualTo(StateJson.labels(expected.get("labels")));
    assertThat(group.alerts().stream().map(alert -> alert.alert().labels()))
        .containsExactlyElementsOf(
            ConformanceKit.stream(expected.get("alerts"))
                .map(index -> alerts.get(index.asInt()))
                .toList());
  }

  private static StoredAlert firing(Labels labels, FakeClock clock) {
    long now = clock.millis();
    return new StoredAlert(new Alert(labels, Labels.EMPTY, now, now + 3_600_000, ""), now, false);
  }
}
