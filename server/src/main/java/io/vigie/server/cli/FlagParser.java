package io.vigie.server.cli;

import io.vigie.config.yaml.KeySuggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the flags of `vigie serve` as Prometheus does: `--flag=value`, `--flag value`, `--flag`
/// and `--no-flag` for switches; one dash does as well as two; `@file` stands for the lines of a
/// file. Not by picocli, which takes as long to load as the whole store to open.
final class FlagParser {
  private static final String NO = "no-";

  private final Deque<String> rest;
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private FlagParser(List<String> arguments) {
    this.rest = new ArrayDeque<>(arguments);
  }

  /// Values by flag name, as given; a switch is `true` or `false`, or what stands after its `=`.
  ///
  /// @throws UsageException if an argument is not a flag, or a flag lacks its value
  static Map<String, List<String>> parse(List<String> arguments) {
    FlagParser parser = new FlagParser(arguments);
    while (!parser.rest.isEmpty()) {
      parser.take(parser.rest.pop());
    }
    return parser.values;
  }

  private void take(String argument) {
    if (argument.startsWith("@")) {
      takeLines(Path.of(argument.substring(1)));
      return;
    }
    if (!isFlag(argument)) {
      throw new UsageException("unknown argument " + argument);
    }
    String flag = argument.substring(argument.startsWith("--") ? 2 : 1);
    int equals = flag.indexOf('=');
    String name = equals < 0 ? flag : flag.substring(0, equals);
    String attached = equals < 0 ? null : flag.substring(equals + 1);
    ServerFlag known = ServerFlags.BY_NAME.get(name);
    if (known != null) {
      add(known, attached == null ? valueAfter(known) : valueOf(known, attached));
    } else {
      takeNo(name, attached);
    }
  }

  private void takeLines(Path file) {
    try {
      List<String> lines =
          Files.readAllLines(file).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      lines.reversed().forEach(rest::push);
    } catch (IOException | UncheckedIOException e) {
      throw new UsageException("arguments of file " + file + " cannot be read: " + e);
    }
  }

  private void takeNo(String name, @Nullable String attached) {
    ServerFlag negated =
        name.startsWith(NO) ? ServerFlags.BY_NAME.get(name.substring(NO.length())) : null;
    if (negated == null || negated.kind() != ServerFlag.Kind.SWITCH) {
      throw new UsageException(
          "unknown flag --" + name + KeySuggestion.suffix("--" + name, options()));
    }
    if (attached != null) {
      throw new UsageException("flag --" + name + " takes no value");
    }
    add(negated, "false");
  }

  private static List<String> options() {
    return Stream.concat(ServerFlags.ALL.stream().map(ServerFlag::option), Stream.of("--help"))
        .toList();
  }

  /// A switch takes a value only where it is attached: what follows may be another argument.
  private String valueAfter(ServerFlag flag) {
    if (flag.kind() == ServerFlag.Kind.SWITCH) {
      return "true";
    }
    if (rest.isEmpty() || isFlag(rest.peek())) {
      throw new UsageException("flag " + flag.option() + " needs a value");
    }
    return rest.pop();
  }

  private static String valueOf(ServerFlag flag, String attached) {
    return flag.kind() == ServerFlag.Kind.SWITCH && attached.isEmpty() ? "true" : attached;
  }

  private static boolean isFlag(String argument) {
    return argument.startsWith("-") && argument.length() > 1;
  }

  private void add(ServerFlag flag, String value) {
    values.computeIfAbsent(flag.name(), _ -> new ArrayList<>()).add(value);
  }
}
