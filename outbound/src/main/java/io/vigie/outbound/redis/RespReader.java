package io.vigie.outbound.redis;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads replies in RESP 2 (the Redis serialization protocol). Bounds everything that the other
/// side says about sizes. Not thread-safe.
final class RespReader {
  private static final int MAX_LINE_BYTES = 64 << 10;
  private static final int MAX_TEXT_BYTES = 16 << 20;
  private static final int MAX_ITEMS = 100_000;
  private static final int MAX_DEPTH = 8;

  private final InputStream in;

  RespReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /// @throws IOException if the connection ends, or what comes is not RESP or too large
  RedisReply read() throws IOException {
    return read(0);
  }

  private RedisReply read(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException("the answer is nested too deeply");
    }
    int type = in.read();
    return switch (type) {
      case '+' -> new RedisReply.Text(line());
      case '-' -> new RedisReply.Refused(line());
      case ':' -> new RedisReply.Whole(number(line()));
      case '$' -> text();
      case '*' -> several(depth);
      case -1 -> throw new EOFException("the connection was closed");
      default -> throw new IOException("this is no Redis: the answer begins with byte " + type);
    };
  }

  private RedisReply text() throws IOException {
    int length = length(MAX_TEXT_BYTES);
    if (length < 0) {
      return new RedisReply.Nothing();
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length || in.read() != '\r' || in.read() != '\n') {
      throw new EOFException("the connection was closed within an answer");
    }
    return new RedisReply.Text(new String(bytes, StandardCharsets.UTF_8));
  }

  private RedisReply several(int depth) throws IOException {
    int count = length(MAX_ITEMS);
    if (count < 0) {
      return new RedisReply.Nothing();
    }
    List<RedisReply> items = new ArrayList<>(Math.min(count, 1000));
    for (int i = 0; i < count; i++) {
      items.add(read(depth + 1));
    }
    return new RedisReply.Several(items);
  }

  private int length(int max) throws IOException {
    long length = number(line());
    if (length < -1 || length > max) {
      throw new IOException("an answer of " + length + " is more than the " + max + " allowed");
    }
    return (int) length;
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("this is no Redis: \"" + text + "\" is no number", e);
    }
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\r'; b = in.read()) {
      if (b < 0 || line.size() >= MAX_LINE_BYTES) {
        throw new EOFException("the connection was closed within an answer");
      }
      line.write(b);
    }
    if (in.read() != '\n') {
      throw new IOException("this is no Redis: a line does not end as it should");
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
