package io.vigie.template.html;

import java.util.Optional;

/// The place that the text has led to.
///
/// @param quote how the attribute value ends
/// @param urlPart how far a URL has got
/// @param element whose content, or whose tag, it is
/// @param attribute what the value of the current attribute is
/// @param regexpMayFollow whether a slash in JavaScript begins a regular expression
record HtmlContext(
    HtmlState state,
    Quote quote,
    UrlPart urlPart,
    Element element,
    Attribute attribute,
    boolean regexpMayFollow) {

  static final HtmlContext START = in(HtmlState.TEXT, Element.NONE);

  enum Quote {
    NONE,
    DOUBLE,
    SINGLE,
    UNQUOTED
  }

  enum UrlPart {
    NONE,
    BEFORE_QUERY,
    QUERY_OR_FRAGMENT,
    UNKNOWN
  }

  enum Element {
    NONE(HtmlState.TEXT),
    SCRIPT(HtmlState.JS),
    STYLE(HtmlState.CSS),
    TEXTAREA(HtmlState.RCDATA),
    TITLE(HtmlState.RCDATA);

    private final HtmlState content;

    Element(HtmlState content) {
      this.content = content;
    }

    HtmlState content() {
      return content;
    }
  }

  enum Attribute {
    PLAIN(HtmlState.ATTRIBUTE),
    SCRIPT(HtmlState.JS),
    SCRIPT_TYPE(HtmlState.ATTRIBUTE),
    STYLE(HtmlState.CSS),
    URL(HtmlState.URL);

    private final HtmlState value;

    Attribute(HtmlState value) {
      this.value = value;
    }

    HtmlState value() {
      return value;
    }
  }

  static HtmlContext in(HtmlState state, Element element) {
    return new HtmlContext(state, Quote.NONE, UrlPart.NONE, element, Attribute.PLAIN, true);
  }

  HtmlContext with(HtmlState other) {
    return new HtmlContext(other, quote, urlPart, element, attribute, regexpMayFollow);
  }

  HtmlContext with(UrlPart other) {
    return new HtmlContext(state, quote, other, element, attribute, regexpMayFollow);
  }

  HtmlContext with(Attribute other) {
    return new HtmlContext(state, quote, urlPart, element, other, regexpMayFollow);
  }

  HtmlContext regexpMayFollow(boolean may) {
    return new HtmlContext(state, quote, urlPart, element, attribute, may);
  }

  HtmlContext beginValue(Quote by) {
    return new HtmlContext(attribute.value(), by, UrlPart.NONE, element, attribute, true);
  }

  /// Where an action that stands here is: before a value it is the value.
  HtmlContext atAction() {
    return switch (state) {
      case TAG -> with(HtmlState.ATTRIBUTE_NAME);
      case BEFORE_VALUE -> beginValue(Quote.UNQUOTED).with(Attribute.PLAIN);
      case AFTER_NAME -> with(HtmlState.ATTRIBUTE_NAME).with(Attribute.PLAIN);
      default -> this;
    };
  }

  /// Where two branches meet; empty if they cannot.
  Optional<HtmlContext> join(HtmlContext other) {
    if (equals(other)) {
      return Optional.of(this);
    }
    if (with(other.urlPart).equals(other)) {
      return Optional.of(with(UrlPart.UNKNOWN));
    }
    if (regexpMayFollow(other.regexpMayFollow).equals(other)) {
      return Optional.of(regexpMayFollow(true));
    }
    HtmlContext mine = atAction();
    HtmlContext others = other.atAction();
    return mine.equals(this) && others.equals(other) ? Optional.empty() : mine.join(others);
  }
}
