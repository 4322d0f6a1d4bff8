package io.vigie.server.http.link;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.link.ActionLink;
import io.vigie.alerts.link.ActionLink.Action;
import io.vigie.alerts.link.MessageLinks;
import io.vigie.alerts.link.SignedLinks;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.Matchers;
import io.vigie.alerts.mute.Silence;
import io.vigie.alerts.mute.SilenceException;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.Labels;
import io.vigie.promql.eval.QueryOptions;
import io.vigie.server.http.BodyRoute;
import io.vigie.server.http.BodyRoute.BodyRequest;
import io.vigie.server.http.BodyRoute.Reply;
import io.vigie.server.why.Chain;
import io.vigie.server.why.Question;
import io.vigie.server.why.Why;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows what a link would do, and does it when asked from there.
public final class LinkPages {
  private static final Duration SILENCED_FOR = Duration.ofHours(1);
  private static final int MAX_LISTED = 20;
  private static final int MAX_FORM_BYTES = 4000;
  private static final int MAX_NAME = 100;
  private static final String COMMENT = "by a link in a message";

  private final Alerting alerting;
  private final SignedLinks links;
  private final Why why;
  private final InstantSource clock;

  public LinkPages(Alerting alerting, SignedLinks links, Why why, InstantSource clock) {
    this.alerting = alerting;
    this.links = links;
    this.why = why;
    this.clock = clock;
  }

  public List<BodyRoute> routes() {
    return List.of(
        new BodyRoute("GET", MessageLinks.PATH + "<token>", this::show),
        new BodyRoute("POST", MessageLinks.PATH + "<token>", this::act));
  }

  /// Answers what is about a good link.
  @FunctionalInterface
  private interface Good {
    Reply answer(ActionLink link, LinkWords words) throws IOException;
  }

  private Reply read(BodyRequest request, Good good) throws IOException {
    LinkWords words = LinkWords.of(request.header("Accept-Language"));
    String token = request.rawPath().substring(MessageLinks.PATH.length());
    return switch (links.read(token, clock.millis())) {
      case SignedLinks.Reading.Valid(ActionLink link) -> good.answer(link, words);
      case SignedLinks.Reading.Expired _ ->
          LinkPage.of(410, words, "410", List.of(words.expired), "");
      case SignedLinks.Reading.Forged _ ->
          LinkPage.of(404, words, "404", List.of(words.forged), "");
    };
  }

  private Reply show(BodyRequest request) throws IOException {
    return read(
        request,
        (link, words) -> {
          List<StoredAlert> alerts = alerts(link);
          if (alerts.isEmpty()) {
            return LinkPage.of(200, words, words.of(link.action()), List.of(words.over), "");
          }
          if (link.action() == Action.WHY) {
            return LinkPage.of(200, words, words.why, chains(alerts), "");
          }
          String button = words.of(link.action());
          return LinkPage.of(
              200, words, button, names(alerts), LinkPage.form(words, button, link.who()));
        });
  }

  private List<StoredAlert> alerts(ActionLink link) {
    long now = clock.millis();
    return alerting.alerts().stream()
        .filter(alert -> !alert.alert().resolvedAt(now))
        .filter(alert ->
            link.fingerprint().isEmpty()
                ? has(alert.alert().labels(), link.labels())
                : alert.fingerprint().equals(link.fingerprint()))
        .toList();
  }

  private static boolean has(Labels labels, Labels wanted) {
    return !wanted.isEmpty()
        && wanted.toMap().entrySet().stream()
            .allMatch(label -> labels.get(label.getKey()).equals(label.getValue()));
  }

  private static List<String> names(List<StoredAlert> alerts) {
    List<String> names = new ArrayList<>();
    for (StoredAlert alert : alerts.stream().limit(MAX_LISTED).toList()) {
      String summary = alert.alert().annotations().get("summary");
      names.add(alert.alert().labels() + (summary.isEmpty() ? "" : ": " + summary));
    }
    if (alerts.size() > MAX_LISTED) {
      names.add("+ " + (alerts.size() - MAX_LISTED));
    }
    return names;
  }

  private List<String> chains(List<StoredAlert> alerts) throws IOException {
    List<String> lines = new ArrayList<>();
    for (StoredAlert alert : alerts.stream().limit(MAX_LISTED).toList()) {
      Question question =
          new Question(
              alert.alert().labels().get("alertname"),
              Matchers.NONE,
              alert.fingerprint(),
              clock.millis());
      for (Chain chain : why.answer(question, QueryOptions.defaults())) {
        chain.steps().forEach(step -> lines.add(step.link().word() + ": " + step.text()));
      }
    }
    return lines;
  }

  private Reply act(BodyRequest request) throws IOException {
    String who = who(request);
    return read(
        request,
        (link, words) -> {
          String name = who.isBlank() ? link.who() : who;
          List<StoredAlert> alerts = alerts(link);
          if (alerts.isEmpty()) {
            return LinkPage.of(200, words, words.of(link.action()), List.of(words.over), "");
          }
          return switch (link.action()) {
            case ACKNOWLEDGE -> acknowledge(alerts, name, words);
            case SILENCE -> silence(link, alerts, name, words);
            case WHY -> LinkPage.of(200, words, words.why, chains(alerts), "");
          };
        });
  }

  private Reply acknowledge(List<StoredAlert> alerts, String who, LinkWords words)
      throws IOException {
    for (StoredAlert alert : alerts) {
      alerting.handling().acknowledge(alert.fingerprint(), who, COMMENT, Acknowledgement.NEVER);
    }
    return LinkPage.of(200, words, words.acknowledged, names(alerts), "");
  }

  private Reply silence(ActionLink link, List<StoredAlert> alerts, String who, LinkWords words)
      throws IOException {
    Labels labels =
        link.fingerprint().isEmpty() ? link.labels() : alerts.getFirst().alert().labels();
    List<Matcher> matchers = new ArrayList<>();
    labels.forEach((name, value) -> matchers.add(Matcher.equal(name, value)));
    Instant now = clock.instant();
    try {
      alerting.silence(
          new Silence(
              "",
              List.of(new Matchers(matchers)),
              now.toEpochMilli(),
              now.plus(SILENCED_FOR).toEpochMilli(),
              0,
              who,
              COMMENT,
              Map.of()),
          true);
      return LinkPage.of(200, words, words.silenced, names(alerts), "");
    } catch (SilenceException e) {
      return LinkPage.of(409, words, words.silence, List.of(String.valueOf(e.getMessage())), "");
    }
  }

  /// The only field of the form.
  private static String who(BodyRequest request) throws IOException {
    String form = new String(request.body().readNBytes(MAX_FORM_BYTES), StandardCharsets.UTF_8);
    for (String field : form.split("&", -1)) {
      if (field.startsWith("who=")) {
        return decoded(field.substring("who=".length()));
      }
    }
    return "";
  }

  private static String decoded(String text) {
    try {
      String name = URLDecoder.decode(text, StandardCharsets.UTF_8).strip();
      return name.substring(0, Math.min(MAX_NAME, name.length()));
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
