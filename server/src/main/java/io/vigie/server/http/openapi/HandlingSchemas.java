package io.vigie.server.http.openapi;

import static io.vigie.server.http.openapi.Shape.listOf;
import static io.vigie.server.http.openapi.Shape.object;
import static io.vigie.server.http.openapi.Shape.text;
import static io.vigie.server.http.openapi.Shape.time;
import static io.vigie.server.http.openapi.Shape.word;
import static io.vigie.server.http.openapi.Yaml.schema;

import io.vigie.config.yaml.EffectiveMapping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What people did about an alert, which both APIs say in the same words.
final class HandlingSchemas {
  private HandlingSchemas() {}

  static void addTo(EffectiveMapping all) {
    all.put(
        "Acknowledgement",
        object("owner", text(), "comment", text(), "since", time(), "expires?", time()),
        true);
    all.put(
        "AlertNote",
        object(
            "kind", word("note", "action", "resolution"),
            "author", text(),
            "text", text(),
            "time", time()),
        true);
    all.put(
        "ManualResolution",
        object("author", text(), "comment", text(), "since", time(), "expires", time()),
        true);
  }

  /// An object with what people did beside other fields.
  static EffectiveMapping handled(Object... namesAndShapes) {
    List<Object> all = new ArrayList<>(Arrays.asList(namesAndShapes));
    all.addAll(
        List.of(
            "acknowledgement?", schema("Acknowledgement"),
            "notes?", listOf(schema("AlertNote")),
            "resolvedByHand?", schema("ManualResolution")));
    return object(all.toArray());
  }
}
