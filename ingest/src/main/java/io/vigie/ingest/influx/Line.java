package io.vigie.ingest.influx;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.nio.charset.StandardCharsets;

/// One line of the line protocol: `measurement,tag=value field=1,other=2i 1700000000000000000`.
/// Keeps positions in the body; used again for the next line. Not thread-safe.
final class Line {
  /// Length of the longest word for a truth value.
  private static final int MAX_WORD = 5;

  private byte[] bytes = {};
  private int at;
  private int end;

  private int measurementStart;
  private int measurementEnd;
  private int seriesEnd;

  /// Four positions a tag: where name and value begin and end.
  private final IntArrayList tags = new IntArrayList();

  /// Two positions a field: where its name begins and ends.
  private final IntArrayList fieldNames = new IntArrayList();

  private final DoubleArrayList fieldValues = new DoubleArrayList();
  private boolean hasTimestamp;
  private long timestamp;

  /// Reads the line that begins at `start`.
  ///
  /// @param end of the body
  /// @return where the next line begins
  /// @throws MalformedLineException if it cannot be read; [#afterLine] says where the next begins
  int read(byte[] body, int start, int end) throws MalformedLineException {
    bytes = body;
    at = start;
    this.end = end;
    tags.clear();
    fieldNames.clear();
    fieldValues.clear();
    hasTimestamp = false;
    skipBlanks();
    if (atLineEnd() || bytes[at] == '#') {
      return afterLine(at);
    }
    readSeries();
    readFields();
    skipBlanks();
    if (!atLineEnd()) {
      readTimestamp();
    }
    return afterLine(at);
  }

  /// Where the line after the one at `from` begins.
  int afterLine(int from) {
    int i = from;
    while (i < end && bytes[i] != '\n') {
      i++;
    }
    return Math.min(i + 1, end);
  }

  private boolean atLineEnd() {
    return at >= end || bytes[at] == '\n' || bytes[at] == '\r';
  }

