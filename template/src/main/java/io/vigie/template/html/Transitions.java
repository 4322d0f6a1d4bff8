package io.vigie.template.html;

import io.vigie.template.fmt.Quoting;
import io.vigie.template.html.HtmlContext.Attribute;
import io.vigie.template.html.HtmlContext.Element;
import io.vigie.template.html.HtmlContext.Quote;
import io.vigie.template.html.HtmlContext.UrlPart;
import java.util.Locale;

/// Reads text from one place in a document to the next, as HTML's own tokenizer would.
final class Transitions {

  /// A place and how much of the text led there.
  record Step(HtmlContext context, int length) {}

  private Transitions() {}

  /// One step; the text is not empty.
  static Step next(HtmlContext context, String text) {
    if (context.quote() == Quote.NONE) {
      int end = endOfElement(context, text);
      return end == 0
          ? new Step(HtmlContext.START, 0)
          : inside(context, end < 0 ? text : text.substring(0, end));
    }
    int end = endOfValue(context.quote(), text);
    checkUnquoted(context, end < 0 ? text : text.substring(0, end));
    if (end < 0) {
      return new Step(inValue(context, text), text.length());
    }
    boolean otherScript =
        context.attribute() == Attribute.SCRIPT_TYPE && !isJavaScript(text.substring(0, end));
    HtmlContext after =
        HtmlContext.in(HtmlState.TAG, otherScript ? Element.NONE : context.element());
    return new Step(after, context.quote() == Quote.UNQUOTED ? end : end + 1);
  }

  private static HtmlContext inValue(HtmlContext context, String text) {
    String decoded = Entities.decode(text);
    HtmlContext current = context;
    while (!decoded.isEmpty()) {
      Step step = inside(current, decoded);
      current = step.context();
      decoded = decoded.substring(step.length());
    }
    return current;
  }

  private static boolean isJavaScript(String type) {
    String plain = type.strip().toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
    return plain.isEmpty()
        || plain.equals("module")
        || plain.contains("javascript")
        || plain.contains("ecmascript")
        || plain.endsWith("json");
  }

  private static void checkUnquoted(HtmlContext context, String value) {
    if (context.quote() == Quote.UNQUOTED && value.matches("(?s).*[\"'<=`].*")) {
      throw new HtmlException("bad character in unquoted attr: " + Quoting.quote(value));
    }
  }

  private static int endOfValue(Quote quote, String text) {
    return switch (quote) {
      case DOUBLE -> text.indexOf('"');
      case SINGLE -> text.indexOf('\'');
      case UNQUOTED -> indexOfAny(text, " \t\n\f\r>", 0);
      case NONE -> -1;
    };
  }

  /// Where the end tag of a script, style, text area or title is, or -1.
  private static int endOfElement(HtmlContext context, String text) {
    boolean inTag = context.state() != context.element().content() && !isContent(context.state());
    if (context.element() == Element.NONE || inTag) {
      return -1;
    }
    String tag = "</" + context.element().name().toLowerCase(Locale.ROOT);
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = lower.indexOf(tag); at >= 0; at = lower.indexOf(tag, at + 1)) {
      int after = at + tag.length();
      if (after == lower.length() || " \t\n\f/>".indexOf(lower.charAt(after)) >= 0) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isContent(HtmlState state) {
    return switch (state) {
      case TEXT, TAG, ATTRIBUTE_NAME, AFTER_NAME, BEFORE_VALUE, ATTRIBUTE, URL -> false;
      default -> true;
    };
  }

  private static Step inside(HtmlContext context, String text) {
    return switch (context.state()) {
      case TEXT -> text(context, text);
      case TAG -> tag(context, text);
      case ATTRIBUTE_NAME -> attributeName(context, text);
      case AFTER_NAME -> afterName(context, text);
      case BEFORE_VALUE -> beforeValue(context, text);
      case HTML_COMMENT -> until(context, text, "-->", HtmlContext.START);
      case RCDATA, ATTRIBUTE -> new Step(context, text.length());
      case URL -> url(context, text);
      case JS -> JsTransitions.code(context, text);
      case JS_DOUBLE_QUOTED -> JsTransitions.quoted(context, text, "\"");
      case JS_SINGLE_QUOTED -> JsTransitions.quoted(context, text, "'");
      case JS_TEMPLATE -> JsTransitions.quoted(context, text, "`");
      case JS_REGEXP -> JsTransitions.quoted(context, text, "/");
      case JS_BLOCK_COMMENT -> until(context, text, "*/", context.with(HtmlState.JS));
      case JS_LINE_COMMENT -> JsTransitions.lineComment(context, text);
      case CSS -> CssTransitions.style(context, text);
      case CSS_DOUBLE_QUOTED -> CssTransitions.quoted(context, text, '"');
      case CSS_SINGLE_QUOTED -> CssTransitions.quoted(context, text, '\'');
      case CSS_URL -> CssTransitions.url(context, text);
      case CSS_BLOCK_COMMENT -> until(context, text, "*/", context.with(HtmlState.CSS));
    };
  }

  private static Step until(HtmlContext context, String text, String end, HtmlContext after) {
    int at = text.indexOf(end);
    return at < 0 ? new Step(context, text.length()) : new Step(after, at + end.length());
  }

  private static Step text(HtmlContext context, String text) {
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      if (text.startsWith("<!--", at)) {
        return new Step(HtmlContext.in(HtmlState.HTML_COMMENT, Element.NONE), at + 4);
      }
      boolean isEnd = text.startsWith("/", at + 1);
      int nameStart = at + (isEnd ? 2 : 1);
      int nameEnd = endOfTagName(text, nameStart);
      if (nameEnd > nameStart) {
        Element element = isEnd ? Element.NONE : element(text.substring(nameStart, nameEnd));
        return new Step(HtmlContext.in(HtmlState.TAG, element), nameEnd);
      }
    }
    return new Step(context, text.length());
  }

