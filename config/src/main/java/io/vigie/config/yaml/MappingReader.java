package io.vigie.config.yaml;

import io.vigie.config.yaml.YamlNode.Entry;
import io.vigie.config.yaml.YamlNode.Mapping;
import io.vigie.config.yaml.YamlNode.Scalar;
import io.vigie.config.yaml.YamlNode.Sequence;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads one mapping strictly: ask for each key that there may be, then call [#finish], which
/// refuses every key not asked for. Then look at how the values go together: a mistyped key is a
/// better message than what its absence leads to.
///
/// A key without a value (`key:`, `key: null`) means the empty text, 0, false, the empty list; for
/// a mapping it is the same as no key.
///
/// Every value asked for, given or not, is noted in [#effective] in the order of asking. Not
/// thread-safe.
public final class MappingReader {
  private final YamlFile file;
  private final String path;
  private final Mapping node;
  private final Map<String, YamlNode> values = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final EffectiveMapping effective = new EffectiveMapping();

  private MappingReader(YamlFile file, String path, Mapping node) {
    this.file = file;
    this.path = path;
    this.node = node;
    for (Entry entry : node.entries()) {
      values.put(entry.key().text(), entry.value());
    }
  }

  /// @param path of the mapping in the file, for messages; empty for the whole file
  /// @throws ConfigException if the node is no mapping
  public static MappingReader of(YamlFile file, String path, YamlNode node) {
    if (node instanceof Mapping mapping) {
      return new MappingReader(file, path, mapping);
    }
    throw file.error(
        node.position(),
        (path.isEmpty() ? "" : path + ": ") + "expected keys with values, found " + describe(node));
  }

  private static String describe(YamlNode node) {
    return switch (node) {
      case Scalar scalar when scalar.isNull() -> "nothing";
      case Scalar scalar -> ByteTexts.quote(abbreviate(scalar.text()));
      case Sequence _ -> "a list";
      case Mapping _ -> "keys with values";
    };
  }

  private static String abbreviate(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  /// What was asked for so far.
  public EffectiveMapping effective() {
    return effective;
  }

  /// The file being read.
  public YamlFile file() {
    return file;
  }

  /// Path of this mapping in the file: `scrape_configs[0].tls_config`.
  public String path() {
    return path;
  }

  public Position position() {
    return node.position();
  }

  /// Whether the key is there with a value. Does not make it known.
  public boolean has(String key) {
    YamlNode value = values.get(key);
    return value != null && !value.isEmpty();
  }

  /// The keys of this mapping as written; for mappings whose keys are free.
  public Set<String> keys() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /// Where a key's value stands, or this mapping if there is no such key.
  public Position position(String key) {
    YamlNode value = values.get(key);
    return value == null ? node.position() : value.position();
  }

  /// A problem of this mapping as a whole.
  public ConfigException error(String problem) {
    return file.error(node.position(), problem);
  }

  /// A problem with the value of a key.
  public ConfigException error(String key, String problem) {
    return file.error(position(key), problem);
  }

  /// @throws ConfigException if there is a key that was not asked for, naming the nearest known one
  public void finish() {
    unknownKeys().stream()
        .findFirst()
        .ifPresent(unknown -> {
          throw unknown;
        });
  }

  /// Every key that was not asked for, with what [#finish] would say of it.
  public List<ConfigException> unknownKeys() {
    List<ConfigException> unknown = new ArrayList<>();
    for (Entry entry : node.entries()) {
      String key = entry.key().text();
      if (!known.contains(key)) {
        unknown.add(
            file.error(
                entry.key().position(),
                "field "
                    + key
                    + " not found in "
                    + (path.isEmpty() ? "the top level" : path)
                    + suggestion(entry)));
      }
    }
    return unknown;
  }

  /// A key under which everything stands that belongs here is most likely one level too many.
  private String suggestion(Entry entry) {
    boolean holdsWhatBelongsHere =
        entry.value() instanceof Mapping inner
            && inner.entries().size() > 1
            && inner.entries().stream().allMatch(e -> known.contains(e.key().text()));
    return holdsWhatBelongsHere
        ? "; what stands under it belongs here: take this line away and unindent the rest"
        : KeySuggestion.suffix(entry.key().text(), known);
  }

  /// The value as it stands, of whatever form; not noted in [#effective].
  public Optional<YamlNode> raw(String key) {
    known.add(key);
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  /// A text; numbers and truth values count as what is written.
  public String string(String key, String fallback) {
    return scalar(key, fallback, "a text", Optional::of, text -> text, "");
  }

  public String string(String key) {
    return string(key, "");
  }

  public boolean bool(String key, boolean fallback) {
    return scalar(key, fallback, "true or false", Scalars::bool, value -> value, false);
  }

  /// A whole number within bounds, both included.
  public long wholeNumber(String key, long fallback, long min, long max) {
    long value =
        scalar(key, fallback, "a whole number", MappingReader::toLong, number -> number, 0L);
    if (value < min || value > max) {
      throw error(key, key + ": " + value + " is not between " + min + " and " + max);
    }
    return value;
  }

  private static Optional<Long> toLong(String text) {
    return Scalars.wholeNumber(text)
        .filter(number -> number.bitLength() < 64)
        .map(BigInteger::longValue);
  }

  /// A whole number from 0.
  public long count(String key, long fallback) {
    return wholeNumber(key, fallback, 0, Long.MAX_VALUE);
  }

  public double number(String key, double fallback) {
    return scalar(key, fallback, "a number", Scalars::number, number -> number, 0d);
  }

  /// A value that has its own syntax.
  ///
  /// @param parse throws `IllegalArgumentException` with a message for the user
  /// @param format how the value is noted in [#effective]
  /// @param zero what the key without a value means
  public <T> T value(
      String key, T fallback, T zero, Function<String, T> parse, Function<T, Object> format) {
    return scalar(
        key,
        fallback,
        "a single value",
        text -> Optional.of(parseWithPosition(key, text, parse)),
        format,
        zero);
  }

  private <T> T parseWithPosition(String key, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw error(key, key + ": " + e.getMessage());
    }
  }

  private <T> T scalar(
      String key,
      T fallback,
      String expected,
      Function<String, Optional<T>> parse,
      Function<T, Object> format,
      T zero) {
    known.add(key);
    YamlNode given = values.get(key);
    T value = given == null ? fallback : read(key, given, expected, parse, zero);
    boolean meansNothing = value.equals(zero) && fallback.equals(zero);
    effective.put(key, format.apply(value), !meansNothing);
    return value;
  }

  private <T> T read(
      String key, YamlNode given, String expected, Function<String, Optional<T>> parse, T zero) {
    if (given.isEmpty()) {
      return zero;
    }
    if (given instanceof Scalar scalar) {
      Optional<T> value = parse.apply(scalar.text());
      if (value.isPresent()) {
        return value.get();
      }
    }
    throw error(key, key + ": " + describe(given) + " is not " + expected);
  }

  /// A duration such as `1h30m`; never negative.
  public Duration duration(String key, Duration fallback) {
    return value(key, fallback, Duration.ZERO, Durations::parse, Durations::format);
  }

  /// A size in bytes such as `10MB`.
  public long sizeBytes(String key, long fallback) {
    return value(key, fallback, 0L, ByteSizes::parse, ByteSizes::format);
  }

  /// A path, relative to the directory of the file being read.
  public Optional<Path> path(String key) {
    String text = value(key, "", "", file::resolve, path -> path);
    return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
  }

  /// An address. A password in it is masked where it is shown.
  public Optional<URI> uri(String key) {
    return value(
        key,
        Optional.empty(),
        Optional.empty(),
        text -> Optional.of(Uris.parse(text)),
        uri -> uri.map(Uris::redacted).orElse(""));
  }

  /// Notes a value that was computed rather than read, in place of what was noted for the key.
  public void note(String key, Object value, boolean shown) {
    effective.put(key, value, shown);
  }

  /// A list of texts.
  public List<String> strings(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(key)) {
      texts.add(text(key, item));
    }
    effective.put(key, List.copyOf(texts), !texts.isEmpty());
    return texts;
  }

  /// A list of paths, each relative to the directory of the file being read.
  public List<Path> paths(String key) {
    List<String> texts =
        strings(key).stream().map(text -> parseWithPosition(key, text, file::resolve)).toList();
    effective.put(key, texts, !texts.isEmpty());
    return texts.stream().map(Path::of).toList();
  }

  private String text(String key, YamlNode item) {
    if (item instanceof Scalar scalar) {
      return scalar.isNull() ? "" : scalar.text();
    }
    throw file.error(item.position(), key + ": " + describe(item) + " is not a text");
  }

  private List<YamlNode> items(String key) {
    known.add(key);
    YamlNode given = values.get(key);
    if (given == null || given.isEmpty()) {
      return List.of();
    }
    if (given instanceof Sequence sequence) {
      return sequence.items();
    }
    throw error(key, key + ": " + describe(given) + " is not a list");
  }

  /// Free keys with texts, in the order written.
  public Map<String, String> stringMap(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    EffectiveMapping noted = new EffectiveMapping();
    optionalMapping(key)
        .ifPresent(reader ->
            reader.values.forEach((name, item) -> {
              map.put(name, reader.text(name, item));
              noted.put(name, reader.text(name, item), true);
            }));
    effective.put(key, noted, !map.isEmpty());
    return map;
  }

  /// Free keys with lists of texts, in the order written.
  public Map<String, List<String>> stringListMap(String key) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    optionalMapping(key)
        .ifPresent(reader -> {
          reader.values.keySet().forEach(name -> map.put(name, reader.strings(name)));
          effective.put(key, reader.effective, !map.isEmpty());
        });
    return map;
  }

  /// A mapping under a key; empty if there is no such key or no value. What is read from it shows
  /// up in [#effective].
  public Optional<MappingReader> optionalMapping(String key) {
    Optional<YamlNode> given = raw(key);
    return given.map(value -> {
      MappingReader reader = of(file, path.isEmpty() ? key : path + "." + key, value);
      effective.put(key, reader.effective, true);
      return reader;
    });
  }

  /// A mapping under a key; an empty one if there is none.
  public MappingReader mapping(String key) {
    return optionalMapping(key)
        .orElseGet(() -> {
          MappingReader reader =
              new MappingReader(
                  file,
                  path.isEmpty() ? key : path + "." + key,
                  new Mapping(List.of(), position(key)));
          effective.put(key, reader.effective, false);
          return reader;
        });
  }

  /// A list of mappings, each read by `read`.
  ///
  /// @param nullProblem what to say of an item without a value
  public <T> List<T> list(String key, String nullProblem, Function<MappingReader, T> read) {
    List<YamlNode> items = items(key);
    List<T> done = new ArrayList<>();
    List<Object> noted = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      YamlNode item = items.get(i);
      if (item.isEmpty()) {
        throw file.error(item.position(), nullProblem);
      }
      MappingReader reader =
          of(file, (path.isEmpty() ? "" : path + ".") + key + "[" + i + "]", item);
      noted.add(reader.effective);
      done.add(read.apply(reader));
    }
    effective.put(key, noted, !items.isEmpty());
    return done;
  }
}