  private void skipBlanks() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
  }

  private void readSeries() throws MalformedLineException {
    measurementStart = at;
    measurementEnd = skipTo(", ");
    if (measurementEnd == measurementStart) {
      throw new MalformedLineException("missing measurement");
    }
    while (!atLineEnd() && bytes[at] == ',') {
      at++;
      int nameStart = at;
      int nameEnd = skipTo("=, ");
      if (nameEnd == nameStart) {
        throw new MalformedLineException("missing tag key");
      }
      if (atLineEnd() || bytes[at] != '=') {
        throw new MalformedLineException("missing tag value");
      }
      at++;
      int valueStart = at;
      int valueEnd = skipTo(", ");
      if (valueEnd == valueStart) {
        throw new MalformedLineException("missing tag value");
      }
      tags.add(nameStart);
      tags.add(nameEnd);
      tags.add(valueStart);
      tags.add(valueEnd);
    }
    seriesEnd = at;
  }

  /// Moves to the first of these characters that has no backslash before it, or to the line's end.
  private int skipTo(String stops) {
    while (!atLineEnd() && stops.indexOf(bytes[at]) < 0) {
      at += bytes[at] == '\\' && at + 1 < end && bytes[at + 1] != '\n' ? 2 : 1;
    }
    return at;
  }

  private void readFields() throws MalformedLineException {
    skipBlanks();
    if (atLineEnd()) {
      throw new MalformedLineException("missing fields");
    }
    at--;
    do {
      at++;
      int nameStart = at;
      int nameEnd = skipTo("=, ");
      if (nameEnd == nameStart) {
        throw new MalformedLineException("missing field key");
      }
      if (atLineEnd() || bytes[at] != '=') {
        throw new MalformedLineException("missing field value");
      }
      at++;
      readFieldValue(nameStart, nameEnd);
    } while (!atLineEnd() && bytes[at] == ',');
  }

  private void readFieldValue(int nameStart, int nameEnd) throws MalformedLineException {
    if (at < end && bytes[at] == '"') {
      skipText();
      return; // a text is no sample
    }
    int start = at;
    int valueEnd = skipTo(", ");
    if (valueEnd == start) {
      throw new MalformedLineException("missing field value");
    }
    fieldNames.add(nameStart);
    fieldNames.add(nameEnd);
    fieldValues.add(number(start, valueEnd));
  }

  /// A text may hold line breaks.
  private void skipText() throws MalformedLineException {
    at++;
    while (at < end && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    if (at >= end) {
      throw new MalformedLineException("unbalanced quotes");
    }
    at++;
  }

  private double number(int start, int valueEnd) throws MalformedLineException {
    byte last = bytes[valueEnd - 1];
    boolean whole = (last == 'i' || last == 'u') && valueEnd - start > 1;
    String text = text(start, whole ? valueEnd - 1 : valueEnd);
    if (!whole && text.length() <= MAX_WORD) {
      switch (text) {
        case "t", "T", "true", "True", "TRUE" -> {
          return 1;
        }
        case "f", "F", "false", "False", "FALSE" -> {
          return 0;
        }
        default -> {}
      }
    }
    try {
      char first = text.charAt(0);
      if (first == '-' || first == '+' || first == '.' || Character.isDigit(first)) {
        return whole && last == 'i' ? Long.parseLong(text) : Double.parseDouble(text);
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new MalformedLineException(whole ? "unable to parse integer " + text : "invalid number");
  }

  private void readTimestamp() throws MalformedLineException {
    int start = at;
    while (!atLineEnd() && bytes[at] != ' ') {
      at++;
    }
    int timestampEnd = at;
    skipBlanks();
    try {
      timestamp = Long.parseLong(text(start, timestampEnd));
      hasTimestamp = true;
    } catch (NumberFormatException e) {
      throw new MalformedLineException("bad timestamp");
    }
    if (!atLineEnd()) {
      throw new MalformedLineException("bad timestamp");
    }
  }

  private String text(int start, int textEnd) {
    return new String(bytes, start, textEnd - start, StandardCharsets.UTF_8);
  }

  /// Number of fields that are numbers or truth values.
  int fields() {
    return fieldValues.size();
  }

  double value(int field) {
    return fieldValues.getDouble(field);
  }

  String fieldName(int field) {
    return unescaped(fieldNames.getInt(2 * field), fieldNames.getInt(2 * field + 1));
  }

  int tags() {
    return tags.size() / 4;
  }

  String tagName(int tag) {
    return unescaped(tags.getInt(4 * tag), tags.getInt(4 * tag + 1));
  }

  String tagValue(int tag) {
    return unescaped(tags.getInt(4 * tag + 2), tags.getInt(4 * tag + 3));
  }

  String measurement() {
    return unescaped(measurementStart, measurementEnd);
  }

  boolean hasTimestamp() {
    return hasTimestamp;
  }

  long timestamp() {
    return timestamp;
  }

  /// Copies the bytes that name the series of a field.
  ///
  /// @return where they end
  int copyName(int field, byte[] into, int offset) {
    int seriesLength = seriesEnd - measurementStart;
    System.arraycopy(bytes, measurementStart, into, offset, seriesLength);
    int fieldStart = fieldNames.getInt(2 * field);
    int fieldLength = fieldNames.getInt(2 * field + 1) - fieldStart;
    into[offset + seriesLength] = ' ';
    System.arraycopy(bytes, fieldStart, into, offset + seriesLength + 1, fieldLength);
    return offset + seriesLength + 1 + fieldLength;
  }

  /// At most so many bytes name a series of this line.
  int maxNameLength() {
    return at - measurementStart + 1;
  }

  /// A backslash stands before comma, equal sign, blank or backslash; anywhere else for itself.
  private String unescaped(int start, int textEnd) {
    String text = text(start, textEnd);
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      boolean escapes =
          text.charAt(i) == '\\'
              && i + 1 < text.length()
              && ", =\\".indexOf(text.charAt(i + 1)) >= 0;
      plain.append(text.charAt(escapes ? ++i : i));
    }
    return plain.toString();
  }
}
