package io.vigie.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/// `vigie cluster show`, as `amtool cluster show`.
@Command(name = "cluster", description = "Look at the cluster of a running Alertmanager.")
final class ClusterCommand implements Callable<Integer> {
  private final PrintStream out;

  private ClusterCommand(PrintStream out) {
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new ClusterCommand(System.out));
  }

  @Override
  public Integer call() {
    throw new UsageException("cluster: what? There is: show");
  }

  @Command(name = "show", description = "Show the state of the cluster and its peers.")
  int show(@Mixin AlertmanagerOptions server) throws IOException {
    try (AlertmanagerClient api = server.open()) {
      JsonNode cluster = api.get("/status").path("cluster");
      switch (server.form()) {
        case JSON -> out.println(cluster);
        case SIMPLE -> status(cluster);
        case EXTENDED -> {
          status(cluster);
          out.println();
          Columns peers = new Columns().row("Address", "Name");
          for (JsonNode peer : cluster.path("peers")) {
            peers.row(peer.path("address").asString(""), peer.path("name").asString(""));
          }
          peers.print(out);
        }
      }
    }
    return 0;
  }

  private void status(JsonNode cluster) {
    out.println("Cluster Status:  " + cluster.path("status").asString(""));
    out.println("Node Name:       " + cluster.path("name").asString(""));
  }
}
