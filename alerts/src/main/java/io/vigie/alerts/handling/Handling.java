package io.vigie.alerts.handling;

import io.vigie.alerts.store.StateJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that people did about one alert that fires, or that they declared to be over.
public record Handling(
    Optional<Acknowledgement> acknowledgement,
    List<Note> notes,
    Optional<ManualResolution> resolution) {
  public static final Handling NONE = new Handling(Optional.empty(), List.of(), Optional.empty());

  public Handling {
    notes = List.copyOf(notes);
  }

  public boolean isEmpty() {
    return acknowledgement.isEmpty() && notes.isEmpty() && resolution.isEmpty();
  }

  Handling with(Acknowledgement other) {
    return new Handling(Optional.of(other), notes, resolution);
  }

  Handling withoutAcknowledgement() {
    return new Handling(Optional.empty(), notes, resolution);
  }

  Handling with(Note another) {
    List<Note> all = new ArrayList<>(notes);
    all.add(another);
    return new Handling(acknowledgement, all, resolution);
  }

  String toJson() {
    ObjectNode json = StateJson.object();
    acknowledgement.ifPresent(ack -> json.set("acknowledgement", ack.toJson()));
    ArrayNode list = json.putArray("notes");
    notes.forEach(note -> list.add(note.toJson()));
    resolution.ifPresent(manual -> json.set("resolution", manual.toJson()));
    return json.toString();
  }

  static Handling fromJson(String text) {
    JsonNode json = StateJson.parse(text);
    List<Note> notes = new ArrayList<>();
    json.path("notes").forEach(note -> notes.add(Note.of(note)));
    return new Handling(
        json.has("acknowledgement")
            ? Optional.of(Acknowledgement.of(json.path("acknowledgement")))
            : Optional.empty(),
        notes,
        json.has("resolution")
            ? Optional.of(ManualResolution.of(json.path("resolution")))
            : Optional.empty());
  }
}
