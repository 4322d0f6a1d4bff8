package io.vigie.ingest.collect.process;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.config.yaml.MappingReader;
import java.util.List;

/// Processes that belong together.
///
/// @param name their label `groupname`
/// @param commands what the kernel calls them (at most 15 characters), or what their program is
///   called; empty for any
/// @param commandLine expressions (RE2) that must all be found in the command line
public record ProcessGroup(String name, List<String> commands, List<String> commandLine) {
  private static final int MAX_COMMAND = 15;

  public ProcessGroup {
    commands = List.copyOf(commands);
    commandLine = List.copyOf(commandLine);
  }

  /// Processes that are called so.
  static ProcessGroup named(String name) {
    return new ProcessGroup(name, List.of(name), List.of());
  }

  /// Reads and finishes the mapping.
  static ProcessGroup read(MappingReader reader) {
    ProcessGroup group =
        new ProcessGroup(
            reader.string("name"), reader.strings("command"), reader.strings("command_line"));
    reader.finish();
    if (group.name.isEmpty()) {
      throw reader.error("name", "name: a group of processes needs one");
    }
    if (group.commands.isEmpty() && group.commandLine.isEmpty()) {
      throw reader.error(reader.path() + ": say command, command_line, or both");
    }
    for (String expression : group.commandLine) {
      try {
        var _ = Pattern.compile(expression);
      } catch (PatternSyntaxException e) {
        throw reader.error("command_line", "command_line: " + e.getMessage());
      }
    }
    return group;
  }

  /// What decides whether a process belongs to it.
  Matcher matcher() {
    return new Matcher(this, commandLine.stream().map(Pattern::compile).toList());
  }

  /// A group whose expressions are ready.
  record Matcher(ProcessGroup group, List<Pattern> expressions) {
    boolean matches(String command, List<String> arguments) {
      String program = arguments.isEmpty() ? command : arguments.getFirst();
      String base = program.substring(program.lastIndexOf('/') + 1);
      boolean named =
          group.commands.isEmpty()
              || group.commands.stream()
                  .anyMatch(name ->
                      name.equals(base)
                          || command.equals(
                              name.substring(0, Math.min(name.length(), MAX_COMMAND))));
      String line = String.join(" ", arguments);
      return named && expressions.stream().allMatch(pattern -> pattern.matcher(line).find());
    }
  }
}
