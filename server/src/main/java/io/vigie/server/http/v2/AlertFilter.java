package io.vigie.server.http.v2;

import io.vigie.alerts.AlertStatus;
import io.vigie.alerts.Alerting;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.server.http.ApiRequest;
import java.util.List;

/// Which alerts a request wants to see.
record AlertFilter(
    Alerting alerting,
    List<Matcher> matchers,
    boolean active,
    boolean silenced,
    boolean inhibited,
    long nowMillis) {

  static AlertFilter of(Alerting alerting, Filters filters, ApiRequest request, long nowMillis) {
    return new AlertFilter(
        alerting,
        filters.filter(request),
        Filters.flag(request, "active"),
        Filters.flag(request, "silenced"),
        Filters.flag(request, "inhibited"),
        nowMillis);
  }

  boolean wants(StoredAlert alert) {
    if (alert.alert().endsAtMillis() < nowMillis
        || !Filters.matches(matchers, alert.alert().labels().toMap())) {
      return false;
    }
    AlertStatus status = alerting.status(alert.alert().labels());
    return (active || status.isSuppressed())
        && (silenced || status.silencedBy().isEmpty())
        && (inhibited || status.inhibitedBy().isEmpty());
  }
}
