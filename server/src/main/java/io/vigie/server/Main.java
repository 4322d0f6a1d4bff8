package io.vigie.server;

import io.vigie.server.cli.VigieCommand;

/// The program.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(VigieCommand.run(arguments, System.getenv()));
  }
}
