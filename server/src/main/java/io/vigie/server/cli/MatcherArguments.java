package io.vigie.server.cli;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.model.metric.LabelMatcher.Operator;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What amtool's arguments mean: matchers, labels and times.
final class MatcherArguments {
  private MatcherArguments() {}

  /// The arguments as matchers. A first one that is none is the name of an alert.
  static List<String> filters(@Nullable List<String> arguments) {
    List<String> filters = new ArrayList<>(arguments == null ? List.of() : arguments);
    if (!filters.isEmpty() && !isMatcher(filters.getFirst())) {
      filters.set(0, "alertname=" + quoted(filters.getFirst()));
    }
    return filters;
  }

  private static boolean isMatcher(String text) {
    try {
      MatcherSyntax.FALLBACK.parse(text);
      return text.indexOf('=') >= 0 || text.indexOf('~') >= 0;
    } catch (MatcherException e) {
      return text.indexOf('=') >= 0 || text.indexOf('~') >= 0;
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static List<Matcher> matchers(@Nullable List<String> arguments) {
    List<Matcher> matchers = new ArrayList<>();
    for (String filter : filters(arguments)) {
      try {
        matchers.addAll(MatcherSyntax.FALLBACK.parse(filter).list());
      } catch (MatcherException e) {
        throw new UsageException(String.valueOf(e.getMessage()));
      }
    }
    return matchers;
  }

  /// `name=value` for labels and annotations.
  static Map<String, String> labels(@Nullable List<String> arguments) {
    Map<String, String> labels = new TreeMap<>();
    for (Matcher matcher : matchers(arguments)) {
      if (matcher.operator() != Operator.EQUAL) {
        throw new UsageException(matcher + ": write labels as name=value");
      }
      labels.put(matcher.name(), matcher.value());
    }
    return labels;
  }

  static Instant time(String flag, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new UsageException(
          flag + ": \"" + text + "\" is not a time such as 2026-01-31T12:00:00Z");
    }
  }

  /// `a="1" b="2"`, in the order of the names.
  static String shown(JsonNode labels) {
    Map<String, String> sorted = new TreeMap<>();
    labels.properties().forEach(label -> sorted.put(label.getKey(), label.getValue().asString("")));
    return sorted.entrySet().stream()
        .map(label -> label.getKey() + "=" + quoted(label.getValue()))
        .collect(Collectors.joining(" "));
  }

  /// `a="1"`, `b=~"x.*"`: the matchers of a silence.
  static String shownMatchers(JsonNode matchers, String separator) {
    List<String> texts = new ArrayList<>();
    for (JsonNode matcher : matchers) {
      boolean equal = matcher.path("isEqual").asBoolean(true);
      boolean regex = matcher.path("isRegex").asBoolean(false);
      String operator = regex ? (equal ? "=~" : "!~") : (equal ? "=" : "!=");
      texts.add(
          matcher.path("name").asString("")
              + operator
              + quoted(matcher.path("value").asString("")));
    }
    return String.join(separator, texts);
  }
}
