package io.vigie.alerts.receiver.jira;

import io.vigie.alerts.config.receiver.JiraConfig;
import io.vigie.alerts.receiver.Outcome;
import io.vigie.alerts.receiver.Outcome.Delivered;
import io.vigie.alerts.receiver.http.Answers;
import io.vigie.alerts.receiver.http.HttpSender;
import io.vigie.alerts.receiver.http.Json;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/// The requests of one conversation.
record JiraServer(JiraConfig config, HttpSender sender) {
  private static final int TOO_MANY_REQUESTS = 429;

  /// The server does not do what it is asked to.
  static final class RefusedException extends Exception {
    private final transient Outcome outcome;

    RefusedException(Outcome outcome) {
      super(outcome.toString());
      this.outcome = outcome;
    }

    Outcome outcome() {
      return outcome;
    }
  }

  /// In the cloud only version 3 of the API searches; a server of one's own has no such version.
  JsonNode search(Object question) throws IOException, RefusedException {
    String host = String.valueOf(config.apiUrl().getHost());
    boolean cloud =
        config.apiType().equals("cloud")
            || (config.apiType().equals("auto") && host.endsWith("atlassian.net"));
    String url = cloud ? url("search/jql").replaceFirst("/2", "/3") : url("search");
    return ask("POST", url, question);
  }

  /// @param body the empty text for none
  JsonNode send(String method, String path, Object body) throws IOException, RefusedException {
    return ask(method, url(path), body);
  }

  private String url(String path) {
    return config.apiUrl().toString().replaceAll("/+$", "") + "/" + path;
  }

  private JsonNode ask(String method, String url, Object body)
      throws IOException, RefusedException {
    OutboundRequest request =
        body.equals("")
            ? OutboundRequest.get(URI.create(url)).withHeader("Content-Type", "application/json")
            : OutboundRequest.post(URI.create(url), "application/json", Json.text(body))
                .withMethod(method);
    OutboundResponse response = sender.send(request.withHeader("Accept-Language", "en"));
    Outcome outcome = Answers.byStatus(response, TOO_MANY_REQUESTS);
    if (!(outcome instanceof Delivered)) {
      throw new RefusedException(outcome);
    }
    return Json.read(response.text());
  }
}
