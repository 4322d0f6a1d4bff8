package io.vigie.server.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Reads the flags of `vigie serve` as Prometheus does: `--flag=value`, `--flag value`, `--flag`
/// and `--no-flag` for switches; one dash does as well as two.
final class FlagParser {
  private static final String NO = "no-";

  private FlagParser() {}

  /// The specification of a command that takes all flags.
  static CommandSpec addFlags(CommandSpec spec) {
    spec.usageMessage().width(100).autoWidth(true);
    for (ServerFlag flag : ServerFlags.ALL) {
      spec.addOption(option(flag));
      if (flag.kind() == ServerFlag.Kind.SWITCH) {
        spec.addOption(
            OptionSpec.builder("--" + NO + flag.name())
                .arity("0")
                .type(boolean.class)
                .hidden(true)
                .build());
      }
    }
    return spec;
  }

  private static OptionSpec option(ServerFlag flag) {
    OptionSpec.Builder option = OptionSpec.builder(flag.option()).hidden(flag.isIgnored());
    if (flag.kind() == ServerFlag.Kind.SWITCH) {
      // A value is taken only where it is attached: what follows may be another argument.
      option.arity("0..1").type(String.class).fallbackValue("true").paramLabel("true|false");
    } else {
      option
          .arity("1")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .paramLabel("<" + flag.kind().name().toLowerCase(java.util.Locale.ROOT) + ">")
          .hideParamSyntax(true);
    }
    String fallback = flag.defaultValue().isEmpty() ? "" : " Default: " + flag.defaultValue() + ".";
    return option.description(flag.help().replace("%", "%%") + fallback.replace("%", "%%")).build();
  }

  /// Arguments with one dash made into such with two, and switches with a detached value kept
  /// apart.
  static String[] normalize(String[] arguments) {
    List<String> normalized = new ArrayList<>();
    for (String argument : arguments) {
      boolean oneDash =
          argument.startsWith("-") && !argument.startsWith("--") && argument.length() > 2;
      normalized.add(oneDash ? "-" + argument : argument);
    }
    return normalized.toArray(String[]::new);
  }

  /// Values by flag name, as given.
  static Map<String, List<String>> values(ParseResult parsed) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (ServerFlag flag : ServerFlags.ALL) {
      List<String> given = new ArrayList<>();
      if (parsed.hasMatchedOption(flag.option())) {
        given.addAll(parsed.matchedOption(flag.option()).originalStringValues());
        if (given.isEmpty()) {
          given.add("true");
        }
        given.replaceAll(
            value -> flag.kind() == ServerFlag.Kind.SWITCH && value.isEmpty() ? "true" : value);
      }
      if (flag.kind() == ServerFlag.Kind.SWITCH
          && parsed.hasMatchedOption("--" + NO + flag.name())) {
        given.add("false");
      }
      if (!given.isEmpty()) {
        values.put(flag.name(), given);
      }
    }
    return values;
  }
}
