package io.vigie.server.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The command `vigie` with all its sub-commands.
public final class VigieCommand {
  /// What a wrong command line ends with.
  static final int USAGE = 2;

  /// What `promtool` wants before commands that may still change.
  private static final String EXPERIMENTAL = "--experimental";

  private static final String SERVE = "serve";

  /// Not for users: see `packaging/train.sh`.
  private static final String TRAIN = "train";

  private static final List<String> HELP = List.of("-h", "--help");
  private static final List<String> VERSION = List.of("-V", "--version");

  private VigieCommand() {}

  /// Runs the command line and returns the exit code. Messages go to standard error, results to
  /// standard output.
  ///
  /// @param environment the process' environment, whose `VIGIE_*` variables mirror flags
  public static int run(String[] arguments, Map<String, String> environment) {
    PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    List<String> given = Arrays.asList(arguments);
    if (given.isEmpty()) {
      return CommandTree.run(new String[] {"--help"}, errors);
    }
    String first = given.getFirst();
    if (first.equals(EXPERIMENTAL)) {
      return run(Arrays.copyOfRange(arguments, 1, arguments.length), environment);
    }
    if (first.equals(TRAIN)) {
      return train(environment);
    }
    boolean serves = first.equals(SERVE) || first.startsWith("-") || first.startsWith("@");
    if (!serves) {
      return CommandTree.run(arguments, errors);
    }
    if (VERSION.stream().anyMatch(given::contains)) {
      return CommandTree.run(new String[] {"--version"}, errors);
    }
    if (HELP.stream().anyMatch(given::contains)) {
      return CommandTree.run(
          first.equals(SERVE) ? new String[] {SERVE, "--help"} : new String[] {"--help"}, errors);
    }
    return serve(first.equals(SERVE) ? given.subList(1, given.size()) : given, environment, errors);
  }

  /// Runs each line of standard input as a command line, one after the other in this process, so
  /// that one start-up cache can be made of several ways to start.
  private static int train(Map<String, String> environment) {
    return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        .lines()
        .mapToInt(line -> run(line.split(" ", -1), environment))
        .max()
        .orElse(USAGE);
  }

  /// Flags without a command are those of the server, so that `vigie` can stand where `prometheus`
  /// stood.
  private static int serve(
      List<String> flags, Map<String, String> environment, PrintWriter errors) {
    try {
      return ServeCommand.run(FlagValues.of(FlagParser.parse(flags), environment), environment);
    } catch (UsageException e) {
      errors.println("vigie: " + e.getMessage());
      return USAGE;
    } catch (RuntimeException e) {
      errors.println("vigie: " + e.getMessage());
      return 1;
    }
  }
}
