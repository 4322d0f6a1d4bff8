package io.vigie.server.http.v2;

import com.google.re2j.PatternSyntaxException;
import io.vigie.alerts.matcher.Matcher;
import io.vigie.alerts.matcher.MatcherException;
import io.vigie.alerts.matcher.MatcherSyntax;
import io.vigie.model.metric.LabelMatcher.Operator;
import io.vigie.server.http.ApiException;
import io.vigie.server.http.ApiRequest;
import io.vigie.server.http.ErrorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Reads the parameters by which lists are narrowed.
final class Filters {
  private final MatcherSyntax syntax;

  Filters(MatcherSyntax syntax) {
    this.syntax = syntax;
  }

  MatcherSyntax syntax() {
    return syntax;
  }

  /// The matchers of the parameter `filter`.
  List<Matcher> filter(ApiRequest request) {
    return matchers(request, "filter", "");
  }

  private List<Matcher> matchers(ApiRequest request, String parameter, String prefix) {
    List<Matcher> matchers = new ArrayList<>();
    for (String text : request.parameters(parameter)) {
      try {
        matchers.add(syntax.parseOne(text));
      } catch (MatcherException e) {
        throw new ApiException(ErrorType.BAD_DATA, prefix + e.getMessage(), e);
      }
    }
    return matchers;
  }

  /// Which receivers, given by name and labels, are asked for.
  Predicate<Map<String, String>> receivers(ApiRequest request) {
    List<Matcher> matchers =
        matchers(request, "receiver_matchers", "failed to parse receiver_matchers param: ");
    String regex = request.parameter("receiver");
    Matcher name = receiver(regex);
    return labels ->
        (regex.isEmpty() || name.matches(labels.getOrDefault("name", "")))
            && matches(matchers, labels);
  }

  private static Matcher receiver(String regex) {
    try {
      return Matcher.of("receiver", Operator.REGEX, regex);
    } catch (PatternSyntaxException e) {
      throw new ApiException(
          ErrorType.BAD_DATA, "failed to parse receiver param: " + e.getMessage(), e);
    }
  }

  /// Whether labels match all; an empty value to be equal to means that the label is absent.
  static boolean matches(List<Matcher> matchers, Map<String, String> labels) {
    for (Matcher matcher : matchers) {
      boolean present = labels.containsKey(matcher.name());
      boolean obvious = matcher.value().isEmpty() && present != matcher.isEqual();
      if (!obvious && !matcher.matches(labels.getOrDefault(matcher.name(), ""))) {
        return false;
      }
    }
    return true;
  }

  /// A truth value that is true unless given.
  static boolean flag(ApiRequest request, String name) {
    String text = request.parameter(name);
    return switch (text) {
      case "", "true", "1", "t", "T", "TRUE", "True", "yes", "on", "ok", "y", "Y" -> true;
      case "false", "0", "f", "F", "FALSE", "False", "no", "off", "n", "N" -> false;
      default ->
          throw new ApiException(
              ErrorType.BAD_DATA, name + " in query must be of type boolean: \"" + text + "\"");
    };
  }
}
