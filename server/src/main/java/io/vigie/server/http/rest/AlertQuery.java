package io.vigie.server.http.rest;

import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.model.metric.Labels;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Which alerts somebody wants to see; an empty text is any.
///
/// @param tags each a label as `name=value`, or a value of any label
record AlertQuery(String severity, String service, String status, List<String> tags) {
  private static final Set<String> STATUSES = Set.of("", "active", "acknowledged");

  static AlertQuery of(ApiRequest request) {
    String status = request.parameter("status");
    if (!STATUSES.contains(status)) {
      throw new Problem(400, "status: \"" + status + "\": there are active and acknowledged");
    }
    List<String> tags =
        request.parameters("tags").stream()
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .toList();
    return new AlertQuery(
        request.parameter("severity"), request.parameter("service"), status, tags);
  }

  boolean wants(StoredAlert alert, Handling handling) {
    Labels labels = alert.alert().labels();
    boolean acknowledged = handling.acknowledgement().isPresent();
    return (severity.isEmpty() || Severity.isSame(severity, labels.get("severity")))
        && (service.isEmpty() || service.equals(AlertJson.service(labels)))
        && (status.isEmpty() || status.equals("acknowledged") == acknowledged)
        && tags.stream().allMatch(tag -> has(labels, tag));
  }

  private static boolean has(Labels labels, String tag) {
    int equals = tag.indexOf('=');
    return equals > 0
        ? labels.get(tag.substring(0, equals)).equals(tag.substring(equals + 1))
        : labels.toMap().containsValue(tag);
  }
}
