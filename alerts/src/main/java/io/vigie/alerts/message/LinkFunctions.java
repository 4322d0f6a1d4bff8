package io.vigie.alerts.message;

import io.vigie.alerts.link.ActionLink.Action;
import io.vigie.alerts.link.MessageLinks;
import io.vigie.alerts.receiver.Notification;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// `acknowledgeLink`, `silenceLink` and `whyLink`: for all that a message is about, or with a
/// fingerprint for one of its alerts.
final class LinkFunctions {
  private static final Map<Action, String> NAMES = names();

  private LinkFunctions() {}

  private static Map<Action, String> names() {
    Map<Action, String> names = new EnumMap<>(Action.class);
    names.put(Action.ACKNOWLEDGE, "acknowledgeLink");
    names.put(Action.SILENCE, "silenceLink");
    names.put(Action.WHY, "whyLink");
    return names;
  }

  /// Where there is no server that would answer.
  static Map<String, GoFunction> none() {
    return all((_, _) -> "");
  }

  static Map<String, GoFunction> of(MessageLinks links, Notification message) {
    return all((action, fingerprint) -> links.url(action, message, fingerprint));
  }

  private static Map<String, GoFunction> all(BiFunction<Action, String, String> url) {
    Map<String, GoFunction> all = new HashMap<>();
    NAMES.forEach((action, name) ->
        all.put(
            name,
            GoFunction.variadic(
                arguments -> GoValue.of(url.apply(action, first(arguments))), GoType.STRING)));
    return all;
  }

  private static String first(List<GoValue> arguments) {
    return arguments.isEmpty() ? "" : arguments.getFirst().text();
  }
}
