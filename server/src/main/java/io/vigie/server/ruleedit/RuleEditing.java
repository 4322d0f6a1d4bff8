package io.vigie.server.ruleedit;

import io.vigie.config.file.FileReplacement;
import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.edit.RuleAddress;
import io.vigie.rules.edit.RuleEditException;
import io.vigie.rules.edit.RuleFileText;
import io.vigie.rules.edit.RulePassage;
import io.vigie.rules.file.RuleDefinition;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.lint.Finding;
import io.vigie.rules.schedule.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads and replaces rules in the files that they are configured in. What is written was read as a
/// whole file before, expressions and templates included, and is in force afterwards. Thread-safe.
public final class RuleEditing {
  private final RuleFileReader reader;
  private final InForce inForce;
  private final Linter linter;
  private final RuleFiles files;

  /// The rules in force.
  public interface InForce {
    RuleSet rules();

    /// Whether a file of theirs is one that people write.
    boolean isConfigured(RuleFile file);

    /// Patterns of the paths of files that are read when the configuration is.
    List<String> patterns();

    /// Puts a new version of one of their files in force, or one more file.
    void take(RuleFile changed);

    /// Does something while no reload is under way.
    <T> T betweenReloads(Deed<T> deed) throws IOException;
  }

  /// What is done between reloads.
  @FunctionalInterface
  public interface Deed<T> {
    T run() throws IOException;
  }

  /// What is odd about some rules of a file that is used with others.
  @FunctionalInterface
  public interface Linter {
    List<Finding> look(RuleSet rules, RuleFile file, Predicate<RuleDefinition> wanted);
  }

  /// @param reader with which the rules in force were read
  public RuleEditing(RuleFileReader reader, InForce inForce, Linter linter) {
    this.reader = reader;
    this.inForce = inForce;
    this.linter = linter;
    this.files = new RuleFiles(reader, inForce);
  }

  /// A rule or a group as it stands in its file now.
  ///
  /// @param obstacle why it cannot be replaced
  public record Source(RulePassage passage, Optional<Obstacle> obstacle) {}

  /// What a text would be in place of a rule.
  ///
  /// @param findings of the linter, with lines of the text, from 1
  public record Trial(List<Flaw> flaws, List<Finding> findings) {
    public Trial {
      flaws = List.copyOf(flaws);
      findings = List.copyOf(findings);
    }
  }

  /// What became of a text that was to replace a rule.
  public sealed interface Outcome {
    /// It stands in the file and is in force.
    record Saved(RulePassage before, RulePassage after) implements Outcome {}

    /// It was written for another version of the rule.
    record Outdated(RulePassage now) implements Outcome {}

    /// It cannot stand there.
    record Flawed(List<Flaw> flaws) implements Outcome {
      public Flawed {
        flaws = List.copyOf(flaws);
      }
    }

    /// Nothing can be written there.
    record Hindered(Obstacle obstacle) implements Outcome {}
  }

  /// Where a rule stands.
  ///
  /// @param file as `/api/v1/rules` names it
  /// @throws RuleEditException if it does not stand there
  /// @throws ConfigException if the file on disk is not well formed now
  /// @throws IOException if it cannot be read
  public Source find(String file, RuleAddress address) throws RuleEditException, IOException {
    Path path = files.pathOf(file);
    return new Source(files.read(path).find(address), Obstacle.of(path));
  }

  /// What a text would be in place of a rule, without writing anything.
  ///
  /// @throws RuleEditException if the rule does not stand there
  /// @throws IOException if the file cannot be read
  public Trial check(String file, RuleAddress address, String text)
      throws RuleEditException, IOException {
    RuleFileText now = files.read(files.pathOf(file));
    RulePassage passage = now.find(address);
    try {
      RuleFileText next = now.with(passage, text, reader);
      RuleAddress moved = now.in(next, address);
      return new Trial(
          List.of(),
          linter
              .look(files.with(next.file()), next.file(), rule -> next.covers(moved, rule))
              .stream()
              .map(finding -> finding.withLine(finding.line() - passage.line() + 1))
              .toList());
    } catch (ConfigException e) {
      return new Trial(Flaw.of(e, passage.line(), text), List.of());
    } catch (RuleEditException e) {
      return new Trial(Flaw.of(e), List.of());
    }
  }

  /// Puts a text in place of a rule: in the file, and in force.
  ///
  /// @param isExpected whether the text was written for what stands there
  /// @throws RuleEditException if the rule does not stand there
  /// @throws ConfigException if the file on disk is not well formed already
  /// @throws IOException if the file cannot be read or written; it is as before then
  public Outcome save(
      String file, RuleAddress address, Predicate<RulePassage> isExpected, String text)
      throws RuleEditException, IOException {
    Path path = files.pathOf(file);
    RulePassage found = files.read(path).find(address);
    return isExpected.test(found)
        ? inForce.betweenReloads(() -> replace(path, address, isExpected, text))
        : new Outcome.Outdated(found);
  }

  private Outcome replace(
      Path path, RuleAddress address, Predicate<RulePassage> isExpected, String text)
      throws IOException {
    RuleFileText now = files.read(path);
    try {
      RulePassage before = now.find(address);
      if (!isExpected.test(before)) {
        return new Outcome.Outdated(before);
      }
      Optional<Obstacle> obstacle = Obstacle.of(path);
      if (obstacle.isPresent()) {
        return new Outcome.Hindered(obstacle.get());
      }
      return replace(path, now, before, text);
    } catch (RuleEditException e) {
      return new Outcome.Flawed(Flaw.of(e));
    }
  }

  private Outcome replace(Path path, RuleFileText now, RulePassage before, String text)
      throws IOException, RuleEditException {
    if (text.stripTrailing().equals(before.text().stripTrailing())) {
      return new Outcome.Saved(before, before);
    }
    RuleFileText next;
    try {
      next = now.with(before, text, reader);
    } catch (ConfigException e) {
      return new Outcome.Flawed(Flaw.of(e, before.line(), text));
    }
    RulePassage after = next.find(now.in(next, before.address()));
    FileReplacement.write(path, next.text().getBytes(StandardCharsets.UTF_8));
    inForce.take(next.file());
    return new Outcome.Saved(before, after);
  }
}
