package io.vigie.config.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// How the author of a YAML text laid out its lists. To be asked of a text that [YamlFile] has
/// read, which bounds size and nesting. Not thread-safe; one per text.
public final class YamlLayout {
  private static final Pattern DASH = Pattern.compile("( *)-(?:\\s.*)?");

  private final YamlLines lines;
  private final Iterator<Event> events;

  /// The event taken last.
  private Optional<Event> last = Optional.empty();

  private YamlLayout(String text) {
    this.lines = new YamlLines(text);
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(YamlComposer.MAX_TEXT_LENGTH).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /// The lists among the values of the mapping that a text's first document is, by key; none if it
  /// is anything else.
  ///
  /// @throws ConfigException if the text is no YAML
  public static Map<String, List<YamlItem>> of(String name, String text) {
    var _ = YamlComposer.compose(name, text);
    return new YamlLayout(text).document();
  }

  private Map<String, List<YamlItem>> document() {
    while (events.hasNext()) {
      Event event = next();
      if (event instanceof MappingStartEvent) {
        return mapping();
      }
      if (event instanceof NodeEvent || event.getEventId() == Event.ID.DocumentEnd) {
        break;
      }
    }
    return Map.of();
  }

  private Event next() {
    Event event = events.next();
    last = Optional.of(event);
    return event;
  }

  /// What follows the beginning of a mapping, up to its end.
  private Map<String, List<YamlItem>> mapping() {
    Map<String, List<YamlItem>> lists = new HashMap<>();
    while (next() instanceof NodeEvent key) {
      Event value = next();
      if (value instanceof SequenceStartEvent start) {
        List<YamlItem> items = sequence(start);
        if (key instanceof ScalarEvent name) {
          lists.put(name.getValue(), items);
        }
      } else {
        skip(value);
      }
    }
    return lists;
  }

  /// What follows the beginning of anything but a list, up to its end.
  private void skip(Event begun) {
    if (begun instanceof MappingStartEvent) {
      var _ = mapping();
    }
  }

  /// An item of a list, before it is known where the next one begins.
  private record Begun(Mark start, Mark end, Map<String, List<YamlItem>> lists) {}

  private List<YamlItem> sequence(SequenceStartEvent start) {
    List<Begun> items = new ArrayList<>();
    while (next() instanceof NodeEvent item) {
      items.add(item(item));
    }
    return start.isFlow() ? items.stream().map(this::inBrackets).toList() : inLines(items, here());
  }

  private Begun item(NodeEvent event) {
    Map<String, List<YamlItem>> lists = Map.of();
    if (event instanceof MappingStartEvent) {
      lists = mapping();
    } else if (event instanceof SequenceStartEvent inner) {
      var _ = sequence(inner);
    }
    return new Begun(event.getStartMark().orElseThrow(), here(), lists);
  }

  /// Where the event taken last ends.
  private Mark here() {
    return last.flatMap(Event::getEndMark).orElseThrow();
  }

  private YamlItem inBrackets(Begun item) {
    return new YamlItem(
        false, index(item.start()), index(item.end()), item.start().getLine() + 1, 0, item.lists());
  }

  private int index(Mark mark) {
    return lines.index(mark.getLine(), mark.getColumn());
  }

  private List<YamlItem> inLines(List<Begun> items, Mark end) {
    List<YamlItem> found = new ArrayList<>();
    int behind = behind(end);
    for (Begun item : items.reversed()) {
      int first = dashLine(item.start().getLine());
      int indent = indentOf(first);
      found.add(
          new YamlItem(
              true,
              lines.start(first),
              lines.start(lastLine(first, behind, indent) + 1),
              first + 1,
              indent,
              item.lists()));
      behind = first;
    }
    return found.reversed();
  }

  /// The line on which something else begins; behind the last one if nothing does.
  private int behind(Mark end) {
    String line = lines.line(end.getLine());
    boolean isAtEnd = end.getColumn() >= line.codePointCount(0, line.length());
    return isAtEnd && !line.isEmpty() ? end.getLine() + 1 : end.getLine();
  }

  /// What a dash begins may stand on a later line.
  private int dashLine(int line) {
    int at = line;
    while (at > 0 && !DASH.matcher(lines.line(at)).matches()) {
      at--;
    }
    return at;
  }

  private int indentOf(int line) {
    Matcher dash = DASH.matcher(lines.line(line));
    return dash.matches() ? dash.group(1).length() : 0;
  }

  private int lastLine(int first, int behind, int indent) {
    int at = behind - 1;
    while (at > first && isBetween(lines.line(at), indent)) {
      at--;
    }
    return Math.max(first, at);
  }

  /// Whether a line belongs to neither the item before nor the one after it.
  private static boolean isBetween(String line, int indent) {
    String text = line.strip();
    return text.isEmpty() || (text.startsWith("#") && line.indexOf('#') <= indent);
  }
}
