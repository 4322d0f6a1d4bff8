package io.vigie.template.html;

import io.vigie.template.fmt.Printer;
import io.vigie.template.json.GoJson;
import io.vigie.template.value.GoFunction;
import io.vigie.template.value.GoType;
import io.vigie.template.value.GoValue;
import io.vigie.template.value.Utf8;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The functions that the escaping puts at the end of pipelines, under the names that errors show.
final class Escapers {
  static final String HTML = "_html_template_htmlescaper";
  static final String ATTRIBUTE = "_html_template_attrescaper";
  static final String UNQUOTED = "_html_template_nospaceescaper";
  static final String RCDATA = "_html_template_rcdataescaper";
  static final String NAME = "_html_template_htmlnamefilter";
  static final String COMMENT = "_html_template_commentescaper";
  static final String URL_FILTER = "_html_template_urlfilter";
  static final String URL_NORMALIZER = "_html_template_urlnormalizer";
  static final String URL = "_html_template_urlescaper";
  static final String JS_VALUE = "_html_template_jsvalescaper";
  static final String JS_STRING = "_html_template_jsstrescaper";
  static final String JS_TEMPLATE = "_html_template_jstmpllitescaper";
  static final String CSS_VALUE = "_html_template_cssvaluefilter";

  /// Makes one text of the arguments that the user's own escaper was given.
  static final String ARGUMENTS = "_eval_args_";

  static final String CSS_STRING = "_html_template_cssescaper";

  /// What stands for a value that is not safe in its place; searching for it finds the reason.
  private static final String UNSAFE = "ZgotmplZ";

  static final Map<String, GoFunction> ALL =
      Map.ofEntries(
          escaper(HTML, a -> isSafe(a, SafeText.HTML) ? text(a) : html(text(a))),
          escaper(ATTRIBUTE, a -> isSafe(a, SafeText.HTML) ? withoutTags(text(a)) : html(text(a))),
          escaper(UNQUOTED, Escapers::unquoted),
          escaper(RCDATA, a -> isSafe(a, SafeText.HTML) ? normalized(text(a)) : html(text(a))),
          escaper(NAME, Escapers::name),
          escaper(COMMENT, a -> ""),
          escaper(URL_FILTER, Escapers::filteredUrl),
          escaper(URL_NORMALIZER, a -> url(text(a), true)),
          escaper(URL, a -> url(text(a), isSafe(a, SafeText.URL))),
          escaper(JS_VALUE, Escapers::javaScript),
          escaper(JS_STRING, a -> JavaScriptText.string(text(a))),
          escaper(JS_TEMPLATE, a -> JavaScriptText.templateLiteral(text(a))),
          escaper(
              CSS_VALUE, a -> isSafe(a, SafeText.CSS) ? text(a) : CssText.value(text(a), UNSAFE)),
          escaper(ARGUMENTS, Printer::print),
          escaper(CSS_STRING, a -> CssText.string(text(a))));

  private Escapers() {}

  private static Map.Entry<String, GoFunction> escaper(
      String name, Function<List<GoValue>, String> escape) {
    return Map.entry(name, GoFunction.variadic(a -> GoValue.of(escape.apply(a)), GoType.ANY));
  }

  private static boolean isSafe(List<GoValue> arguments, GoType type) {
    return arguments.size() == 1 && arguments.getFirst().type().equals(type);
  }

  /// What is missing leaves nothing behind.
  private static String text(List<GoValue> arguments) {
    return Printer.print(
        arguments.stream().filter(a -> !a.isNothing()).collect(Collectors.toList()));
  }

  private static String html(String text) {
    return normalized(text.replace("&", "&amp;"));
  }

  private static String normalized(String text) {
    return text.replace("\0", "\uFFFD")
        .replace("\"", "&#34;")
        .replace("'", "&#39;")
        .replace("+", "&#43;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private static String withoutTags(String text) {
    return normalized(text.replaceAll("(?s)<!--.*?-->", "").replaceAll("</?[a-zA-Z][^<>]*>", ""));
  }

  private static String unquoted(List<GoValue> arguments) {
    String text = text(arguments);
    if (text.isEmpty()) {
      return UNSAFE;
    }
    String escaped = isSafe(arguments, SafeText.HTML) ? withoutTags(text) : html(text);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      out.append("\t\n\u000b\f\r =`".indexOf(c) >= 0 ? "&#" + (int) c + ";" : String.valueOf(c));
    }
    return out.toString();
  }

  private static String name(List<GoValue> arguments) {
    String name = text(arguments).toLowerCase(Locale.ROOT);
    boolean plain = Attributes.of(name) == HtmlContext.Attribute.PLAIN;
    return plain && name.matches("[a-z0-9]+") ? name : UNSAFE;
  }

  /// Only addresses without a scheme, or with one that runs nothing.
  private static String filteredUrl(List<GoValue> arguments) {
    String text = text(arguments);
    int colon = text.indexOf(':');
    boolean hasScheme = colon >= 0 && text.lastIndexOf('/', colon) < 0;
    boolean safe =
        !hasScheme
            || isSafe(arguments, SafeText.URL)
            || List.of("http", "https", "mailto")
                .contains(text.substring(0, colon).toLowerCase(Locale.ROOT));
    return safe ? text : "#" + UNSAFE;
  }

  /// @param keepsReserved whether characters with a meaning in URLs, and escapes, stay as they are
  private static String url(String text, boolean keepsReserved) {
    byte[] bytes = Utf8.bytes(text);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean kept =
          isUnreserved(c)
              || (keepsReserved && ("!#$&*+,/:;=?@[]".indexOf(c) >= 0 || isEscape(bytes, i)));
      out.append(kept ? String.valueOf(c) : String.format("%%%02x", (int) c));
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return bytes[at] == '%'
        && at + 2 < bytes.length
        && Character.digit(bytes[at + 1], 16) >= 0
        && Character.digit(bytes[at + 2], 16) >= 0;
  }

  private static String javaScript(List<GoValue> arguments) {
    if (isSafe(arguments, SafeText.JS)) {
      return text(arguments);
    }
    GoValue value = arguments.size() == 1 ? arguments.getFirst() : GoValue.of(text(arguments));
    String json = GoJson.write(value);
    boolean isWord = Character.isLetterOrDigit(json.charAt(0)) || json.charAt(0) == '-';
    return isWord ? " " + json + " " : json;
  }
}
