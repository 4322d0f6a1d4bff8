package io.vigie.template.fmt;

import org.jspecify.annotations.Nullable;

/// A verb with its flags, as in `%-8.3f`. Mutable while it is read; `%v` with plus or sharp turns
/// these into the flags of their own that Go gives them.
final class Verb {
  boolean plus;
  boolean minus;
  boolean sharp;
  boolean space;
  boolean zero;
  boolean plusV;
  boolean sharpV;
  @Nullable Integer width;
  @Nullable Integer precision;
  int letter = 'v';

  void useForValue() {
    if (letter != 'v') {
      return;
    }
    sharpV = sharp;
    sharp = false;
    plusV = plus;
    plus = false;
  }

  int precisionOr(int otherwise) {
    return precision == null ? otherwise : precision;
  }

  /// Pads to the width.
  String padded(String text, boolean mayUseZeros) {
    int missing = width == null ? 0 : width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (minus) {
      return text + " ".repeat(missing);
    }
    return (zero && mayUseZeros ? "0" : " ").repeat(missing) + text;
  }
}
