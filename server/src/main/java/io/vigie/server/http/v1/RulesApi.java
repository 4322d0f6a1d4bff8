package io.vigie.server.http.v1;

import io.vigie.model.metric.LabelMatcher;
import io.vigie.rules.evaluation.GroupStatus;
import io.vigie.rules.evaluation.RuleStatus;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.server.alerting.AlertmanagerSending;
import io.vigie.server.http.Answer;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ApiRouter;
import io.vigie.server.http.JsonWriter;
import io.vigie.server.http.RouteGroup;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// `rules`, `alerts` and `alertmanagers`: what is evaluated, what came of it, and who is told.
public final class RulesApi implements RouteGroup {
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("", "0", "f", "F", "false", "FALSE", "False");

  private final Supplier<List<GroupStatus>> groups;
  private final AlertmanagerSending sending;
  private final MatchParameter match;
  private final AlertTracking tracking;

  /// @param tracking what is known of an alert on its way to people
  public RulesApi(
      Supplier<List<GroupStatus>> groups,
      AlertmanagerSending sending,
      MatchParameter match,
      AlertTracking tracking) {
    this.groups = groups;
    this.sending = sending;
    this.match = match;
    this.tracking = tracking;
  }

  @Override
  public void addTo(ApiRouter router) {
    router
        .get("/rules", this::rules)
        .get("/alerts", _ -> Answer.of(this::alerts))
        .get("/alertmanagers", _ -> Answer.of(this::alertmanagers));
  }

  private Answer rules(ApiRequest request) {
    Predicate<RuleStatus> wanted = wanted(request);
    Set<String> names = new HashSet<>(request.parameters("rule_group[]"));
    Set<String> files = new HashSet<>(request.parameters("file[]"));
    boolean withAlerts = !isOn(request, "exclude_alerts");
    List<GroupStatus> matching =
        groups.get().stream()
            .filter(group -> names.isEmpty() || names.contains(group.name()))
            .filter(group -> files.isEmpty() || files.contains(group.file()))
            .map(group -> only(group, wanted))
            .filter(group -> !group.rules().isEmpty())
            .toList();
    GroupPage page = GroupPage.of(request, matching);
    return Answer.of(json -> new RulesJson(json, withAlerts, tracking).write(page));
  }

  private static GroupStatus only(GroupStatus group, Predicate<RuleStatus> wanted) {
    return new GroupStatus(
        group.file(),
        group.definition(),
        group.interval(),
        group.rules().stream().filter(wanted).toList(),
        group.evaluationNanos(),
        group.lastEvaluationMillis());
  }

  private Predicate<RuleStatus> wanted(ApiRequest request) {
    Set<String> names = new HashSet<>(request.parameters("rule_name[]"));
    List<List<LabelMatcher>> selectors = match.parse(request);
    Predicate<RuleStatus> byType = byType(request.parameter("type").toLowerCase(Locale.ROOT));
    return rule ->
        byType.test(rule)
            && (names.isEmpty() || names.contains(rule.definition().name()))
            && (selectors.isEmpty()
                || selectors.stream().anyMatch(matchers -> satisfies(rule, matchers)));
  }

  private static boolean satisfies(RuleStatus rule, List<LabelMatcher> matchers) {
    return matchers.stream().allMatch(matcher -> matcher.matches(rule.definition().labels()));
  }

  private static Predicate<RuleStatus> byType(String type) {
    return switch (type) {
      case "" -> _ -> true;
      case "alert" -> rule -> rule.definition() instanceof RuleDefinition.Alerting;
      case "record" -> rule -> rule.definition() instanceof RuleDefinition.Recording;
      default ->
          throw ApiException.invalidParameter("type", "not supported value \"" + type + "\"");
    };
  }

  private static boolean isOn(ApiRequest request, String name) {
    String text = request.parameter(name);
    if (!TRUE.contains(text) && !FALSE.contains(text)) {
      throw ApiException.invalidParameter(
          name, "error converting " + name + ": \"" + text + "\" is neither true nor false");
    }
    return TRUE.contains(text);
  }

  private void alerts(JsonWriter json) throws IOException {
    json.beginObject().name("alerts").beginArray();
    for (GroupStatus group : groups.get()) {
      for (RuleStatus rule : group.rules()) {
        new RulesJson(json, true, tracking).alerts(rule.alerts());
      }
    }
    json.endArray().endObject();
  }

  private void alertmanagers(JsonWriter json) throws IOException {
    json.beginObject();
    urls(json, "activeAlertmanagers", sending.active());
    urls(json, "droppedAlertmanagers", sending.dropped());
    json.endObject();
  }

  private static void urls(JsonWriter json, String name, List<URI> urls) throws IOException {
    json.name(name).beginArray();
    for (URI url : urls) {
      json.beginObject().name("url").string(url.toString()).endObject();
    }
    json.endArray();
  }
}
