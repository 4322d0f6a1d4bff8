package io.vigie.server.live;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an event is about; its word is the event's name on every transport.
public enum Topic {
  /// All views of metrics at once.
  METRICS,
  /// One alert that began, changed or ended.
  ALERT,
  /// How the services are.
  HEALTH,
  SYSTEM,
  BUSINESS;

  /// What one may subscribe to.
  private static final List<String> TYPES =
      List.of("metrics", "system", "application", "business", "health", "alert");

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What somebody hears who subscribes to a type: that itself; metrics beside the view that they
  /// contain, as dashboards listen to either; and always alerts.
  ///
  /// @return empty if there is no such type
  public static Optional<Set<Topic>> heardBy(String type) {
    EnumSet<Topic> heard = EnumSet.of(ALERT);
    switch (type) {
      case "alert", "alerts" -> {}
      case "application", "metrics" -> heard.add(METRICS);
      case "system" -> heard.addAll(EnumSet.of(SYSTEM, METRICS));
      case "business" -> heard.addAll(EnumSet.of(BUSINESS, METRICS));
      case "health" -> heard.add(HEALTH);
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(heard);
  }

  /// The topic that a type names, if it names one.
  static Optional<Topic> named(String type) {
    String word = type.equals("alerts") ? "alert" : type;
    return Arrays.stream(values()).filter(topic -> topic.word().equals(word)).findFirst();
  }

  /// What to tell somebody who asked for a type that there is not.
  public static String unknown(String type) {
    String shown = type.length() > 50 ? type.substring(0, 50) + "…" : type;
    return "type: \"" + shown + "\": there are " + String.join(", ", TYPES);
  }
}
