package io.vigie.server.ruleedit;

import io.vigie.config.file.FileReplacement;
import io.vigie.config.yaml.ConfigException;
import io.vigie.rules.edit.RuleAddress;
import io.vigie.rules.edit.RuleEditException;
import io.vigie.rules.edit.RuleEditException.Kind;
import io.vigie.rules.edit.RuleFileText;
import io.vigie.rules.edit.RuleInsertion;
import io.vigie.rules.edit.RulePassage;
import io.vigie.rules.file.GroupDefinition;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Adds rules and groups to the files that rules are configured in, and makes such files. What is
/// written was read as a whole file before, and is in force afterwards. Thread-safe.
public final class RuleAdding {
  private final RuleFileReader reader;
  private final RuleEditing.InForce inForce;
  private final RuleEditing.Linter linter;
  private final RuleFiles files;

  /// @param reader with which the rules in force were read
  public RuleAdding(RuleFileReader reader, RuleEditing.InForce inForce, RuleEditing.Linter linter) {
    this.reader = reader;
    this.inForce = inForce;
    this.linter = linter;
    this.files = new RuleFiles(reader, inForce);
  }

  /// A file that rules can be added to.
  ///
  /// @param groups those that it has
  /// @param obstacle why nothing can be written to it
  public record Place(String file, List<GroupDefinition> groups, Optional<Obstacle> obstacle) {
    public Place {
      groups = List.copyOf(groups);
    }
  }

  /// Where rules can be written.
  ///
  /// @param patterns of the paths of files that are read, if there are any
  public record Places(List<Place> files, List<String> patterns) {
    public Places {
      files = List.copyOf(files);
      patterns = List.copyOf(patterns);
    }
  }

  /// What became of a text that was to be added.
  public sealed interface Outcome {
    /// It stands in the file and is in force.
    record Added(RulePassage passage) implements Outcome {}

    /// It cannot stand there.
    record Flawed(List<Flaw> flaws) implements Outcome {
      public Flawed {
        flaws = List.copyOf(flaws);
      }
    }

    /// Nothing can be written there.
    record Hindered(Obstacle obstacle) implements Outcome {}
  }

  /// Where rules can be written now.
  ///
  /// @throws IOException if a file of the rules in force cannot be looked at
  public Places places() throws IOException {
    List<Place> places = new ArrayList<>();
    for (RuleFile file : files.configured()) {
      Path path = Path.of(file.name());
      if (Files.exists(path)) {
        places.add(new Place(file.name(), file.groups(), Obstacle.of(path)));
      }
    }
    return new Places(places, inForce.patterns());
  }

  /// What a text would be as one more rule or group, without writing anything.
  ///
  /// @param file one of those in force, or a new one
  /// @param group whose rule it would be; empty for a group
  /// @throws RuleEditException if there is no such group
  /// @throws ConfigException if the file on disk is not well formed now
  /// @throws IOException if the file cannot be read or made
  public RuleEditing.Trial check(String file, Optional<String> group, String text)
      throws RuleEditException, IOException {
    RuleFileText now = read(file);
    try {
      return check(now, now.end(group), text);
    } catch (RuleEditException e) {
      return new RuleEditing.Trial(flawsOf(e), List.of());
    }
  }

  private RuleEditing.Trial check(RuleFileText now, RuleInsertion place, String text)
      throws RuleEditException {
    RuleFileText next;
    try {
      next = now.with(place, text, reader);
    } catch (ConfigException e) {
      return new RuleEditing.Trial(Flaw.of(e, place.line(), text), List.of());
    }
    RuleAddress added = next.last(place.group());
    return new RuleEditing.Trial(
        List.of(),
        linter.look(files.with(next.file()), next.file(), rule -> next.covers(added, rule)).stream()
            .map(finding -> finding.withLine(finding.line() - place.line() + 1))
            .toList());
  }

  /// That a text cannot stand there is its flaw; that there is no such group is not.
  private static List<Flaw> flawsOf(RuleEditException e) throws RuleEditException {
    if (e.kind() == Kind.NOT_FOUND) {
      throw e;
    }
    return Flaw.of(e);
  }

  /// Adds a rule or a group: to the file, which is made if there is none, and to what is in force.
  ///
  /// @param file one of those in force, or a new one
  /// @param group whose rule it is; empty for a group
  /// @throws RuleEditException if there is no such group
  /// @throws ConfigException if the file on disk is not well formed already
  /// @throws IOException if the file cannot be read, made or written; it is as before then
  public Outcome add(String file, Optional<String> group, String text)
      throws RuleEditException, IOException {
    try {
      var _ = read(file).end(group);
    } catch (RuleEditException e) {
      return new Outcome.Flawed(flawsOf(e));
    }
    return inForce.betweenReloads(() -> write(file, group, text));
  }

  private Outcome write(String file, Optional<String> group, String text) throws IOException {
    boolean isNew = !files.isInForce(file);
    Path path = Path.of(file);
    Optional<Obstacle> obstacle =
        isNew ? Obstacle.ofFolder(RuleFiles.folderOf(path)) : Obstacle.of(path);
    if (obstacle.isPresent()) {
      return new Outcome.Hindered(obstacle.get());
    }
    try {
      RuleFileText now = read(file);
      RuleInsertion place = now.end(group);
      try {
        return added(now.with(place, text, reader), group, path, isNew);
      } catch (ConfigException e) {
        return new Outcome.Flawed(Flaw.of(e, place.line(), text));
      }
    } catch (RuleEditException e) {
      return new Outcome.Flawed(Flaw.of(e));
    }
  }

  private Outcome added(RuleFileText next, Optional<String> group, Path path, boolean isNew)
      throws RuleEditException, IOException {
    RulePassage passage = next.find(next.last(group));
    byte[] content = next.text().getBytes(StandardCharsets.UTF_8);
    if (isNew) {
      FileReplacement.create(path, content);
    } else {
      FileReplacement.write(path, content);
    }
    inForce.take(next.file());
    return new Outcome.Added(passage);
  }

  private RuleFileText read(String file) throws IOException {
    return files.isInForce(file)
        ? files.read(files.pathOf(file))
        : RuleFileText.parse(files.newPathOf(file).toString(), "", reader);
  }
}
