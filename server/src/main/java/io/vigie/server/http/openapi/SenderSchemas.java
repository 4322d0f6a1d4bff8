package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.texts;
import static io.vigie.server.http.openapi.Shape.whole;

import io.vigie.config.yaml.EffectiveMapping;

/// What senders of samples are told.
final class SenderSchemas {
  private SenderSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put(
        "ImportProgress",
        object(
            "lines", whole(),
            "bytes", whole(),
            "samples", whole(),
            "rejected", whole(),
            "problems?", texts()),
        true);
    EffectiveMapping partial = object("rejectedDataPoints?", text(), "errorMessage?", text());
    all.put("MetricsTaken", object("partialSuccess?", partial), true);
    all.put("SenderRefusal", object("code?", whole(), "message?", text()), true);
  }
}
