package io.vigie.server.live;

/// Something to tell.
///
/// @param subject which of several things of the topic; empty where there is only one
/// @param json an object as JSON, without line breaks
public record LiveEvent(Topic topic, String subject, String json) {
  /// The state of the one thing of its topic.
  static LiveEvent state(Topic topic, String json) {
    return new LiveEvent(topic, "", json);
  }

  /// Of two events in the same place, the newer says all.
  Place place() {
    return new Place(topic, subject);
  }

  record Place(Topic topic, String subject) {}
}
