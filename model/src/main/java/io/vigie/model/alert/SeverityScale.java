package io.vigie.model.alert;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How bad alerts are, on one scale for the words of all teams: levels from the worst to the most
/// harmless, each with the other words that mean it. Upper and lower case are the same. Immutable.
public final class SeverityScale {
  /// The label that says it.
  public static final String LABEL = "severity";

  /// Where nothing is configured. `P1` stands between the two others of teams that count from `P0`.
  public static final SeverityScale DEFAULT =
      new SeverityScale(
          List.of(
              new Level(
                  "critical",
                  List.of(
                      "crit",
                      "p0",
                      "page",
                      "sev0",
                      "sev1",
                      "fatal",
                      "emergency",
                      "disaster",
                      "blocker",
                      "alert")),
              new Level("error", List.of("err", "high", "major")),
              new Level(
                  "warning",
                  List.of(
                      "warn", "p1", "sev2", "medium", "average", "moderate", "minor", "ticket")),
              new Level(
                  "info",
                  List.of(
                      "information",
                      "informational",
                      "notice",
                      "p2",
                      "p3",
                      "p4",
                      "p5",
                      "sev3",
                      "sev4",
                      "sev5",
                      "low",
                      "ok",
                      "debug",
                      "none"))));

  /// A place on the scale.
  ///
  /// @param name the word that stands for it
  /// @param aliases other words that mean it
  public record Level(String name, List<String> aliases) {
    public Level {
      requireNonNull(name, "name is null");
      aliases = List.copyOf(aliases);
    }
  }

  private final List<Level> levels;

  /// Place on the scale by word in lower case; 0 is the worst.
  private final Map<String, Integer> ranks = new HashMap<>();

  /// @param levels the worst first
  /// @throws IllegalArgumentException with a message for the user if there is none, or a word is
  ///   empty or means two levels
  public SeverityScale(List<Level> levels) {
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("a scale of severities needs at least one level");
    }
    this.levels = List.copyOf(levels);
    for (int rank = 0; rank < levels.size(); rank++) {
      Level level = levels.get(rank);
      add(level.name(), rank);
      for (String alias : level.aliases()) {
        add(alias, rank);
      }
    }
  }

  private void add(String word, int rank) {
    if (word.isBlank()) {
      throw new IllegalArgumentException("a severity must have a name");
    }
    Integer other = ranks.putIfAbsent(word.toLowerCase(Locale.ROOT), rank);
    if (other != null && other != rank) {
      throw new IllegalArgumentException(
          "\"%s\" means both %s and %s"
              .formatted(word, levels.get(other).name(), levels.get(rank).name()));
    }
  }

  /// The worst first.
  public List<Level> levels() {
    return levels;
  }

  /// Whether a word means one of the levels.
  public boolean knows(String word) {
    return ranks.containsKey(word.toLowerCase(Locale.ROOT));
  }

  /// What a word means.
  public Optional<Level> level(String word) {
    return Optional.ofNullable(ranks.get(word.toLowerCase(Locale.ROOT))).map(levels::get);
  }

  /// 0 for the worst; words that nobody knows come after all others.
  public int rank(String word) {
    return ranks.getOrDefault(word.toLowerCase(Locale.ROOT), levels.size());
  }

  /// Whether a word means something as bad as another word, or worse. A word that nobody knows is
  /// not as bad as anything.
  public boolean isAtLeast(String word, String least) {
    return knows(word) && rank(word) <= rank(least);
  }

  /// Every word, the worst first: for messages that say what there is.
  public List<String> words() {
    List<String> words = new ArrayList<>();
    for (Level level : levels) {
      words.add(level.name());
      words.addAll(level.aliases());
    }
    return words;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeverityScale scale && levels.equals(scale.levels);
  }

  @Override
  public int hashCode() {
    return levels.hashCode();
  }

  @Override
  public String toString() {
    return levels.toString();
  }
}
