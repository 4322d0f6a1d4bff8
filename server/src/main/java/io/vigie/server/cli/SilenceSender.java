package io.vigie.server.cli;

import io.vigie.alerts.matcher.Matcher;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A silence on its way to a server: ours, which refuses what is too broad and knows more terms, or
/// an Alertmanager.
record SilenceSender(
    List<Matcher> matchers, Instant from, Instant until, String author, String comment) {

  /// @return the id of the silence
  String send(AlertmanagerClient api, SilenceTermsOptions terms) throws IOException {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ArrayNode texts = body.putArray("matchers");
    matchers.forEach(matcher -> texts.add(matcher.toString()));
    body.put("startsAt", from.toString()).put("endsAt", until.toString());
    body.put("author", author).put("comment", comment);
    terms.addTo(body);
    if (api.isVigie()) {
      return api.postToVigie("/silences", body).path("id").asString("");
    }
    if (terms.areGiven()) {
      throw new IOException("this server is no Vigie: it knows only Alertmanager's silences");
    }
    return api.post("/silences", forAlertmanager()).path("silenceID").asString("");
  }

  private ObjectNode forAlertmanager() {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    ArrayNode array = body.putArray("matchers");
    for (Matcher matcher : matchers) {
      array
          .addObject()
          .put("name", matcher.name())
          .put("value", matcher.value())
          .put("isRegex", matcher.isRegex())
          .put("isEqual", matcher.isEqual());
    }
    body.put("startsAt", from.toString()).put("endsAt", until.toString());
    return body.put("createdBy", author).put("comment", comment);
  }
}