  private static Element element(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "script" -> Element.SCRIPT;
      case "style" -> Element.STYLE;
      case "textarea" -> Element.TEXTAREA;
      case "title" -> Element.TITLE;
      default -> Element.NONE;
    };
  }

  private static int endOfTagName(String text, int start) {
    int at = start;
    while (at < text.length() && isTagNameCharacter(text, at, at == start)) {
      at++;
    }
    return at;
  }

  private static boolean isTagNameCharacter(String text, int at, boolean first) {
    char c = text.charAt(at);
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    boolean inner = (c >= '0' && c <= '9') || c == ':' || c == '-';
    return letter || (!first && inner);
  }

  private static Step tag(HtmlContext context, String text) {
    int start = skipSpace(text);
    if (start == text.length()) {
      return new Step(context, text.length());
    }
    if (text.charAt(start) == '>') {
      Element element = context.element();
      return new Step(HtmlContext.in(element.content(), element), start + 1);
    }
    int end = endOfAttributeName(text, start);
    if (end == start) {
      throw new HtmlException(
          "expected space, attr name, or end of tag, but got "
              + Quoting.quote(text.substring(start)));
    }
    String name = text.substring(start, end).toLowerCase(Locale.ROOT);
    Attribute attribute =
        context.element() == Element.SCRIPT && name.equals("type")
            ? Attribute.SCRIPT_TYPE
            : Attributes.of(name);
    HtmlState state = end == text.length() ? HtmlState.ATTRIBUTE_NAME : HtmlState.AFTER_NAME;
    return new Step(context.with(state).with(attribute), end);
  }

  private static int endOfAttributeName(String text, int start) {
    int end = indexOfAny(text, " \t\n\f\r=>'\"<", start);
    if (end >= 0 && "'\"<".indexOf(text.charAt(end)) >= 0) {
      throw new HtmlException(
          Quoting.quote(text.substring(end, end + 1))
              + " in attribute name: "
              + Quoting.quote(text));
    }
    return end < 0 ? text.length() : end;
  }

  private static Step attributeName(HtmlContext context, String text) {
    int end = endOfAttributeName(text, 0);
    return new Step(end == text.length() ? context : context.with(HtmlState.AFTER_NAME), end);
  }

  private static Step afterName(HtmlContext context, String text) {
    int start = skipSpace(text);
    if (start == text.length()) {
      return new Step(context, start);
    }
    return text.charAt(start) == '='
        ? new Step(context.with(HtmlState.BEFORE_VALUE), start + 1)
        : new Step(context.with(HtmlState.TAG), start);
  }

  private static Step beforeValue(HtmlContext context, String text) {
    int start = skipSpace(text);
    if (start == text.length()) {
      return new Step(context, start);
    }
    return switch (text.charAt(start)) {
      case '"' -> new Step(context.beginValue(Quote.DOUBLE), start + 1);
      case '\'' -> new Step(context.beginValue(Quote.SINGLE), start + 1);
      default -> new Step(context.beginValue(Quote.UNQUOTED), start);
    };
  }

  private static Step url(HtmlContext context, String text) {
    return new Step(afterUrl(context, text), text.length());
  }

  static HtmlContext afterUrl(HtmlContext context, String text) {
    if (text.indexOf('#') >= 0 || text.indexOf('?') >= 0) {
      return context.with(UrlPart.QUERY_OR_FRAGMENT);
    }
    boolean begins = context.urlPart() == UrlPart.NONE && skipSpace(text) < text.length();
    return begins ? context.with(UrlPart.BEFORE_QUERY) : context;
  }

  private static int skipSpace(String text) {
    int at = 0;
    while (at < text.length() && " \t\n\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  static int indexOfAny(String text, String characters, int from) {
    for (int at = from; at < text.length(); at++) {
      if (characters.indexOf(text.charAt(at)) >= 0) {
        return at;
      }
    }
    return -1;
  }
}
