package io.vigie.alerts.message;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.vigie.alerts.handling.Acknowledgement;
import io.vigie.alerts.handling.Acknowledgements;
import io.vigie.template.html.SafeText;
import io.vigie.template.json.GoJson;
import io.vigie.template.time.GoDuration;
import io.vigie.template.time.GoTime;
import io.vigie.template.time.TimeLayout;
import io.vigie.template.time.TimeParser;
import io.vigie.template.value.FunctionFailure;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The functions of notification templates, beside Go's own.
final class MessageFunctions {
  private MessageFunctions() {}

  /// @param clock tells `now` and `since`
  static Map<String, GoFunction> all(InstantSource clock) {
    Map<String, GoFunction> all = new HashMap<>();
    texts(all);
    times(all, clock);
    collections(all);
    all.put("acknowledgement", acknowledgement(Acknowledgements.NONE));
    all.put("match", GoFunction.of(MessageFunctions::match, GoType.STRING, GoType.STRING));
    all.put(
        "reReplaceAll",
        GoFunction.of(
            a -> GoValue.of(regex(a).replaceAll(a.get(2).text(), a.get(1).text())),
            GoType.STRING,
            GoType.STRING,
            GoType.STRING));
    // Each message puts its own in its place.
    all.put("routeLabels", text(name -> ""));
    all.putAll(LinkFunctions.none());
    return all;
  }

  /// Beyond upstream: who has the alert of a fingerprint in hand.
  static GoFunction acknowledgement(Acknowledgements acknowledgements) {
    return GoFunction.of(
        a ->
            MessageTypes.kv(
                acknowledgements
                    .of(a.getFirst().text())
                    .map(Acknowledgement::shown)
                    .orElse(Map.of())),
        GoType.STRING);
  }

  private static void texts(Map<String, GoFunction> all) {
    all.put("toUpper", text(t -> t.toUpperCase(Locale.ROOT)));
    all.put("toLower", text(t -> t.toLowerCase(Locale.ROOT)));
    all.put("title", text(TitleCase::of));
    all.put("trimSpace", text(String::strip));
    all.put("urlUnescape", text(MessageFunctions::urlUnescape));
    all.put("base64encode", text(MessageFunctions::base64));
    all.put("base64decode", text(MessageFunctions::fromBase64));
    all.put("safeHtml", GoFunction.of(a -> SafeText.html(a.getFirst().text()), GoType.STRING));
    all.put("safeUrl", GoFunction.of(a -> SafeText.url(a.getFirst().text()), GoType.STRING));
    all.put(
        "join",
        GoFunction.of(
            a -> GoValue.of(String.join(a.getFirst().text(), a.get(1).texts())),
            GoType.STRING,
            GoType.STRINGS));
    all.put("toJson", GoFunction.of(a -> GoValue.of(GoJson.write(a.getFirst())), GoType.ANY));
  }

  private static void times(Map<String, GoFunction> all, InstantSource clock) {
    all.put("now", GoFunction.of(a -> GoTime.of(clock.instant().atZone(ZoneId.systemDefault()))));
    all.put(
        "since",
        GoFunction.of(
            a ->
                GoDuration.of(
                    Duration.between(GoTime.time(a.getFirst()).toInstant(), clock.instant())),
            GoTime.TYPE));
    all.put(
        "date",
        GoFunction.of(
            a -> GoValue.of(TimeLayout.format(GoTime.time(a.get(1)), a.getFirst().text())),
            GoType.STRING,
            GoTime.TYPE));
    all.put("tz", GoFunction.of(MessageFunctions::inZone, GoType.STRING, GoTime.TYPE));
    all.put("toDate", GoFunction.of(MessageFunctions::toDate, GoType.STRING, GoType.STRING));
    all.put(
        "mustToDate",
        GoFunction.of(
            a -> GoTime.of(TimeParser.parse(a.getFirst().text(), a.get(1).text())),
            GoType.STRING,
            GoType.STRING));
    all.put(
        "humanizeDuration",
        GoFunction.of(a -> GoValue.of(HumanDuration.of(a.getFirst())), GoType.ANY));
  }

  private static void collections(Map<String, GoFunction> all) {
    all.put(
        "stringSlice", GoFunction.variadic(a -> GoValue.list(GoType.STRINGS, a), GoType.STRING));
    all.put("list", GoFunction.variadic(a -> GoValue.list(GoType.ANYS, a), GoType.ANY));
    all.put("append", GoFunction.variadic(MessageFunctions::append, GoType.ANYS, GoType.ANY));
    all.put("dict", GoFunction.variadic(MessageFunctions::dict, GoType.ANY));
  }

  private static GoFunction text(UnaryOperator<String> change) {
    return GoFunction.of(a -> GoValue.of(change.apply(a.getFirst().text())), GoType.STRING);
  }

  private static GoValue match(List<GoValue> arguments) {
    return GoValue.of(
        compiled(arguments.getFirst().text()).matcher(arguments.get(1).text()).find());
  }

  private static GoRegex regex(List<GoValue> arguments) {
    return new GoRegex(compiled(arguments.getFirst().text()));
  }

  private static Pattern compiled(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new FunctionFailure("error parsing regexp: " + e.getDescription(), e);
    }
  }

  private static String urlUnescape(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new FunctionFailure("invalid URL escape in \"" + text + "\"", e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String fromBase64(String text) {
    try {
      String plain = text.replace("\n", "").replace("\r", "");
      if (plain.length() % 4 != 0) {
        throw new FunctionFailure("illegal base64 data: length is no multiple of 4");
      }
      return new String(Base64.getUrlDecoder().decode(plain), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new FunctionFailure("illegal base64 data: " + e.getMessage(), e);
    }
  }

  private static GoValue inZone(List<GoValue> arguments) {
    String name = arguments.getFirst().text();
    ZonedDateTime time = GoTime.time(arguments.get(1));
    try {
      ZoneId zone =
          switch (name) {
            case "", "UTC" -> java.time.ZoneOffset.UTC;
            case "Local" -> ZoneId.systemDefault();
            default -> ZoneId.of(name);
          };
      return GoTime.of(time.withZoneSameInstant(zone));
    } catch (DateTimeException e) {
      throw new FunctionFailure("unknown time zone " + name, e);
    }
  }

  private static GoValue toDate(List<GoValue> arguments) {
    try {
      return GoTime.of(TimeParser.parse(arguments.getFirst().text(), arguments.get(1).text()));
    } catch (FunctionFailure notInLayout) {
      return GoTime.of(GoTime.ZERO);
    }
  }

  private static GoValue append(List<GoValue> arguments) {
    List<GoValue> all = new ArrayList<>(arguments.getFirst().elements());
    all.addAll(arguments.subList(1, arguments.size()));
    return GoValue.list(GoType.ANYS, all);
  }

  private static GoValue dict(List<GoValue> arguments) {
    if (arguments.size() % 2 != 0) {
      throw new FunctionFailure("dict requires an even number of arguments");
    }
    Map<String, GoValue> entries = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (!(arguments.get(i) instanceof GoValue.Text key) || !key.type().equals(GoType.STRING)) {
        throw new FunctionFailure("dict keys must be strings");
      }
      entries.put(key.value(), arguments.get(i + 1));
    }
    return GoValue.map(GoType.ANY_MAP, entries);
  }
}
