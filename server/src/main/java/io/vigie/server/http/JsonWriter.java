package io.vigie.server.http;

import io.vigie.model.metric.Labels;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON straight to a stream, so that a large result is never held as a tree or a text.
/// Commas are set by the writer; the caller is trusted to nest correctly. Not thread-safe.
public final class JsonWriter implements Flushable {
  private static final int BUFFER_BYTES = 16 * 1024;

  /// No number has more digits, signs and points.
  private static final int MAX_NUMBER_BYTES = 64;

  private static final String HEX = "0123456789abcdef";
  private static final int REPLACEMENT_CHARACTER = 0xfffd;

  /// "00" to "99" behind each other.
  private static final byte[] PAIRS = pairs();

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final StringBuilder number = new StringBuilder(32);
  private int size;

  /// The seconds of a timestamp over ten thousand, and how they were written.
  private long knownHigh = -1;

  private final byte[] highDigits = new byte[MAX_NUMBER_BYTES];
  private int highLength;

  /// Whether the next value or name follows another one on the same level.
  private boolean commaDue;

  public JsonWriter(OutputStream out) {
    this.out = out;
  }

  public JsonWriter beginObject() throws IOException {
    return open('{');
  }

  public JsonWriter endObject() throws IOException {
    return close('}');
  }

  public JsonWriter beginArray() throws IOException {
    return open('[');
  }

  public JsonWriter endArray() throws IOException {
    return close(']');
  }

  /// The name of the next value.
  public JsonWriter name(String name) throws IOException {
    separate();
    quoted(name);
    put(':');
    commaDue = false;
    return this;
  }

  public JsonWriter string(String value) throws IOException {
    separate();
    quoted(value);
    return this;
  }

  public JsonWriter strings(Collection<String> values) throws IOException {
    beginArray();
    for (String value : values) {
      string(value);
    }
    return endArray();
  }

  public JsonWriter number(long value) throws IOException {
    separate();
    number.setLength(0);
    number.append(value);
    putNumber();
    return this;
  }

  /// A whole number whose 64 bits have no sign.
  public JsonWriter unsigned(long value) throws IOException {
    separate();
    ascii(Long.toUnsignedString(value));
    return this;
  }

