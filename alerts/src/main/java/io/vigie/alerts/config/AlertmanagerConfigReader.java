package io.vigie.alerts.config;

import io.vigie.alerts.config.receiver.GlobalConfig;
import io.vigie.alerts.config.receiver.IntegrationReader;
import io.vigie.alerts.interval.TimeInterval;
import io.vigie.alerts.interval.TimeIntervalReader;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.config.yaml.ConfigException;
import io.vigie.config.yaml.MappingReader;
import io.vigie.config.yaml.Position;
import io.vigie.config.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads `alertmanager.yml`, all or nothing, with the messages that Alertmanager's users know where
/// these say what is wrong.
public final class AlertmanagerConfigReader {
  private final MatcherSyntax syntax;
  private final boolean lenient;

  public AlertmanagerConfigReader(MatcherSyntax syntax) {
    this(syntax, false);
  }

  /// @param lenient whether [CommonMistakes] are mended, with warnings, rather than refused
  public AlertmanagerConfigReader(MatcherSyntax syntax, boolean lenient) {
    this.syntax = syntax;
    this.lenient = lenient;
  }

  /// @throws ConfigException if the file is not valid
  /// @throws IOException if it cannot be read
  public AlertmanagerConfig read(Path path) throws IOException {
    return read(YamlFile.read(path));
  }

  /// @throws ConfigException if the file is not valid; it names all [CommonMistakes]
  public AlertmanagerConfig read(YamlFile file) {
    if (lenient) {
      CommonMistakes mistakes = CommonMistakes.in(file);
      return read(mistakes.file(), mistakes.findings());
    }
    try {
      return read(file, List.of());
    } catch (ConfigException e) {
      List<String> findings = CommonMistakes.in(file).findings();
      if (findings.isEmpty()) {
        throw e;
      }
      throw new ConfigException(
          e.source(),
          e.position(),
          e.problem()
              + "\n  "
              + String.join("\n  ", findings)
              + "\n  (--alertmanager.lenient takes the file nevertheless)");
    }
  }

  private AlertmanagerConfig read(YamlFile file, List<String> mended) {
    if (file.root().isEmpty()) {
      throw new ConfigException(file.name(), new Position(1, 1), "no route provided in config");
    }
    MappingReader reader = file.mapping();
    GlobalConfig global = GlobalConfig.read(reader.mapping("global"));
    boolean routed = reader.has("route");
    MappingReader root = reader.mapping("route");
    RouteConfig route = new RouteReader(syntax).read(root);
    List<InhibitRuleConfig> rules =
        reader.list(
            "inhibit_rules",
            "missing inhibition rule; remove the dash",
            rule -> InhibitRuleConfig.read(rule, syntax));
    List<ReceiverConfig> receivers =
        reader.list("receivers", "missing name in receiver", item -> receiver(item, global));
    List<String> templates = reader.strings("templates");
    Map<String, List<TimeInterval>> intervals = intervals(reader);
    List<String> warnings = new ArrayList<>(mended);
    warnings.addAll(unsupported(reader));
    warnings.addAll(RouteDoubts.in(route));
    warnings.addAll(SlackMentions.in(receivers));
    warnings.addAll(DeprecatedKeys.in(file));
    reader.finish();
    if (!routed) {
      throw reader.error("no routes provided");
    }
    checkReceivers(reader, receivers);
    checkRoot(root, route);
    checkNames(
        reader,
        route,
        receivers.stream().map(ReceiverConfig::name).collect(Collectors.toSet()),
        intervals.keySet());
    return new AlertmanagerConfig(
        global,
        route,
        rules,
        receivers,
        templates.stream().map(pattern -> resolve(file, pattern)).toList(),
        intervals,
        warnings,
        reader.effective());
  }

  private static String resolve(YamlFile file, String pattern) {
    return pattern.isEmpty() || Path.of(pattern).isAbsolute()
        ? pattern
        : file.directory().resolve(pattern).toString();
  }

  private static ReceiverConfig receiver(MappingReader reader, GlobalConfig global) {
    String name = reader.string("name");
    Map<String, String> labels = new LinkedHashMap<>(reader.stringMap("labels"));
    var integrations = IntegrationReader.readAll(reader, global);
    reader.finish();
    if (name.isEmpty()) {
      throw reader.error("missing name in receiver");
    }
    String labelled = labels.putIfAbsent("name", name);
    if (labelled != null && !labelled.equals(name)) {
      throw reader.error(
          "labels",
          "receiver label \"name\" must match receiver name \""
              + name
              + "\", got \""
              + labelled
              + "\"");
    }
    return new ReceiverConfig(name, labels, integrations);
  }

  private static Map<String, List<TimeInterval>> intervals(MappingReader reader) {
    Map<String, List<TimeInterval>> byName = new LinkedHashMap<>();
    read(reader, "mute_time_intervals", "mute time interval", byName);
    read(reader, "time_intervals", "time interval", byName);
    return byName;
  }

  private static void read(
      MappingReader reader, String key, String what, Map<String, List<TimeInterval>> byName) {
    String missing = "missing name in " + what;
    reader.list(
        key,
        missing,
        item -> {
          String name = item.string("name");
          List<TimeInterval> intervals =
              item.list("time_intervals", "missing time interval", TimeIntervalReader::read);
          item.finish();
          if (name.isEmpty()) {
            throw item.error(missing);
          }
          if (byName.put(name, intervals) != null) {
            throw item.error("name", what + " \"" + name + "\" is not unique");
          }
          return name;
        });
  }

  /// Sections that are read by nobody here; checked as far as having a form.
  private static List<String> unsupported(MappingReader reader) {
    List<String> warnings = new ArrayList<>();
    for (String key : List.of("tracing", "event_recorder")) {
      Settingless.read(reader, key).ifPresent(warnings::add);
    }
    return warnings;
  }

  private static void checkReceivers(MappingReader reader, List<ReceiverConfig> receivers) {
    Set<String> names = new HashSet<>();
    for (ReceiverConfig receiver : receivers) {
      if (!names.add(receiver.name())) {
        throw reader.error(
            "receivers", "notification config name \"" + receiver.name() + "\" is not unique");
      }
    }
  }

  private static void checkRoot(MappingReader reader, RouteConfig route) {
    if (route.receiver().isEmpty()) {
      throw reader.error("root route must specify a default receiver");
    }
    if (!route.matchers().isEmpty()) {
      throw reader.error("root route must not have any matchers");
    }
    if (!route.muteTimeIntervals().isEmpty()) {
      throw reader.error("mute_time_intervals", "root route must not have any mute time intervals");
    }
    if (!route.activeTimeIntervals().isEmpty()) {
      throw reader.error(
          "active_time_intervals", "root route must not have any active time intervals");
    }
    if (route.continues()) {
      throw reader.error("continue", "cannot have continue in root route");
    }
  }

  private static void checkNames(
      MappingReader reader, RouteConfig route, Set<String> receivers, Set<String> intervals) {
    route.routes().forEach(child -> checkNames(reader, child, receivers, intervals));
    if (!route.receiver().isEmpty() && !receivers.contains(route.receiver())) {
      throw reader.error("route", "undefined receiver \"" + route.receiver() + "\" used in route");
    }
    List<String> used = new ArrayList<>(route.activeTimeIntervals());
    used.addAll(route.muteTimeIntervals());
    for (String name : used) {
      if (!intervals.contains(name)) {
        throw reader.error("route", "undefined time interval \"" + name + "\" used in route");
      }
    }
  }
}
