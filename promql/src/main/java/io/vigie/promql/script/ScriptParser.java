package io.vigie.promql.script;

import io.vigie.promql.ast.Durations;
import io.vigie.promql.script.ScriptCommand.Clear;
import io.vigie.promql.script.ScriptCommand.Eval;
import io.vigie.promql.script.ScriptCommand.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Cuts a script into its commands.
final class ScriptParser {
  private static final Pattern LOAD = Pattern.compile("(?i)load(_with_nhcb)?\\s+(\\S+)");
  private static final Pattern INSTANT =
      Pattern.compile("(?i)eval(?:_(fail|warn|ordered|info))?\\s+instant\\s+at\\s+(\\S+)\\s+(.+)");
  private static final Pattern RANGE =
      Pattern.compile(
          "(?i)eval(?:_(fail|warn|info))?\\s+range\\s+from\\s+(\\S+)\\s+to\\s+(\\S+)\\s+step\\s+"
              + "(\\S+)\\s+(.+)");

  private final List<String> lines;
  private final List<ScriptCommand> commands = new ArrayList<>();
  private int next;

  private ScriptParser(List<String> lines) {
    this.lines = lines;
  }

  /// @throws ScriptException if the script is not understood; the message begins with `line N: `
  static List<ScriptCommand> parse(String script) throws ScriptException {
    List<String> lines =
        script.lines().map(String::strip).map(ScriptParser::withoutComment).toList();
    ScriptParser parser = new ScriptParser(lines);
    try {
      while (parser.next < lines.size()) {
        parser.readCommand();
      }
    } catch (ScriptException e) {
      throw new ScriptException("line " + parser.next + ": " + e.getMessage(), e);
    }
    return parser.commands;
  }

  private static String withoutComment(String line) {
    return line.startsWith("#") ? "" : line;
  }

  private boolean inBlock() {
    return next < lines.size() && !lines.get(next).isEmpty();
  }

  private void readCommand() throws ScriptException {
    String line = lines.get(next++);
    String word = line.split("[ \t]+", 2)[0].toLowerCase(Locale.ROOT);
    if (word.equals("clear")) {
      commands.add(new Clear(next));
    } else if (word.startsWith("load")) {
      readLoad(line);
    } else if (word.startsWith("eval")) {
      readEval(line);
    } else if (!line.isEmpty()) {
      throw new ScriptException("invalid command \"" + line + "\"");
    }
  }

  private void readLoad(String line) throws ScriptException {
    int lineNumber = next;
    Matcher load = LOAD.matcher(line);
    if (!load.matches()) {
      throw new ScriptException("invalid load command. (load[_with_nhcb] <step:duration>)");
    }
    long stepMillis = duration("step", load.group(2));
    List<LoadedSeries> series = new ArrayList<>();
    while (inBlock()) {
      LoadedSeries loaded = loadedSeries(lines.get(next++));
      series.removeIf(known -> known.series().labels().equals(loaded.series().labels()));
      series.add(loaded);
    }
    commands.add(new Load(lineNumber, stepMillis, load.group(1) != null, series));
  }

  private LoadedSeries loadedSeries(String line) throws ScriptException {
    String[] parts = line.split("[ \t]+", 2);
    if (parts.length < 2 || !parts[0].endsWith("@st")) {
      return new LoadedSeries(SeriesNotation.parse(line), List.of());
    }
    SeriesLine target =
        SeriesNotation.parse(parts[0].substring(0, parts[0].length() - "@st".length()));
    List<SequenceValue> offsets = StartTimestamps.parse(parts[1]);
    if (!inBlock()) {
      throw new ScriptException("@st line has no following sample line");
    }
    SeriesLine samples = SeriesNotation.parse(lines.get(next++));
    if (!samples.labels().equals(target.labels())) {
      throw new ScriptException("@st metric does not match the following sample line metric");
    }
    if (samples.values().size() != offsets.size()) {
      throw new ScriptException(
          "@st line has %d values but sample line has %d"
              .formatted(offsets.size(), samples.values().size()));
    }
    return new LoadedSeries(samples, offsets);
  }

  private void readEval(String line) throws ScriptException {
    int lineNumber = next;
    Matcher instant = INSTANT.matcher(line);
    Matcher range = RANGE.matcher(line);
    if (instant.matches()) {
      EvalTimes times = new EvalTimes.Instant(duration("timestamp", instant.group(2)));
      Expectation expectation = expectation(true, instant.group(1));
      commands.add(new Eval(lineNumber, instant.group(3), times, expectation));
    } else if (range.matches()) {
      EvalTimes times = new EvalTimes.Range(steps(range.group(2), range.group(3), range.group(4)));
      Expectation expectation = expectation(false, range.group(1));
      commands.add(new Eval(lineNumber, range.group(5), times, expectation));
    } else {
      throw new ScriptException(
          "invalid evaluation command. Must be either 'eval instant at <time> <query>' or 'eval"
              + " range from <from> to <to> step <step> <query>'");
    }
  }

  private Expectation expectation(boolean instant, @Nullable String oldMode)
      throws ScriptException {
    ExpectationParser parser = new ExpectationParser(instant, oldMode == null ? "" : oldMode);
    boolean more = true;
    while (more && inBlock()) {
      more = parser.read(lines.get(next++));
    }
    return parser.build();
  }

  static EvalTimes.Steps steps(String from, String to, String step) throws ScriptException {
    long startMillis = duration("start timestamp", from);
    long endMillis = duration("end timestamp", to);
    if (endMillis < startMillis) {
      throw new ScriptException(
          "invalid test definition, end timestamp (%s) is before start timestamp (%s)"
              .formatted(to, from));
    }
    return new EvalTimes.Steps(startMillis, endMillis, duration("step", step));
  }

  private static long duration(String what, String text) throws ScriptException {
    try {
      return Durations.parseMillis(text);
    } catch (IllegalArgumentException e) {
      throw new ScriptException(
          "invalid " + what + " definition \"" + text + "\": " + e.getMessage(), e);
    }
  }
}
