package io.vigie.ingest.exposition;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a `Content-Type` by RFC 2045 and RFC 2183, as strictly as Prometheus does (it uses Go's
/// `mime.ParseMediaType`), so that a target is accepted by both or by neither.
final class MediaType {
  /// Not a media type. The message says what is wrong.
  static final class MalformedMediaTypeException extends Exception {
    MalformedMediaTypeException(String message) {
      super("mime: " + message);
    }
  }

  private final String text;
  private int position;

  private MediaType(String text) {
    this.text = text;
  }

  /// The media type in lower case without its parameters, which are only checked.
  static String parse(String contentType) throws MalformedMediaTypeException {
    int semicolon = contentType.indexOf(';');
    String bare = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    String mediaType = bare.strip().toLowerCase(Locale.ROOT);
    new MediaType(mediaType).checkType();
    if (semicolon >= 0) {
      new MediaType(contentType.substring(semicolon)).checkParameters();
    }
    return mediaType;
  }

  private void checkType() throws MalformedMediaTypeException {
    if (token().isEmpty()) {
      throw new MalformedMediaTypeException("no media type");
    }
    if (position == text.length()) {
      return;
    }
    if (text.charAt(position++) != '/') {
      throw new MalformedMediaTypeException("expected slash after first token");
    }
    if (token().isEmpty()) {
      throw new MalformedMediaTypeException("expected token after slash");
    }
    if (position < text.length()) {
      throw new MalformedMediaTypeException("unexpected content after media subtype");
    }
  }

  private void checkParameters() throws MalformedMediaTypeException {
    Map<String, String> seen = new HashMap<>();
    for (skipSpace(); position < text.length(); skipSpace()) {
      position++; // The semicolon: a parameter ends at one or at the end.
      skipSpace();
      if (position == text.length()) {
        return;
      }
      String name = token().toLowerCase(Locale.ROOT);
      String value = name.isEmpty() ? null : valueAfterEquals();
      skipSpace();
      if (value == null || (position < text.length() && text.charAt(position) != ';')) {
        throw new MalformedMediaTypeException("invalid media parameter");
      }
      String before = seen.put(name, value);
      if (before != null && !before.equals(value)) {
        throw new MalformedMediaTypeException("duplicate parameter name");
      }
    }
  }

  private @Nullable String valueAfterEquals() {
    skipSpace();
    if (position == text.length() || text.charAt(position) != '=') {
      return null;
    }
    position++;
    skipSpace();
    if (position < text.length() && text.charAt(position) == '"') {
      return quoted();
    }
    String value = token();
    return value.isEmpty() ? null : value;
  }

  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    for (position++; position < text.length(); position++) {
      char c = text.charAt(position);
      if (c == '"') {
        position++;
        return value.toString();
      }
      if (c == '\\' && position + 1 < text.length()) {
        c = text.charAt(++position);
      }
      value.append(c);
    }
    return null;
  }

  private String token() {
    int start = position;
    while (position < text.length() && isTokenCharacter(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isTokenCharacter(char c) {
    return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
  }
}
