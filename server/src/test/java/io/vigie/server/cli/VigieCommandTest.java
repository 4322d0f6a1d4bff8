package io.vigie.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@Isolated("what others print would be taken for the command's")
class VigieCommandTest {
  @TempDir Path folder;

  private static CommandOutcome run(String... arguments) {
    return CommandOutcome.of(arguments);
  }

  @Test
  void namesTheNearestFlagForAnUnknownOne() {
    for (String[] arguments :
        new String[][] {
          {"serve", "--web.lisen-address=:1"}, {"--web.lisen-address=:1"}, {"-web.lisen-address=:1"}
        }) {
      CommandOutcome outcome = run(arguments);
      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.errors())
          .isEqualTo(
              "vigie: unknown flag --web.lisen-address; did you mean"
                  + " \"--web.listen-address\"?\n");
    }
  }

  @Test
  void refusesAValueThatIsNone() {
    CommandOutcome outcome = run("serve", "--log.level=loud");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors())
        .isEqualTo("vigie: \"loud\" is no log level; there are debug, info, warn, error\n");
  }

  @Test
  void refusesAnUnreadableConfigurationInOneLine() {
    CommandOutcome outcome =
        run(
            "serve",
            "--config.file=" + folder.resolve("none.yml"),
            "--web.listen-address=127.0.0.1:0",
            "--storage.tsdb.path=" + folder.resolve("data"));
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors().lines()).hasSize(1).first().asString().contains("none.yml");
  }

  @Test
  void saysWhyTheDataFolderCannotBeUsedAndWhatToDo() throws Exception {
    Path file = Files.writeString(folder.resolve("data"), "not a folder");
    CommandOutcome outcome =
        run("serve", "--web.listen-address=127.0.0.1:0", "--storage.tsdb.path=" + file);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains(file.toString(), "is a file, not a folder", "--storage.tsdb.path");
    assertThat(
            run("serve", "--web.listen-address=127.0.0.1:0", "--storage.tsdb.path=/proc/nothing")
                .errors())
        .contains("/proc/nothing cannot be used: ", "--storage.tsdb.path");
  }

  @Test
  void refusesAWrongConfigurationWithLineAndColumn() throws Exception {
    Path file = Files.writeString(folder.resolve("p.yml"), "global:\n  scrape_intervall: 5s\n");
    CommandOutcome outcome =
        run(
            "serve",
            "--config.file=" + file,
            "--web.listen-address=127.0.0.1:0",
            "--storage.tsdb.path=" + folder.resolve("data"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors()).contains("p.yml:2:3", "scrape_interval");
  }

  @Test
  void laysOutQueries() {
    assertThat(run("promql", "format", "sum(rate(a[5m]))by(b)"))
        .isEqualTo(new CommandOutcome(0, "sum by (b) (rate(a[5m]))\n", ""));
    CommandOutcome wrong = run("promql", "format", "sum(");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.errors()).contains("1:5: parse error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set | a + rate(b{c='d'}[5m] offset 1m) | c | x | a{c='x'} + rate(b{c='x'}[5m] offset 1m)",
        "set -t =~ | a{c='d', e!='f'} | c | x.* | a{c=~'x.*',e!='f'}",
        "set | sum by (c) (max_over_time(a[5m:1m])) | d e | x | sum by (c)"
            + " (max_over_time(a{'d e'='x'}[5m:1m]))",
        "set | a{c='1', c!='2'} | c | x | a{c='x',c='x'}",
        "set | a{c='1'} | __name__ | b | {__name__='b',c='1'}",
        "delete | a{c='d',c!='e'} / b{f='g'} | c || a / b{f='g'}",
        "delete | topk(3, {__name__='x', c='d'}) | c || topk(3, {__name__='x'})",
        "delete | a{c='d'} | __name__ || {c='d'}",
      })
  void editsConditionsOfQueries(
      String how, String query, String name, @Nullable String value, String expected) {
    List<String> arguments = new ArrayList<>(List.of("promql", "label-matchers"));
    arguments.addAll(List.of(how.split(" ")));
    arguments.addAll(List.of(query.replace("'", "\""), name));
    Optional.ofNullable(value).ifPresent(arguments::add);
    assertThat(run(arguments.toArray(new String[0])))
        .isEqualTo(new CommandOutcome(0, expected.replace("'", "\"") + "\n", ""));
  }

  @Test
  void refusesEditsThatMakeNoQuery() {
    assertThat(
            run("--experimental", "promql", "label-matchers", "delete", "{a=\"b\"}", "a").errors())
        .isEqualTo(
            "vigie: without its conditions on \"a\", a selector would select every series\n");
    assertThat(run("promql", "label-matchers", "set", "-t", "=~", "a", "b", "(").exitCode())
        .isEqualTo(2);
    assertThat(run("promql", "label-matchers", "set", "-t", "==", "a", "b", "c").errors())
        .contains("there are =, !=, =~, !~");
    assertThat(run("promql", "label-matchers", "set", "a(", "b", "c").exitCode()).isEqualTo(1);
    assertThat(run("promql", "label-matchers").exitCode()).isEqualTo(2);
  }

  @Test
  void saysNothingBesideTheResult() {
    CommandOutcome outcome = run("query", "instant", "http://127.0.0.1:1", "up");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.errors()).startsWith("vigie: ").hasLineCount(1);
  }

  @Test
  void checksConfigurationFiles() throws Exception {
    Path good = Files.writeString(folder.resolve("good.yml"), "global: {scrape_interval: 5s}\n");
    Path bad = Files.writeString(folder.resolve("bad.yml"), "global: {scrape_intervall: 5s}\n");
    assertThat(run("check", "config", good.toString()).exitCode()).isZero();
    CommandOutcome outcome =
        run("check", "config", "--syntax-only", good.toString(), bad.toString());
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.errors()).contains("FAILED", "bad.yml:1:10");
  }

  @Test
  void asksAServerWhetherItIsWell() throws Exception {
    var server =
        com.sun.net.httpserver.HttpServer.create(
            new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/-/healthy",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.createContext(
        "/-/ready",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      assertThat(run("check", "healthy", "--url=" + url))
          .isEqualTo(new CommandOutcome(0, "", "  SUCCESS: ok\n"));
      assertThat(run("check", "ready", "--url=" + url + "/"))
          .isEqualTo(
              new CommandOutcome(1, "", "error: check failed: URL=" + url + "/, status=503\n"));
    } finally {
      server.stop(0);
    }
    CommandOutcome gone = run("check", "healthy", "--url=" + url);
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.errors()).contains("refused");
  }

  @Test
  void showsWhatAJobDiscovers() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("sd.yml"),
            """
            scrape_configs:
              - job_name: a
                static_configs: [{targets: ["x:1", "y:2", "z/3"], labels: {zone: b}}]
                relabel_configs:
                  - {source_labels: [__address__], regex: "y.*", action: drop}
            """);
    CommandOutcome outcome = run("check", "service-discovery", file.toString(), "a");
    assertThat(outcome.exitCode()).isZero();
    var found = tools.jackson.databind.json.JsonMapper.shared().readTree(outcome.out());
    assertThat(found).hasSize(3);
    assertThat(found.get(0).at("/labels/instance").asString()).isEqualTo("x:1");
    assertThat(found.get(0).at("/discoveredLabels/zone").asString()).isEqualTo("b");
    assertThat(found.get(1).path("labels")).isEmpty();
    assertThat(found.get(2).path("error").asString()).contains("z/3");

    CommandOutcome unknown = run("check", "service-discovery", file.toString(), "b");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.errors()).isEqualTo("Job b not found. Available jobs: a\n");
  }

  @Test
  void runsTestsOfQueries() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.test"), "load 1m\n  a 1 2 3\n\neval instant at 2m a\n  a 3\n");
    assertThat(run("test", "promql", file.toString()).exitCode()).isZero();
    Files.writeString(file, "load 1m\n  a 1 2 3\n\neval instant at 2m a\n  a 4\n");
    assertThat(run("test", "promql", file.toString()).exitCode()).isEqualTo(1);
  }

  @Test
  void saysWhichBuildItIs() {
    CommandOutcome outcome = run("version");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).startsWith("vigie, version ").contains("Prometheus 3.");
    assertThat(run("--version").out()).isEqualTo(outcome.out());
  }

  @Test
  void explainsItselfWithoutArguments() {
    assertThat(run().out()).contains("serve", "check", "query");
    assertThat(run("serve", "--help").out())
        .contains("--config.file", "--storage.tsdb.path", "VIGIE_LOG_LEVEL")
        .doesNotContain("PARAM");
  }

  @Test
  void everyCommandExplainsItself() {
    List<List<String>> commands = new ArrayList<>();
    collect(CommandTree.build(), List.of(), commands);

    assertThat(commands).contains(List.of("why"), List.of("tsdb", "import", "prometheus"));
    for (List<String> command : commands) {
      List<String> arguments = new ArrayList<>(command);
      arguments.add("--help");
      CommandOutcome outcome = run(arguments.toArray(String[]::new));
      assertThat(outcome.exitCode()).as("%s", arguments).isZero();
      assertThat(outcome.out()).contains("Usage: ").contains("--help");
      assertThat(outcome.errors()).isEmpty();
    }
  }

  private static void collect(CommandLine parent, List<String> path, List<List<String>> into) {
    parent
        .getSubcommands()
        .forEach((name, command) -> {
          List<String> own = new ArrayList<>(path);
          own.add(name);
          into.add(own);
          collect(command, own, into);
        });
  }
}
