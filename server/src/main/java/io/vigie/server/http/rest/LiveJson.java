package io.vigie.server.http.rest;

import io.vigie.alerts.Alerting;
import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.store.StoredAlert;
import io.vigie.health.check.Checks;
import io.vigie.server.http.Answer;
import io.vigie.server.http.JsonText;
import io.vigie.server.live.LiveSource;
import io.vigie.server.live.Topic;
import io.vigie.server.views.FieldMapping.View;
import java.time.InstantSource;
import java.util.List;

/// Tells what happens in the words of the API: each event is what a `GET` would answer.
public final class LiveJson implements LiveSource {
  private final MetricsApi metrics;
  private final Checks checks;
  private final Alerting alerting;
  private final InstantSource clock;

  public LiveJson(MetricsApi metrics, Checks checks, Alerting alerting, InstantSource clock) {
    this.metrics = metrics;
    this.checks = checks;
    this.alerting = alerting;
    this.clock = clock;
  }

  @Override
  public String state(Topic topic) {
    Answer.JsonBody body =
        switch (topic) {
          case METRICS -> metrics.describeAll();
          case SYSTEM -> metrics.describe(View.SYSTEM);
          case BUSINESS -> metrics.describe(View.BUSINESS);
          case HEALTH -> HealthApi.describe(checks.all());
          case ALERT -> throw new IllegalArgumentException("there are many alerts");
        };
    return JsonText.of(body);
  }

  @Override
  public List<Alert> alerts() {
    return AlertsApi.firing(alerting, clock.millis()).stream()
        .<Alert>map(stored -> new Firing(stored, alerting.handling().of(stored.fingerprint())))
        .toList();
  }

  private final class Firing implements Alert {
    private final StoredAlert stored;
    private final Handling handling;
    private final Version version;

    Firing(StoredAlert stored, Handling handling) {
      this.stored = stored;
      this.handling = handling;
      this.version =
          new Version(
              stored.alert().startsAtMillis(),
              handling,
              alerting.status(stored.alert().labels()).isSuppressed());
    }

    @Override
    public String id() {
      return stored.fingerprint();
    }

    @Override
    public Object version() {
      return version;
    }

    @Override
    public String json(boolean ended) {
      return JsonText.of(json -> {
        if (ended) {
          AlertJson.writeEnded(stored, handling, alerting, json);
        } else {
          AlertJson.write(stored, handling, alerting, json);
        }
      });
    }
  }

  /// What of an alert is worth telling. That it still fires is not, nor is a value in its words.
  private record Version(long startsAtMillis, Handling handling, boolean suppressed) {}
}
