package io.vigie.server.http;

import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.Handling;
import io.vigie.alerts.handling.ManualResolution;
import io.vigie.alerts.handling.Note;
import java.io.IOException;
import java.time.Instant;

/// What people did about an alert, as fields of the object that is open.
public final class HandlingJson {
  private HandlingJson() {}

  public static void write(Handling handling, JsonWriter json) throws IOException {
    if (handling.acknowledgement().isPresent()) {
      Acknowledgement acknowledgement = handling.acknowledgement().get();
      json.name("acknowledgement").beginObject();
      json.name("owner").string(acknowledgement.owner());
      json.name("comment").string(acknowledgement.comment());
      json.name("since").string(time(acknowledgement.sinceMillis()));
      if (acknowledgement.untilMillis() != Acknowledgement.NEVER) {
        json.name("expires").string(time(acknowledgement.untilMillis()));
      }
      json.endObject();
    }
    if (!handling.notes().isEmpty()) {
      json.name("notes").beginArray();
      for (Note note : handling.notes()) {
        json.beginObject().name("kind").string(note.kind().word());
        json.name("author").string(note.author()).name("text").string(note.text());
        json.name("time").string(time(note.timestampMillis())).endObject();
      }
      json.endArray();
    }
    if (handling.resolution().isPresent()) {
      ManualResolution resolution = handling.resolution().get();
      json.name("resolvedByHand").beginObject();
      json.name("author").string(resolution.by()).name("comment").string(resolution.comment());
      json.name("since").string(time(resolution.sinceMillis()));
      json.name("expires").string(time(resolution.untilMillis())).endObject();
    }
  }

  private static String time(long millis) {
    return TimeText.format(Instant.ofEpochMilli(millis));
  }
}