  /// A float as a JSON number.
  ///
  /// @throws IllegalArgumentException if it is not finite, which JSON cannot say
  public JsonWriter number(double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(value + " is not a JSON number");
    }
    separate();
    number.setLength(0);
    JsonFloats.append(value, number);
    putNumber();
    return this;
  }

  public JsonWriter bool(boolean value) throws IOException {
    separate();
    ascii(value ? "true" : "false");
    return this;
  }

  public JsonWriter nothing() throws IOException {
    separate();
    ascii("null");
    return this;
  }

  /// A sample's value: a float in quotes, also `"NaN"` and `"+Inf"`.
  public JsonWriter sampleValue(double value) throws IOException {
    separate();
    number.setLength(0);
    number.append('"');
    JsonFloats.append(value, number);
    number.append('"');
    putNumber();
    return this;
  }

  /// A sample's timestamp: seconds with up to three decimals.
  public JsonWriter timestamp(long timestampMillis) throws IOException {
    separate();
    ensureRoom(MAX_NUMBER_BYTES);
    if (timestampMillis < 0) {
      buffer[size++] = '-';
    }
    putSeconds(Math.abs(timestampMillis / 1000));
    int millis = (int) Math.abs(timestampMillis % 1000);
    if (millis != 0) {
      buffer[size++] = '.';
      buffer[size++] = (byte) ('0' + millis / 100);
      buffer[size++] = (byte) ('0' + millis / 10 % 10);
      buffer[size++] = (byte) ('0' + millis % 10);
    }
    return this;
  }

  /// A tree of maps, lists, texts, truth values, whole numbers, finite floats and nulls.
  ///
  /// @throws IllegalArgumentException if there is anything else in it
  public JsonWriter tree(@Nullable Object node) throws IOException {
    return switch (node) {
      case null -> nothing();
      case String text -> string(text);
      case Boolean bool -> bool(bool);
      case Double number -> number(number.doubleValue());
      case Number number -> number(number.longValue());
      case Map<?, ?> map -> {
        beginObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          name(String.valueOf(entry.getKey())).tree(entry.getValue());
        }
        yield endObject();
      }
      case Collection<?> items -> {
        beginArray();
        for (Object item : items) {
          tree(item);
        }
        yield endArray();
      }
      default -> throw new IllegalArgumentException(node.getClass() + " is nothing for JSON");
    };
  }

  /// Labels as an object of strings.
  public JsonWriter labels(Labels labels) throws IOException {
    beginObject();
    for (int i = 0; i < labels.size(); i++) {
      name(labels.name(i)).string(labels.value(i));
    }
    return endObject();
  }

  /// Ends a line after a value; the next value stands alone on the next one.
  public JsonWriter endLine() throws IOException {
    put('\n');
    commaDue = false;
    return this;
  }

  /// Hands everything written so far to the stream, whose own buffers stay as they are: so a short
  /// answer still gets its length told beforehand.
  @Override
  public void flush() throws IOException {
    out.write(buffer, 0, size);
    size = 0;
  }

  private JsonWriter open(char bracket) throws IOException {
    separate();
    put(bracket);
    commaDue = false;
    return this;
  }

  private JsonWriter close(char bracket) throws IOException {
    put(bracket);
    commaDue = true;
    return this;
  }

  private void separate() throws IOException {
    if (commaDue) {
      put(',');
    }
    commaDue = true;
  }

  private void quoted(String text) throws IOException {
    put('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\') {
        escaped(c);
      } else if (c < 0x80) {
        put(c);
      } else {
        int codePoint = text.codePointAt(i);
        utf8(codePoint);
        i += Character.charCount(codePoint) - 1;
      }
    }
    put('"');
  }

  private void escaped(char c) throws IOException {
    put('\\');
    switch (c) {
      case '"', '\\' -> put(c);
      case '\n' -> put('n');
      case '\r' -> put('r');
      case '\t' -> put('t');
      default -> {
        ascii("u00");
        put(HEX.charAt(c >> 4));
        put(HEX.charAt(c & 0xf));
      }
    }
  }

  private void utf8(int codePointOrSurrogate) throws IOException {
    int c =
        Character.getType(codePointOrSurrogate) == Character.SURROGATE
            ? REPLACEMENT_CHARACTER
            : codePointOrSurrogate;
    if (c < 0x800) {
      put(0xc0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        put(0xe0 | (c >> 12));
      } else {
        put(0xf0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3f));
      }
      put(0x80 | ((c >> 6) & 0x3f));
    }
    put(0x80 | (c & 0x3f));
  }

  private void putNumber() throws IOException {
    int length = number.length();
    ensureRoom(length);
    for (int i = 0; i < length; i++) {
      buffer[size + i] = (byte) number.charAt(i);
    }
    size += length;
  }

  /// Hot. Timestamps of one answer mostly differ in their last four digits only; there must be
  /// room.
  private void putSeconds(long seconds) {
    long high = seconds / 10_000;
    if (high == 0) {
      putDigits(seconds);
      return;
    }
    if (high == knownHigh) {
      System.arraycopy(highDigits, 0, buffer, size, highLength);
      size += highLength;
    } else {
      int start = size;
      putDigits(high);
      highLength = size - start;
      System.arraycopy(buffer, start, highDigits, 0, highLength);
      knownHigh = high;
    }
    int low = (int) (seconds - high * 10_000);
    putPair(low / 100);
    putPair(low % 100);
  }

  private void putPair(int belowHundred) {
    buffer[size++] = PAIRS[belowHundred << 1];
    buffer[size++] = PAIRS[(belowHundred << 1) + 1];
  }

  /// Hot: there are two numbers to every sample. Fills from behind, two digits at a time; there
  /// must be room.
  private void putDigits(long positive) {
    int end = size + digits(positive);
    int at = end;
    long rest = positive;
    while (rest >= 100) {
      long hundreds = rest / 100;
      int pair = (int) (rest - hundreds * 100) << 1;
      buffer[--at] = PAIRS[pair + 1];
      buffer[--at] = PAIRS[pair];
      rest = hundreds;
    }
    if (rest >= 10) {
      buffer[--at] = PAIRS[((int) rest << 1) + 1];
      buffer[--at] = PAIRS[(int) rest << 1];
    } else {
      buffer[--at] = (byte) ('0' + rest);
    }
    size = end;
  }

  private static int digits(long positive) {
    int digits = 1;
    for (long power = 10; digits < 19 && positive >= power; power *= 10) {
      digits++;
    }
    return digits;
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  private void ensureRoom(int bytes) throws IOException {
    if (BUFFER_BYTES - size < bytes) {
      flush();
    }
  }

  private void ascii(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private void put(int b) throws IOException {
    if (size == BUFFER_BYTES) {
      out.write(buffer, 0, size);
      size = 0;
    }
    buffer[size++] = (byte) b;
  }
}
