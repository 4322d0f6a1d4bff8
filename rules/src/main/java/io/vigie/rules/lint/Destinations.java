package io.vigie.rules.lint;

import java.util.List;
import java.util.Map;

/// Who may be told of alerts. A label that is not given may have any value, or be absent.
public interface Destinations {
  /// Nothing is known of it, and nobody is missed.
  Destinations UNKNOWN =
      new Destinations() {
        @Override
        public boolean isKnown() {
          return false;
        }

        @Override
        public List<Receiver> reachable(Map<String, String> labels) {
          return List.of();
        }

        @Override
        public List<String> askedFor(String label) {
          return List.of();
        }

        @Override
        public boolean isAskedFor(String label, String value) {
          return true;
        }
      };

  /// Somebody under a name.
  ///
  /// @param tells whether there is a way to tell him
  record Receiver(String name, boolean tells) {}

  /// Whether anything is known.
  boolean isKnown();

  /// All receivers that an alert with at least these labels may come to.
  List<Receiver> reachable(Map<String, String> labels);

  /// The values of a label that routes name; empty if no route asks for the label.
  List<String> askedFor(String label);

  /// Whether a route asks for this value of a label, be it by a regular expression.
  boolean isAskedFor(String label, String value);
}
