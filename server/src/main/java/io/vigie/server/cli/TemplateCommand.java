package io.vigie.server.cli;

import io.vigie.alerts.message.Message;
import io.vigie.alerts.message.MessageTemplates;
import io.vigie.config.file.FilePattern;
import io.vigie.template.TemplateException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `vigie template render`, as `amtool template render`.
@Command(name = "template", description = "Try templates of notifications.")
final class TemplateCommand implements Callable<Integer> {
  /// What is rendered unless other data are given; the times are filled in.
  private static final String EXAMPLE =
      """
      {"receiver": "receiver", "status": "alertstatus",
       "alerts": [
         {"status": "alertstatus", "fingerprint": "fingerprint1",
          "labels": {"label1": "value1", "label2": "value2", "instance": "foo.bar:1234",
            "commonlabelkey1": "commonlabelvalue1", "commonlabelkey2": "commonlabelvalue2"},
          "annotations": {"annotation1": "value1", "annotation2": "value2",
            "commonannotationkey1": "commonannotationvalue1",
            "commonannotationkey2": "commonannotationvalue2"},
          "startsAt": "FIVE_MINUTES_AGO", "endsAt": "NOW", "generatorURL": "https://generatorurl.com"},
         {"status": "alertstatus", "fingerprint": "fingerprint2",
          "labels": {"foo": "bar", "baz": "qux",
            "commonlabelkey1": "commonlabelvalue1", "commonlabelkey2": "commonlabelvalue2"},
          "annotations": {"aaa": "bbb", "ccc": "ddd",
            "commonannotationkey1": "commonannotationvalue1",
            "commonannotationkey2": "commonannotationvalue2"},
          "startsAt": "TEN_MINUTES_AGO", "endsAt": "NOW", "generatorURL": "https://generatorurl.com"}],
       "groupLabels": {"grouplabelkey1": "grouplabelvalue1", "grouplabelkey2": "grouplabelvalue2"},
       "commonLabels":
         {"commonlabelkey1": "commonlabelvalue1", "commonlabelkey2": "commonlabelvalue2"},
       "commonAnnotations": {"commonannotationkey1": "commonannotationvalue1",
         "commonannotationkey2": "commonannotationvalue2"},
       "externalURL": "https://example.com"}
      """;

  private final Clock clock;
  private final PrintStream out;

  private TemplateCommand(Clock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new TemplateCommand(Clock.systemUTC(), System.out));
  }

  @Override
  public Integer call() {
    throw new UsageException("template: what? There is: render");
  }

  @Command(name = "render", description = "Execute a template and print what comes out.")
  int render(
      @Option(
              names = "--template.glob",
              required = true,
              paramLabel = "PATTERN",
              description = "Template files; may be repeated.")
          List<String> patterns,
      @Option(names = "--template.text", required = true, description = "What is executed.")
          String text,
      @Option(
              names = "--template.type",
              defaultValue = "text",
              description = "text or html; default: text.")
          String type,
      @Option(
              names = "--template.data",
              paramLabel = "FILE",
              description = "JSON as webhooks get it; default: an example.")
          @Nullable Path data)
      throws IOException {
    if (!type.equals("text") && !type.equals("html")) {
      throw new UsageException("--template.type " + type + ": there are text and html");
    }
    List<Path> files = new ArrayList<>();
    for (String pattern : patterns) {
      files.addAll(FilePattern.of(pattern).expand());
    }
    try {
      MessageTemplates templates = MessageTemplates.standard("", clock).withFiles(files);
      Message message = templates.message(json(data));
      out.print(type.equals("html") ? message.html(text) : message.text(text));
      out.flush();
      return 0;
    } catch (TemplateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private String minutesAgo(int minutes) {
    return clock.instant().minus(Duration.ofMinutes(minutes)).toString();
  }

  private JsonNode json(@Nullable Path file) throws IOException {
    String text =
        file == null
            ? EXAMPLE
                .replace("FIVE_MINUTES_AGO", minutesAgo(5))
                .replace("TEN_MINUTES_AGO", minutesAgo(10))
                .replace("NOW", minutesAgo(0))
            : Files.readString(file);
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
