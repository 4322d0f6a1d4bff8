package io.vigie.alerts.receiver.jira;

import io.vigie.alerts.config.receiver.JiraConfig;
import io.vigie.alerts.message.Message;
import io.vigie.alerts.receiver.Notification;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.Outcome.Failure;
import io.vigie.alerts.receiver.Outcome.Refused;
import io.vigie.alerts.receiver.http.HttpConversation;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Looks for the issue of the group by its label; makes one, or changes the one that is there, and
/// moves it through the workflow when the group ends or begins anew.
public final class JiraConversation implements HttpConversation {
  private final JiraConfig config;

  public JiraConversation(JiraConfig config) {
    this.config = config;
  }

  @Override
  public Outcome hold(Message message, Notification notification, HttpSender sender)
      throws IOException {
    JiraServer server = new JiraServer(config, sender);
    try {
      return converse(message, notification, server);
    } catch (JiraServer.RefusedException e) {
      return e.outcome();
    }
  }

  private Outcome converse(Message message, Notification notification, JiraServer server)
      throws IOException, JiraServer.RefusedException {
    boolean firing = !notification.firing().isEmpty();
    Optional<JsonNode> found = find(message, notification, firing, server);
    if (found.isEmpty()) {
      if (!firing) {
        return new Delivered("there is no issue to resolve");
      }
      JsonNode made =
          server.send("POST", "issue", new JiraIssue(config, message, notification).json(false));
      return new Delivered("made " + made.path("key").asString("an issue"));
    }
    String key = found.get().path("key").asString("");
    server.send("PUT", "issue/" + key, new JiraIssue(config, message, notification).json(true));
    return move(key, found.get().path("fields").path("status"), firing, server);
  }

  private Optional<JsonNode> find(
      Message message, Notification notification, boolean firing, JiraServer server)
      throws IOException, JiraServer.RefusedException {
    StringBuilder jql = new StringBuilder();
    if (!config.wontFixResolution().isEmpty()) {
      jql.append("resolution != ").append(quoted(config.wontFixResolution())).append(" and ");
    }
    long minutes = config.reopenDuration().toMinutes();
    if (firing && !config.reopenTransition().isEmpty() && minutes > 0) {
      jql.append("(resolutiondate is EMPTY OR resolutiondate >= -")
          .append(minutes)
          .append("m) and ");
    } else {
      jql.append("statusCategory != Done and ");
    }
    jql.append("project=").append(quoted(message.text(config.project())));
    jql.append(" and labels=").append(quoted(JiraIssue.label(notification)));
    jql.append(" order by status ASC,resolutiondate DESC");
    Object question =
        Json.object("fields", List.of("status"), "jql", jql.toString(), "maxResults", 2);
    JsonNode issue = server.search(question).path("issues").path(0);
    return issue.isMissingNode() ? Optional.empty() : Optional.of(issue);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private Outcome move(String key, JsonNode status, boolean firing, JiraServer server)
      throws IOException, JiraServer.RefusedException {
    String category = status.path("statusCategory").path("key").asString("");
    boolean done = category.equals("done");
    String transition = firing ? config.reopenTransition() : config.resolveTransition();
    if (status.isMissingNode() || firing != done || transition.isEmpty()) {
      return new Delivered("changed " + key);
    }
    String path = "issue/" + key + "/transitions";
    for (JsonNode offered : server.send("GET", path, "").path("transitions")) {
      if (offered.path("name").asString("").equals(transition)) {
        Object id = Json.object("id", offered.path("id").asString(""));
        server.send("POST", path, Json.object("transition", id));
        return new Delivered("changed " + key + ": " + transition);
      }
    }
    return new Refused(Failure.OTHER, "can't find transition " + transition + " for issue " + key);
  }
}
