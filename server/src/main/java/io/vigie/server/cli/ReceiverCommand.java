package io.vigie.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `vigie receiver test`: whether a receiver's integrations arrive.
@Command(name = "receiver", description = "Try the receivers of a running server.")
final class ReceiverCommand implements Callable<Integer> {
  private final PrintStream out;

  private ReceiverCommand(PrintStream out) {
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new ReceiverCommand(System.out));
  }

  @Override
  public Integer call() {
    throw new UsageException("receiver: what? There is: test");
  }

  @Command(
      name = "test",
      description = "Send a message about nothing; fails unless every integration took it.")
  int test(
      @Mixin AlertmanagerOptions server,
      @Option(names = "--resolve", description = "Say right after that it is over.")
          boolean resolve,
      @Parameters(paramLabel = "RECEIVER") String receiver)
      throws IOException {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("resolve", resolve);
    boolean all = true;
    try (AlertmanagerClient api = server.open()) {
      String path = "/receivers/" + AlertmanagerClient.encode(receiver) + "/test";
      JsonNode results = api.postToVigie(path, body);
      for (JsonNode result : results) {
        boolean delivered = result.path("delivered").asBoolean(false);
        all &= delivered;
        out.println(
            result.path("destination").asString("")
                + (delivered ? "  delivered: " : "  FAILED: ")
                + result.path("answer").asString(""));
      }
      if (results.isEmpty()) {
        out.println(receiver + " has no integration: it tells nobody");
      }
    }
    return all ? 0 : 1;
  }
}
