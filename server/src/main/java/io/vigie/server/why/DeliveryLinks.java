package io.vigie.server.why;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.config.ReceiverConfig;
import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.history.History;
import io.vigie.alerts.history.HistoryEvent;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.routing.Route;
import io.vigie.model.alert.Fingerprint;
import io.vigie.model.metric.Labels;
import io.vigie.model.time.TimeRange;
import io.vigie.server.why.Step.Link;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The links of the chain between an alert that fires and the people who should know, from the
/// recorded history.
final class DeliveryLinks {
  private static final int MAX_EVENTS = 500;

  private final Alerting alerting;

  DeliveryLinks(Alerting alerting) {
    this.alerting = alerting;
  }

  List<Step> of(Labels labels, long atMillis) throws IOException {
    List<HistoryEvent> episode = episode(Fingerprint.text(labels), atMillis);
    List<Step> steps = new ArrayList<>();
    if (episode.isEmpty()) {
      steps.add(Step.no(Link.RECEIVED, "routing has not received it by then"));
      return steps;
    }
    episode.stream().limit(1).forEach(event -> step(event).ifPresent(steps::add));
    boolean leadsToSomebody = routes(labels, steps);
    episode.stream().skip(1).forEach(event -> step(event).ifPresent(steps::add));
    boolean told = episode.stream().anyMatch(event -> isMessage(event.kind()));
    boolean quiet = episode.stream().anyMatch(DeliveryLinks::keepsQuiet);
    if (leadsToSomebody && !told && !quiet) {
      steps.add(Step.no(Link.NOTIFICATION, "nobody was told yet: " + waiting(labels)));
    }
    return steps;
  }

  /// What happened since the alert last began, oldest first.
  private List<HistoryEvent> episode(String fingerprint, long atMillis) throws IOException {
    History.Page page =
        alerting
            .history()
            .read(
                new History.Question(
                    new TimeRange(Long.MIN_VALUE, atMillis),
                    Matchers.NONE,
                    Optional.of(fingerprint),
                    MAX_EVENTS,
                    Optional.empty()));
    List<HistoryEvent> episode = new ArrayList<>();
    for (HistoryEvent event : page.events()) {
      episode.add(event);
      if (event.kind().equals("alert.fired")) {
        break;
      }
    }
    return episode.reversed();
  }

  /// @return whether one of the receivers has a way to tell people
  private boolean routes(Labels labels, List<Step> steps) {
    boolean leadsToSomebody = false;
    for (Route route : alerting.route().match(labels)) {
      String receiver = route.options().receiver();
      boolean tellsNobody =
          alerting.config().receivers().stream()
              .filter(config -> config.name().equals(receiver))
              .map(ReceiverConfig::integrations)
              .allMatch(List::isEmpty);
      String text =
          "the route %s leads to the receiver %s, in the group %s"
              .formatted(
                  route.matchers().isEmpty() ? "{} (default)" : route.matchers(),
                  receiver,
                  route.groupLabels(labels));
      steps.add(
          tellsNobody
              ? Step.no(Link.ROUTE, text + "; this receiver has no integration and tells nobody")
              : Step.yes(Link.ROUTE, text));
      leadsToSomebody |= !tellsNobody;
    }
    return leadsToSomebody;
  }

  private static boolean isMessage(String kind) {
    return kind.equals("notification.sent") || kind.equals("notification.failed");
  }

  private String waiting(Labels labels) {
    return alerting.route().match(labels).stream()
        .map(Route::options)
        .map(options ->
            "%s waits %s for a first message and %s between messages of a group"
                .formatted(
                    options.receiver(),
                    RuleLinks.words(options.groupWait()),
                    RuleLinks.words(options.groupInterval())))
        .reduce((a, b) -> a + "; " + b)
        .orElse("no route takes it");
  }

  private static boolean keepsQuiet(HistoryEvent event) {
    return switch (event.kind()) {
      case "alert.silenced", "alert.inhibited", "alert.muted" -> true;
      default -> false;
    };
  }

