package io.vigie.alerts.mute;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.model.metric.Labels;
import java.util.List;
import java.util.Optional;

/// Whether a silence hides more than somebody can have meant.
final class Breadth {
  /// Fewer hidden alerts than these are not too many, whatever their share.
  private static final int FEW = 10;

  /// A value that nobody names.
  private static final String ANYTHING = "\u2603 neither named nor expected";

  private Breadth() {}

  /// @param firing labels of all alerts that fire now
  /// @return why it is too broad
  static Optional<String> problem(Silence silence, List<Labels> firing, double maxShare) {
    Optional<String> blanket = blanket(silence);
    if (blanket.isPresent()) {
      return blanket;
    }
    long hidden = firing.stream().filter(silence::matches).count();
    if (hidden > FEW && hidden > maxShare * firing.size()) {
      return Optional.of(
          "it would hide %d of the %d alerts that fire now, more than %.0f %%"
              .formatted(hidden, firing.size(), maxShare * 100));
    }
    return Optional.empty();
  }

  /// Why it hides whatever there is, now or later; empty if it does not.
  static Optional<String> blanket(Silence silence) {
    return silence.matcherSets().stream()
        .filter(set -> set.list().stream().noneMatch(Breadth::narrows))
        .findFirst()
        .map(set -> "the matchers " + set + " name nothing: they hide almost every alert");
  }

  /// Whether it keeps out what nobody thought of.
  private static boolean narrows(Matcher matcher) {
    return !matcher.matches(ANYTHING);
  }
}
