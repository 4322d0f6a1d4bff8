package io.vigie.server.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What `vigie serve --help` says: every flag that means something here.
final class ServeHelp {
  private ServeHelp() {}

  /// The command among the others; it is run by [ServeCommand], past picocli.
  static CommandLine commandLine() {
    CommandSpec spec = CommandSpec.create().name("serve");
    spec.usageMessage()
        .width(100)
        .autoWidth(true)
        .description("Start the server. Every flag of Prometheus is taken, with one dash or two.")
        .footer("Each flag can also be given as an environment variable: VIGIE_LOG_LEVEL.");
    ServerFlags.ALL.forEach(flag -> spec.addOption(option(flag)));
    spec.mixinStandardHelpOptions(true);
    return new CommandLine(spec);
  }

  private static OptionSpec option(ServerFlag flag) {
    OptionSpec.Builder option = OptionSpec.builder(flag.option()).hidden(flag.isIgnored());
    if (flag.kind() == ServerFlag.Kind.SWITCH) {
      option.arity("0..1").type(String.class).paramLabel("true|false");
    } else {
      option
          .arity("1")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .paramLabel("<" + flag.kind().name().toLowerCase(Locale.ROOT) + ">")
          .hideParamSyntax(true);
    }
    String fallback = flag.defaultValue().isEmpty() ? "" : " Default: " + flag.defaultValue() + ".";
    return option.description((flag.help() + fallback).replace("%", "%%")).build();
  }
}
