package io.vigie.server.cli;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.config.yaml.Durations;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `vigie silence query|add|expire|import|update`, as `amtool silence`.
@Command(name = "silence", description = "Work on silences of a running server.")
final class SilenceCommand implements Callable<Integer> {
  private final Clock clock;
  private final PrintStream out;

  private SilenceCommand(Clock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  static CommandLine commandLine() {
    return new CommandLine(new SilenceCommand(Clock.systemUTC(), System.out));
  }

  @Override
  public Integer call() {
    throw new UsageException("silence: what? There are: query, add, expire, import, update");
  }

  @Command(name = "query", description = "List silences that have not ended.")
  int query(
      @Mixin AlertmanagerOptions server,
      @Option(names = "--expired", description = "Show those that have ended instead.")
          boolean expired,
      @Option(
              names = {"-q", "--quiet"},
              description = "Only show ids.")
          boolean quiet,
      @Option(names = "--created-by", defaultValue = "", description = "Only those of a person.")
          String createdBy,
      @Option(
              names = "--within",
              defaultValue = "",
              description = "Only those that end, or have ended, within a duration.")
          String within,
      @Parameters(paramLabel = "MATCHER", arity = "0..*") @Nullable List<String> matchers)
      throws IOException {
    Duration window = within.isEmpty() ? Duration.ZERO : duration("--within", within);
    try (AlertmanagerClient api = server.open()) {
      MatcherArguments.filters(matchers).forEach(filter -> api.with("filter", filter));
      List<JsonNode> wanted = new ArrayList<>();
      for (JsonNode silence : api.get("/silences")) {
        boolean over = silence.path("status").path("state").asString("").equals("expired");
        boolean theirs =
            createdBy.isEmpty() || silence.path("createdBy").asString("").equals(createdBy);
        if (over == expired && theirs && (window.isZero() || isWithin(silence, window, expired))) {
          wanted.add(silence);
        }
      }
      print(server, quiet, wanted);
    }
    return 0;
  }

  private boolean isWithin(JsonNode silence, Duration window, boolean expired) {
    Instant end = OffsetDateTime.parse(silence.path("endsAt").asString()).toInstant();
    Instant now = clock.instant();
    return expired ? end.isAfter(now.minus(window)) : end.isBefore(now.plus(window));
  }

  private void print(AlertmanagerOptions server, boolean quiet, List<JsonNode> silences)
      throws IOException {
    if (quiet) {
      silences.forEach(silence -> out.println(silence.path("id").asString("")));
      return;
    }
    List<JsonNode> sorted =
        silences.stream()
            .sorted(Comparator.comparing(silence -> silence.path("endsAt").asString("")))
            .toList();
    switch (server.form()) {
      case JSON -> {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        silences.forEach(all::add);
        out.println(all);
      }
      case SIMPLE -> simple(server, sorted).print(out);
      case EXTENDED -> extended(server, sorted).print(out);
    }
  }

  private static Columns simple(AlertmanagerOptions server, List<JsonNode> silences) {
    Columns columns = new Columns().row("ID", "Matchers", "Ends At", "Created By", "Comment");
    for (JsonNode silence : silences) {
      columns.row(
          text(silence, "id"),
          MatcherArguments.shownMatchers(silence.path("matchers"), " "),
          server.date(text(silence, "endsAt")),
          text(silence, "createdBy"),
          text(silence, "comment"));
    }
    return columns;
  }

  private static Columns extended(AlertmanagerOptions server, List<JsonNode> silences) {
    Columns columns =
        new Columns()
            .row("ID", "Matchers", "Starts At", "Ends At", "Updated At", "Created By", "Comment");
    for (JsonNode silence : silences) {
      columns.row(
          text(silence, "id"),
          "{" + MatcherArguments.shownMatchers(silence.path("matchers"), ",") + "}",
          server.date(text(silence, "startsAt")),
          server.date(text(silence, "endsAt")),
          server.date(text(silence, "updatedAt")),
          text(silence, "createdBy"),
          text(silence, "comment"));
    }
    return columns;
  }

  private static String text(JsonNode silence, String field) {
    return silence.path(field).asString("");
  }

  private static Duration duration(String flag, String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + e.getMessage());
    }
  }

  @Command(name = "add", description = "Add a silence, and print its id.")
  int add(
      @Mixin AlertmanagerOptions server,
      @Option(
              names = {"-a", "--author"},
              defaultValue = "",
              description = "Who; default: the user of this machine.")
          String author,
      @Option(names = "--require-comment", negatable = true, fallbackValue = "true")
          @Nullable Boolean requireComment,
      @Option(
              names = {"-d", "--duration"},
              defaultValue = "",
              description = "How long; default: 1h, or a year with --rrule or --until-resolved.")
          String duration,
      @Option(names = "--start", defaultValue = "", description = "From when; default: now.")
          String start,
      @Option(
              names = "--end",
              defaultValue = "",
              description = "Until when, instead of a duration.")
          String end,
      @Option(
              names = {"-c", "--comment"},
              defaultValue = "",
              description = "Why.")
          String comment,
      @Mixin SilenceTermsOptions terms,
      @Parameters(paramLabel = "MATCHER", arity = "0..*") @Nullable List<String> arguments)
      throws IOException {
    List<Matcher> matchers = MatcherArguments.matchers(arguments);
    if (matchers.isEmpty()) {
      throw new IOException("no matchers specified");
    }
    boolean mustComment =
        requireComment == null
            ? server.setting("comment_required", "true").equals("true")
            : requireComment;
    if (mustComment && comment.isEmpty()) {
      throw new IOException("comment required by config");
    }
    Instant from = start.isEmpty() ? clock.instant() : MatcherArguments.time("--start", start);
    Duration lasting = duration.isEmpty() ? terms.usual() : positive(duration);
    Instant until = end.isEmpty() ? from.plus(lasting) : MatcherArguments.time("--end", end);
    if (from.isAfter(until)) {
      throw new IOException("silence cannot start after it ends");
    }
    String user = server.setting("author", System.getProperty("user.name", ""));
    SilenceSender sender =
        new SilenceSender(matchers, from, until, author.isEmpty() ? user : author, comment);
    try (AlertmanagerClient api = server.open()) {
      out.println(sender.send(api, terms));
    }
    return 0;
  }

  private static Duration positive(String text) throws IOException {
    Duration duration = duration("--duration", text);
    if (duration.isZero()) {
      throw new IOException("silence duration must be greater than 0");
    }
    return duration;
  }

  @Command(name = "expire", description = "End silences.")
  int expire(
      @Mixin AlertmanagerOptions server,
      @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<String> ids)
      throws IOException {
    List<String> all = ids(ids);
    try (AlertmanagerClient api = server.open()) {
      for (String id : all) {
        api.delete("/silence/" + AlertmanagerClient.encode(id));
      }
    }
    return 0;
  }

  private static List<String> ids(@Nullable List<String> ids) throws IOException {
    if (ids == null || ids.isEmpty()) {
      throw new IOException("no silence IDs specified");
    }
    return ids;
  }

  @Command(name = "import", description = "Add the silences of a file, or of standard input.")
  int importAll(
      @Mixin AlertmanagerOptions server,
      @Option(
              names = {"-f", "--force"},
              description = "Add new ones even if they exist already.")
          boolean force,
      @Option(
              names = {"-w", "--worker"},
              hidden = true)
          int ignoredWorkers,
      @Parameters(paramLabel = "FILE", arity = "0..1") @Nullable Path file)
      throws IOException {
    int failed = 0;
    JsonNode silences = read(file);
    try (AlertmanagerClient api = server.open()) {
      for (JsonNode silence : silences) {
        failed += add(api, (ObjectNode) silence, force) ? 0 : 1;
      }
    }
    if (failed > 0) {
      throw new IOException(
          "couldn't import " + failed + " out of " + silences.size() + " silences");
    }
    return 0;
  }

  private static JsonNode read(@Nullable Path file) throws IOException {
    String text =
        file == null
            ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
            : Files.readString(file);
    try {
      JsonNode silences = JsonMapper.shared().readTree(text);
      if (silences.isArray()
          && StreamSupport.stream(silences.spliterator(), false).allMatch(JsonNode::isObject)) {
        return silences;
      }
    } catch (JacksonException e) {
      throw new IOException("couldn't unmarshal input data: " + e.getOriginalMessage(), e);
    }
    throw new IOException("couldn't unmarshal input data, is it JSON?");
  }

  /// One whose id is not known there is added as a new one.
  private boolean add(AlertmanagerClient api, ObjectNode silence, boolean force) {
    String id = text(silence, "id");
    if (force) {
      silence.remove("id");
    }
    try {
      out.println(api.post("/silences", silence).path("silenceID").asString(""));
      return true;
    } catch (IOException e) {
      if (silence.has("id") && String.valueOf(e.getMessage()).contains("not found")) {
        silence.remove("id");
        return add(api, silence, false);
      }
      System.err.println("Error adding silence id='" + id + "': " + e.getMessage());
      return false;
    }
  }

  @Command(name = "update", description = "Change when silences begin and end.")
  int update(
      @Mixin AlertmanagerOptions server,
      @Option(
              names = {"-q", "--quiet"},
              description = "Only show ids.")
          boolean quiet,
      @Option(
              names = {"-d", "--duration"},
              defaultValue = "",
              description = "How long from its start.")
          String duration,
      @Option(names = "--start", defaultValue = "", description = "From when.") String start,
      @Option(names = "--end", defaultValue = "", description = "Until when.") String end,
      @Parameters(paramLabel = "ID", arity = "0..*") @Nullable List<String> ids)
      throws IOException {
    List<JsonNode> updated = new ArrayList<>();
    List<String> all = ids(ids);
    try (AlertmanagerClient api = server.open()) {
      for (String id : all) {
        ObjectNode silence = (ObjectNode) api.get("/silence/" + AlertmanagerClient.encode(id));
        change(silence, duration, start, end);
        silence.put("id", api.post("/silences", silence).path("silenceID").asString(""));
        updated.add(silence);
      }
    }
    print(server, quiet, updated);
    return 0;
  }

  private static void change(ObjectNode silence, String duration, String start, String end)
      throws IOException {
    if (!start.isEmpty()) {
      silence.put("startsAt", MatcherArguments.time("--start", start).toString());
    }
    if (!end.isEmpty()) {
      silence.put("endsAt", MatcherArguments.time("--end", end).toString());
    } else if (!duration.isEmpty()) {
      Instant from = OffsetDateTime.parse(text(silence, "startsAt")).toInstant();
      silence.put("endsAt", from.plus(positive(duration)).toString());
    }
  }
}
