package io.vigie.ingest.listen;

import io.vigie.ingest.intake.LegacyNames;
import io.vigie.model.metric.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How dotted names become metric names and labels, as in the mappings of statsd_exporter and
/// graphite_exporter: the first rule whose pattern matches decides; without one, the name is only
/// cleaned. Immutable.
public record NameMapping(List<Rule> rules) {
  public static final NameMapping NONE = new NameMapping(List.of());

  public NameMapping {
    rules = List.copyOf(rules);
  }

  /// One rule.
  ///
  /// @param match `servers.*.cpu.*`: each star is one part of the name
  /// @param name of the metric, with `$1` for what the first star stands for; empty for the name
  ///   itself
  /// @param labels likewise
  /// @param drop whether such names are left out
  public record Rule(List<String> match, String name, Map<String, String> labels, boolean drop) {
    public Rule {
      match = List.copyOf(match);
      labels = Map.copyOf(labels);
    }

    /// What the stars stand for; empty if the name does not match.
    private Optional<List<String>> matched(List<String> parts) {
      if (parts.size() != match.size()) {
        return Optional.empty();
      }
      List<String> stars = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        if (match.get(i).equals("*")) {
          stars.add(parts.get(i));
        } else if (!match.get(i).equals(parts.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(stars);
    }
  }

  /// The series of a name; empty if a rule drops it.
  ///
  /// @param tags that came with the name; a rule's labels go before
  public Optional<Labels> apply(String name, Map<String, String> tags) {
    Labels.Builder labels = Labels.builder();
    tags.forEach((tag, value) -> labels.set(LegacyNames.label(tag), value));
    if (!rules.isEmpty()) {
      List<String> parts = List.of(name.split("\\.", -1));
      for (Rule rule : rules) {
        Optional<List<String>> stars = rule.matched(parts);
        if (stars.isPresent()) {
          rule.labels.forEach((label, value) -> labels.set(label, expand(value, stars.get())));
          String mapped = rule.name.isEmpty() ? name : expand(rule.name, stars.get());
          return rule.drop ? Optional.empty() : Optional.of(named(labels, mapped));
        }
      }
    }
    return Optional.of(named(labels, name));
  }

  private static Labels named(Labels.Builder labels, String name) {
    return labels.set(Labels.METRIC_NAME, LegacyNames.metric(name)).build();
  }

  /// Puts in what the stars stand for: `$1` or `${1}`. One that there is not is nothing.
  private static String expand(String text, List<String> stars) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int digits = i + 1;
      boolean braced = text.startsWith("${", i);
      digits += braced ? 1 : 0;
      int end = digits;
      while (end < text.length() && end < digits + 2 && Character.isDigit(text.charAt(end))) {
        end++;
      }
      boolean closed = !braced || (end < text.length() && text.charAt(end) == '}');
      if (text.charAt(i) != '$' || end == digits || !closed) {
        expanded.append(text.charAt(i));
        continue;
      }
      int star = Integer.parseInt(text.substring(digits, end));
      expanded.append(star > 0 && star <= stars.size() ? stars.get(star - 1) : "");
      i = braced ? end : end - 1;
    }
    return expanded.toString();
  }
}
