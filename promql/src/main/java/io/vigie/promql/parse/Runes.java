package io.vigie.promql.parse;

import java.nio.charset.StandardCharsets;

/// Reads the characters of a UTF-8 text one by one, and tells bytes that are none.
final class Runes {
  /// Behind the last character.
  static final int EOF = -1;

  /// For bytes that are not UTF-8; also a character of its own.
  static final int INVALID = 0xfffd;

  private final byte[] input;
  private int position;
  private int width;

  Runes(byte[] input) {
    this.input = input;
  }

  int position() {
    return position;
  }

  int length() {
    return input.length;
  }

  /// Reads a character and steps over it.
  int next() {
    if (position >= input.length) {
      width = 0;
      return EOF;
    }
    int rune = decode();
    position += width;
    return rune;
  }

  /// Steps back over the character read last. Not twice in a row.
  void backup() {
    position -= width;
  }

  int peek() {
    int rune = next();
    backup();
    return rune;
  }

  /// Steps over the next character if it is one of `valid`.
  boolean accept(String valid) {
    int rune = next();
    if (rune >= 0 && valid.indexOf(rune) >= 0) {
      return true;
    }
    backup();
    return false;
  }

  /// Whether the next character is one of `valid`.
  boolean at(String valid) {
    int rune = peek();
    return rune >= 0 && valid.indexOf(rune) >= 0;
  }

  /// Steps over characters as long as they are among `valid`.
  void acceptRun(String valid) {
    boolean accepted = true;
    while (accepted) {
      accepted = accept(valid);
    }
  }

  /// The text from an offset to here.
  String textFrom(int start) {
    return new String(input, start, position - start, StandardCharsets.UTF_8);
  }

  private int decode() {
    int first = input[position] & 0xff;
    if (first < 0x80) {
      width = 1;
      return first;
    }
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    String decoded =
        new String(
            input, position, Math.min(length, input.length - position), StandardCharsets.UTF_8);
    int rune = decoded.codePointAt(0);
    width = rune == INVALID && !isReplacementCharacter() ? 1 : length;
    return rune;
  }

  private boolean isReplacementCharacter() {
    return position + 2 < input.length
        && (input[position] & 0xff) == 0xef
        && (input[position + 1] & 0xff) == 0xbf
        && (input[position + 2] & 0xff) == 0xbd;
  }
}
