package io.vigie.server.ruleedit;

import io.vigie.config.file.FilePattern;
import io.vigie.config.yaml.YamlFile;
import io.vigie.rules.edit.RuleFileText;
import io.vigie.rules.file.RuleFile;
import io.vigie.rules.file.RuleFileReader;
import io.vigie.rules.schedule.RuleSet;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of the rules in force, and those that the configuration would read if there were any:
/// no other is opened, or made.
final class RuleFiles {
  private final RuleFileReader reader;
  private final RuleEditing.InForce inForce;

  RuleFiles(RuleFileReader reader, RuleEditing.InForce inForce) {
    this.reader = reader;
    this.inForce = inForce;
  }

  /// Those in force that people write.
  List<RuleFile> configured() {
    return inForce.rules().files().stream().filter(inForce::isConfigured).toList();
  }

  boolean isInForce(String file) {
    return configured().stream().anyMatch(each -> each.name().equals(file));
  }

  /// The file of that name among those in force.
  Path pathOf(String file) throws NoSuchRuleFileException {
    if (!isInForce(file)) {
      throw NoSuchRuleFileException.notInForce(file);
    }
    return Path.of(file);
  }

  /// A file that there is none of, and that would be read if there were.
  Path newPathOf(String file) throws NoSuchRuleFileException {
    Path path = parsed(file);
    if (inForce.patterns().stream().map(FilePattern::of).noneMatch(each -> each.matches(path))) {
      throw NoSuchRuleFileException.notConfigured(file, inForce.patterns());
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw NoSuchRuleFileException.notRead(file);
    }
    if (!Files.isDirectory(folderOf(path))) {
      throw NoSuchRuleFileException.withoutFolder(file);
    }
    return path;
  }

  static Path folderOf(Path path) {
    return path.resolveSibling(".");
  }

  private static Path parsed(String file) throws NoSuchRuleFileException {
    try {
      return Path.of(file);
    } catch (InvalidPathException _) {
      throw NoSuchRuleFileException.notInForce(file);
    }
  }

  RuleFileText read(Path path) throws IOException {
    long sizeBytes = Files.size(path);
    if (sizeBytes > YamlFile.MAX_SIZE_BYTES) {
      throw new IOException(
          path + " has " + sizeBytes + " bytes; at most " + YamlFile.MAX_SIZE_BYTES);
    }
    try {
      return RuleFileText.parse(path.toString(), Files.readString(path), reader);
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is not UTF-8: save it as UTF-8", e);
    }
  }

  /// The rules in force with one file in another version, or one more.
  RuleSet with(RuleFile changed) {
    RuleSet now = inForce.rules();
    List<RuleFile> files = new ArrayList<>(now.files());
    files.removeIf(each -> each.name().equals(changed.name()));
    files.add(changed);
    return new RuleSet(files, now.evaluationInterval(), now.queryOffset());
  }
}
