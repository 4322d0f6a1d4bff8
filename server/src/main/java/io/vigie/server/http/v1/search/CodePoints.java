package io.vigie.server.http.v1.search;

/// Texts as the characters that people see in them, whatever their encoding.
final class CodePoints {
  private CodePoints() {}

  static int[] of(String text) {
    int[] points = new int[text.codePointCount(0, text.length())];
    for (int i = 0, at = 0; i < points.length; i++) {
      points[i] = text.codePointAt(at);
      at += Character.charCount(points[i]);
    }
    return points;
  }
}
