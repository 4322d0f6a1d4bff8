package io.vigie.alerts.routing;

import io.vigie.alerts.matcher.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where alerts may come to of which not every label is known. A label that is not given may have
/// any value, or be absent.
public final class PossibleRoutes {
  private PossibleRoutes() {}

  /// All nodes that an alert with at least these labels may come to, those that it surely comes to
  /// among them; in the order of the tree.
  public static List<Route> of(Route root, Map<String, String> labels) {
    List<Route> possible = new ArrayList<>();
    collect(root, labels, possible);
    return possible;
  }

  private enum Answer {
    NO,
    PERHAPS,
    YES
  }

  private static Answer collect(Route route, Map<String, String> labels, List<Route> into) {
    Answer answer = matches(route, labels);
    if (answer == Answer.NO) {
      return answer;
    }
    boolean isTaken = false;
    for (Route child : route.children()) {
      boolean surely = collect(child, labels, into) == Answer.YES;
      isTaken |= surely;
      if (surely && !child.continues()) {
        break;
      }
    }
    if (!isTaken) {
      into.add(route);
    }
    return answer;
  }

  private static Answer matches(Route route, Map<String, String> labels) {
    Answer answer = Answer.YES;
    for (Matcher matcher : route.matchers().list()) {
      String value = labels.get(matcher.name());
      if (value == null) {
        answer = Answer.PERHAPS;
      } else if (!matcher.matches(value)) {
        return Answer.NO;
      }
    }
    return answer;
  }
}
