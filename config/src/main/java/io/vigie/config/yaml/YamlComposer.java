package io.vigie.config.yaml;

import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Scalar;
import io.vigie.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Makes the tree of the first document of a text, or those of all. Nesting, size and the growth by
/// aliases are bounded, so that a hostile file is refused instead of filling memory. Not
/// thread-safe; one per text.
final class YamlComposer {
  static final int MAX_TEXT_LENGTH = 64 << 20;
  static final int MAX_DEPTH = 100;

  /// Nodes of the document with each alias counted in full.
  static final long MAX_NODES = 10_000_000;

  private final String source;
  private final Map<Anchor, YamlNode> anchors = new HashMap<>();
  private final IdentityHashMap<YamlNode, Long> nodeCounts = new IdentityHashMap<>();
  private final Iterator<Event> events;

  private YamlComposer(String source, String text) {
    this.source = source;
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setCodePointLimit(MAX_TEXT_LENGTH).build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  /// @return the first document; nothing if the text has none
  static Optional<YamlNode> compose(String source, String text) {
    return read(source, text, YamlComposer::document);
  }

  /// @return all documents that have anything in them
  static List<YamlNode> composeAll(String source, String text) {
    return read(source, text, YamlComposer::documents);
  }

  private static <T> T read(String source, String text, Function<YamlComposer, T> what) {
    try {
      return what.apply(new YamlComposer(source, text));
    } catch (MarkedYamlEngineException e) {
      throw new ConfigException(source, positionOf(e.getProblemMark()), "yaml: " + e.getProblem());
    } catch (ReaderException e) {
      String problem = "yaml: character %s is not allowed".formatted(hex(e.getCodePoint()));
      throw new ConfigException(source, positionIn(text, e.getPosition()), problem);
    } catch (YamlEngineException e) {
      throw new ConfigException(source, new Position(1, 1), "yaml: " + firstLine(e));
    }
  }

  private static String hex(int codePoint) {
    return String.format("U+%04X", codePoint);
  }

  /// @param index in code points
  private static Position positionIn(String text, int index) {
    int length = text.codePointCount(0, text.length());
    String before = text.substring(0, text.offsetByCodePoints(0, Math.clamp(index, 0, length)));
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    return new Position(line, before.length() - lineStart + 1);
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
  }

  private List<YamlNode> documents() {
    List<YamlNode> documents = new ArrayList<>();
    while (events.hasNext()) {
      document().filter(root -> !root.isEmpty()).ifPresent(documents::add);
      // An anchor is known in its own document only.
      anchors.clear();
    }
    return documents;
  }

  private Optional<YamlNode> document() {
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof NodeEvent node) {
        YamlNode root = node(node, 0);
        finishDocument();
        return Optional.of(root);
      }
      if (event.getEventId() == Event.ID.DocumentEnd) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// What follows the root must still be YAML up to the end of the document.
  private void finishDocument() {
    while (events.hasNext() && events.next().getEventId() != Event.ID.DocumentEnd) {
      // nothing but the end can follow a root
    }
  }

  private YamlNode node(NodeEvent event, int depth) {
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    Position position = positionOf(event.getStartMark());
    if (depth > MAX_DEPTH) {
      throw error(position, "yaml: nested deeper than " + MAX_DEPTH + " levels");
    }
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, position);
          case SequenceStartEvent _ -> sequence(position, depth);
          case MappingStartEvent _ -> mapping(position, depth);
          default -> throw error(position, "yaml: unexpected " + event.getEventId());
        };
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
    nodeCounts.put(node, count(node, position));
    return node;
  }

  private YamlNode aliased(AliasEvent alias) {
    YamlNode target = anchors.get(alias.getAlias());
    if (target == null) {
      throw error(
          positionOf(alias.getStartMark()), "yaml: unknown anchor '" + alias.getAlias() + "'");
    }
    return target;
  }

  private long count(YamlNode node, Position position) {
    long count = 1;
    switch (node) {
      case Scalar _ -> {}
      case Sequence sequence -> {
        for (YamlNode item : sequence.items()) {
          count += nodeCounts.getOrDefault(item, 1L);
        }
      }
      case Mapping mapping -> {
        for (Entry entry : mapping.entries()) {
          count += 1 + nodeCounts.getOrDefault(entry.value(), 1L);
        }
      }
    }
    if (count > MAX_NODES) {
      throw error(position, "yaml: document contains excessive aliasing");
    }
    return count;
  }

  private Scalar scalar(ScalarEvent event, Position position) {
    String tag = event.getTag().orElse("");
    if (tag.equals("tag:yaml.org,2002:binary")) {
      return new Scalar(binary(event.getValue(), position), false, position);
    }
    return new Scalar(event.getValue(), event.isPlain() && !tag.endsWith(":str"), position);
  }

  private String binary(String base64, Position position) {
    try {
      return ByteTexts.fromBase64(base64);
    } catch (IllegalArgumentException _) {
      throw error(position, "yaml: !!binary value contains invalid base64 data");
    }
  }

  private Sequence sequence(Position position, int depth) {
    List<YamlNode> items = new ArrayList<>();
    while (events.next() instanceof NodeEvent item) {
      items.add(node(item, depth + 1));
    }
    return new Sequence(items, position);
  }

  private Mapping mapping(Position position, int depth) {
    MappingBuilder builder = new MappingBuilder(source);
    while (events.next() instanceof NodeEvent keyEvent) {
      YamlNode key = node(keyEvent, depth + 1);
      if (!(key instanceof Scalar scalar)) {
        throw error(key.position(), "yaml: a key must be a single value");
      }
      builder.add(scalar, node((NodeEvent) events.next(), depth + 1));
    }
    return new Mapping(builder.entries(), position);
  }

  private ConfigException error(Position position, String problem) {
    return new ConfigException(source, position, problem);
  }

  private static Position positionOf(Optional<Mark> mark) {
    return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.UNKNOWN);
  }
}
