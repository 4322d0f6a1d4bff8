package io.vigie.ingest.collect.cloudwatch;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// As much of CBOR (RFC 8949) as requests and answers need: texts, numbers, instants, lists, maps.
final class Cbor {
  private static final int BREAK = 0xff;
  private static final int EPOCH_TIME = 1;

  private Cbor() {}

  static byte[] write(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Object value, DataOutputStream out) throws IOException {
    switch (value) {
      case String text -> {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        head(3, utf8.length, out);
        out.write(utf8);
      }
      case Double number -> {
        out.write(0xfb);
        out.writeDouble(number);
      }
      case Instant time -> {
        head(6, EPOCH_TIME, out);
        head(0, time.getEpochSecond(), out);
      }
      case List<?> list -> {
        head(4, list.size(), out);
        for (Object each : list) {
          write(each, out);
        }
      }
      case Map<?, ?> map -> {
        head(5, map.size(), out);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          write(entry.getKey(), out);
          write(entry.getValue(), out);
        }
      }
      default -> throw new IllegalArgumentException(String.valueOf(value));
    }
  }

  private static void head(int major, long argument, DataOutputStream out) throws IOException {
    out.write(major << 5 | 27);
    out.writeLong(argument);
  }

  /// Texts, `Long`, `Double`, lists and maps; tags are passed over.
  static Object read(byte[] bytes) {
    return read(ByteBuffer.wrap(bytes));
  }

  private static Object read(ByteBuffer in) {
    int head = in.get() & 0xff;
    boolean endless = (head & 31) == 31;
    return switch (head >> 5) {
      case 0 -> argument(head, in);
      case 1 -> -1 - argument(head, in);
      case 2, 3 -> text(in, endless ? -1 : argument(head, in));
      case 4 -> list(in, endless ? -1 : argument(head, in));
      case 5 -> map(in, endless ? -1 : argument(head, in));
      case 6 -> {
        long _ = argument(head, in);
        yield read(in);
      }
      default ->
          switch (head & 31) {
            case 20 -> false;
            case 21 -> true;
            case 26 -> (double) in.getFloat();
            case 27 -> in.getDouble();
            default -> throw new IllegalArgumentException("simple value " + (head & 31));
          };
    };
  }

  private static long argument(int head, ByteBuffer in) {
    return switch (head & 31) {
      case 24 -> in.get() & 0xffL;
      case 25 -> in.getShort() & 0xffffL;
      case 26 -> in.getInt() & 0xffff_ffffL;
      case 27 -> in.getLong();
      default -> head & 31;
    };
  }

  private static boolean ends(ByteBuffer in, long size, int read) {
    if (size >= 0) {
      return read == size;
    }
    boolean isBreak = (in.get(in.position()) & 0xff) == BREAK;
    if (isBreak) {
      in.get();
    }
    return isBreak;
  }

  private static String text(ByteBuffer in, long size) {
    if (size < 0) {
      StringBuilder all = new StringBuilder();
      while (!ends(in, size, 0)) {
        all.append(read(in));
      }
      return all.toString();
    }
    byte[] utf8 = new byte[(int) size];
    in.get(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static List<Object> list(ByteBuffer in, long size) {
    List<Object> list = new ArrayList<>();
    while (!ends(in, size, list.size())) {
      list.add(read(in));
    }
    return list;
  }

  private static Map<Object, Object> map(ByteBuffer in, long size) {
    Map<Object, Object> map = new LinkedHashMap<>();
    while (!ends(in, size, map.size())) {
      map.put(read(in), read(in));
    }
    return map;
  }
}
