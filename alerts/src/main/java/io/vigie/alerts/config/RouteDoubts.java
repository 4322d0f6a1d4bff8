package io.vigie.alerts.config;

import io.vigie.alerts.matcher.Matcher;
import io.vigie.model.metric.LabelMatcher.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a routing tree can hold although every route in it is well formed.
final class RouteDoubts {
  /// `P0, P1`, but no sentence.
  private static final Pattern LIST = Pattern.compile("[\\w-]+(\\s*,\\s*[\\w-]+)+");

  private RouteDoubts() {}

  /// One sentence for each.
  static List<String> in(RouteConfig root) {
    List<String> doubts = new ArrayList<>();
    collect(root, doubts);
    return doubts;
  }

  private static void collect(RouteConfig route, List<String> into) {
    for (Matcher matcher : route.matchers().list()) {
      if (matcher.operator() == Operator.EQUAL && LIST.matcher(matcher.value()).matches()) {
        into.add(
            "the route %s asks for one text with commas in it, not for one of several: write %s=~\"%s\""
                .formatted(route.matchers(), matcher.name(), alternatives(matcher.value())));
      }
    }
    route.routes().forEach(child -> collect(child, into));
  }

  private static String alternatives(String list) {
    return Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.joining("|"));
  }
}