  private Optional<Step> step(HistoryEvent event) {
    Optional<Step> step =
        switch (event.kind()) {
          case "alert.fired" -> Optional.of(Step.yes(Link.RECEIVED, "routing received it"));
          case "alert.resolved" -> Optional.of(Step.note(Link.RESOLVED, "it was over"));
          case "alert.resolved_by_hand" ->
              Optional.of(Step.note(Link.RESOLVED, by(event) + " resolved it by hand"));
          case "alert.silenced" -> Optional.of(Step.no(Link.SILENCE, silenced(event)));
          case "alert.inhibited" ->
              Optional.of(
                  Step.no(Link.INHIBITION, "inhibited by " + names(event, this::alertOrItself)));
          case "alert.muted" ->
              Optional.of(
                  Step.no(
                      Link.TIME_INTERVAL,
                      "its route is quiet because of the time intervals "
                          + names(event, name -> name)));
          case "alert.heard" ->
              Optional.of(Step.yes(Link.SILENCE, "nothing keeps it quiet any more"));
          case "alert.acknowledged" -> Optional.of(acknowledged(event));
          case "alert.unacknowledged" ->
              Optional.of(
                  Step.note(Link.ACKNOWLEDGEMENT, by(event) + " does not have it any more"));
          case "notification.sent" -> Optional.of(sent(event));
          case "notification.failed" -> Optional.of(failed(event));
          case "notification.escalated" -> Optional.of(escalated(event));
          case "notification.escalation_stopped" ->
              Optional.of(
                  Step.note(
                      Link.ESCALATION,
                      "%s stopped: %s".formatted(text(event, "policy"), text(event, "reason"))));
          case "notification.escalation_exhausted" ->
              Optional.of(
                  Step.no(
                      Link.ESCALATION,
                      text(event, "policy") + ": everybody was told, and nobody acknowledged"));
          case "alert.silence_expiring" ->
              Optional.of(
                  Step.note(
                      Link.SILENCE,
                      "the silence %s was about to end".formatted(text(event, "silence"))));
          default -> Optional.empty();
        };
    return step.map(it -> it.at(event.timestampMillis()));
  }

  private static String by(HistoryEvent event) {
    return text(event, "by");
  }

  private static String text(HistoryEvent event, String field) {
    return event.details().path(field).asString("");
  }

  private static String names(
      HistoryEvent event, java.util.function.UnaryOperator<String> description) {
    List<String> names = new ArrayList<>();
    for (JsonNode name : event.details().path("suppressedBy")) {
      names.add(description.apply(name.asString("")));
    }
    return String.join(", ", names);
  }

  private String silenced(HistoryEvent event) {
    return "silenced by " + names(event, this::silence);
  }

  private String silence(String id) {
    return alerting
        .silences()
        .get(id)
        .map(silence -> id + " " + description(silence))
        .orElse(id + ", which is forgotten by now");
  }

  private static String description(Silence silence) {
    return "of %s (\"%s\"), until %s"
        .formatted(
            silence.createdBy(), silence.comment(), Instant.ofEpochMilli(silence.endsAtMillis()));
  }

  private String alertOrItself(String fingerprint) {
    return alerting.alerts().stream()
        .filter(alert -> alert.fingerprint().equals(fingerprint))
        .map(alert -> alert.alert().labels().toString())
        .findFirst()
        .orElse("the alert " + fingerprint);
  }

  private static Step acknowledged(HistoryEvent event) {
    long until = event.details().path("until").asLong(Acknowledgement.NEVER);
    return Step.note(
        Link.ACKNOWLEDGEMENT,
        by(event)
            + " acknowledged it: nobody is reminded "
            + (until == Acknowledgement.NEVER
                ? "until it is over"
                : "before " + Instant.ofEpochMilli(until)));
  }

  private static Step sent(HistoryEvent event) {
    String answer = text(event, "answer");
    return Step.yes(
        Link.NOTIFICATION,
        "%s was told (%s), attempt %s%s"
            .formatted(
                text(event, "destination"),
                text(event, "reason"),
                event.details().path("attempts").asInt(1),
                answer.isEmpty() ? "" : "; the answer: " + answer));
  }

  private static Step escalated(HistoryEvent event) {
    List<String> told = new ArrayList<>();
    event.details().path("told").forEach(each -> told.add(each.asString("")));
    String level =
        "%s, level %d: ".formatted(text(event, "policy"), event.details().path("level").asInt());
    return told.isEmpty()
        ? Step.no(Link.ESCALATION, level + "there was nobody to tell")
        : Step.yes(Link.ESCALATION, level + String.join(", ", told));
  }

  private static Step failed(HistoryEvent event) {
    return Step.no(
        Link.NOTIFICATION,
        "%s could not be told after %s attempts: %s"
            .formatted(
                text(event, "destination"),
                event.details().path("attempts").asInt(1),
                text(event, "failure")));
  }
}
