package io.vigie.server;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes requests that are nearly what an operation takes, and some that are no HTTP at all.
final class HostileRequests {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "BREW");

  private static final List<String> TYPES =
      List.of(
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/json;;;",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=\"",
          "application/x-protobuf",
          "text/plain",
          "multipart/form-data; boundary=x",
          "nonsense",
          "");

  private static final List<String> TEXTS =
      List.of(
          "",
          "0",
          "-1",
          "1e400",
          "NaN",
          "9223372036854775808",
          "true",
          "null",
          "../../etc/passwd",
          "' or 1=1 --",
          "{{ .Value }}",
          "up{",
          "sum(rate(up[5m]))",
          "{__name__=~\".+\"}",
          "5m",
          "-5m",
          "2026-01-01T00:00:00Z",
          "+999999999-01-01T00:00:00Z",
          "\0",
          "\ud83d\ude80 é",
          "a".repeat(5_000),
          "http://127.0.0.1:1/",
          "http://[",
          "%",
          "[",
          "critical",
          "admin");

  /// Parts of a path as they are sent.
  private static final List<String> RAW_PARTS =
      List.of("%zz", "%", "%00", "%2F", "%2e%2e", "..", "//", ";a=b", "\\", "é", "%c3%28", "a b");

  /// Headers as they are sent.
  private static final List<String> HEADERS =
      List.of(
          "Accept: nonsense",
          "Accept: application/json;q=x",
          "Accept-Encoding: gzip;q=x, br, *",
          "If-None-Match: *",
          "If-None-Match: ,\"",
          "Content-Encoding: gzip",
          "Content-Encoding: snappy",
          "Content-Encoding: zstd",
          "Content-Encoding: nonsense",
          "Cookie: =;=;\"",
          "Cookie: vigie_access=x.y.z",
          "Authorization: Basic %%%",
          "Authorization: Bearer",
          "Authorization",
          "Origin: nonsense://[",
          "Range: bytes=9-1",
          "Idempotency-Key: x",
          "X-Forwarded-For: 192.0.2.1",
          "Forwarded: for=\"_x\"",
          "Upgrade: websocket",
          "Connection: upgrade, close",
          "Connection: close",
          "Content-Length: 5",
          "Content-Length: -1",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: nonsense",
          "Host: second",
          "Host: a b",
          "Expect: 100-continue",
          "Expect: nonsense",
          " folded: header",
          "na me: x",
          "X-Null: \0",
          "X-Bytes: \u00ff\u0080",
          "X-Long: " + "x".repeat(9_000),
          "X-Huge: " + "x".repeat(300_000));

  private final SplittableRandom random;

  HostileRequests(long seed) {
    random = new SplittableRandom(seed);
  }

  /// A request.
  ///
  /// @param isProper whether it is HTTP, and for the path that the operation has
  /// @param bytes to be sent
  record Hostile(String method, String target, boolean isProper, byte[] bytes) {
    @Override
    public String toString() {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.length() > 600 ? text.substring(0, 600) + "… " + text.length() : text;
    }
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  Hostile next(DocumentedOperation operation) {
    String method = oneIn(5) ? any(METHODS) : operation.method();
    boolean rawPath = oneIn(12);
    boolean rawHeader = oneIn(4);
    String target = target(operation, rawPath);
    boolean emptyPart = target.contains("//") || target.endsWith("/") || target.contains("/?");
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: localhost\r\n");
    String type = oneIn(4) ? any(TYPES) : operation.requestType().orElse("application/json");
    if (!type.isEmpty()) {
      head.append("Content-Type: ").append(type).append("\r\n");
    }
    byte[] body = oneIn(3) ? anyBody() : fittingBody(operation);
    boolean chunked = oneIn(8);
    boolean brokenChunk = chunked && oneIn(4);
    if (rawHeader) {
      head.append(any(HEADERS)).append("\r\n");
    }
    head.append(
        chunked ? "Transfer-Encoding: chunked\r\n" : "Content-Length: " + body.length + "\r\n");
    head.append("\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(chunked ? chunked(body, brokenChunk) : body);
    boolean proper = !rawPath && !emptyPart && !rawHeader && !brokenChunk;
    return new Hostile(method, target, proper, bytes.toByteArray());
  }

  private static byte[] chunked(byte[] body, boolean broken) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (body.length > 0) {
      bytes.writeBytes(
          (Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(body);
      bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    bytes.writeBytes((broken ? "zz\r\n" : "0\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String target(DocumentedOperation operation, boolean raw) {
    StringBuilder path = new StringBuilder();
    for (String part : operation.path().split("(?=[{])|(?<=[}])", -1)) {
      boolean free = part.startsWith("{");
      path.append(
          free
              ? raw ? any(RAW_PARTS) : encoded(any(TEXTS).replace("\0", "x")).replace("+", "%20")
              : part);
    }
    if (raw && oneIn(2)) {
      path.append(any(RAW_PARTS));
    }
    List<String> names = operation.inQuery();
    char separator = '?';
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = names.isEmpty() || oneIn(5) ? "nonsense" : any(names);
      path.append(separator).append(encoded(name)).append('=');
      path.append(raw ? any(RAW_PARTS) : encoded(any(TEXTS)));
      separator = '&';
    }
    if (raw && oneIn(20)) {
      path.append(separator).append("x".repeat(300_000));
    }
    return path.toString();
  }

  private byte[] anyBody() {
    return switch (random.nextInt(7)) {
      case 0 -> new byte[0];
      case 1 -> "[".repeat(20_000).getBytes(StandardCharsets.UTF_8);
      case 2 -> noise();
      case 3 -> json(0).getBytes(StandardCharsets.UTF_16LE);
      case 4 -> ("query=%zz&=&&x=" + encoded(any(TEXTS))).getBytes(StandardCharsets.UTF_8);
      case 5 -> ("{\"name\":\"" + "x".repeat(200_000) + "\"}").getBytes(StandardCharsets.UTF_8);
      default -> json(0).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(2_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Most of its fields are there, most are of the right kind.
  private byte[] fittingBody(DocumentedOperation operation) {
    if (operation.requestType().isEmpty()) {
      return new byte[0];
    }
    boolean form = operation.requestType().get().contains("form");
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : operation.fields().properties()) {
      if (!oneIn(4)) {
        String name = field.getKey();
        fields.add(
            form
                ? encoded(name) + "=" + encoded(any(TEXTS))
                : "\"" + name + "\":" + fitting(field.getValue()));
      }
    }
    String text = form ? String.join("&", fields) : "{" + String.join(",", fields) + "}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String fitting(JsonNode schema) {
    if (oneIn(4)) {
      return json(1);
    }
    return switch (schema.path("type").asString("string")) {
      case "integer" -> Integer.toString(random.nextInt(-2, 100));
      case "number" -> any(List.of("0", "-1.5", "1e300", "42"));
      case "boolean" -> Boolean.toString(random.nextBoolean());
      case "array" ->
          "[" + fitting(schema.path("items")) + "," + fitting(schema.path("items")) + "]";
      case "object" -> "{\"a\":" + quoted(any(TEXTS)) + "}";
      default -> quoted(any(TEXTS));
    };
  }

  private static String quoted(String text) {
    return JsonMapper.shared().writeValueAsString(text);
  }

  private String json(int depth) {
    return switch (random.nextInt(depth > 3 ? 5 : 8)) {
      case 0 -> "null";
      case 1 -> Boolean.toString(random.nextBoolean());
      case 2 -> Integer.toString(random.nextInt(-10, 1_000_000));
      case 3 -> any(List.of("1e999", "-0.0", "1e-999", "9".repeat(300), "0.1"));
      case 4 -> quoted(any(TEXTS));
      case 5 -> "[" + json(depth + 1) + "," + json(depth + 1) + "]";
      default -> "{" + quoted(any(TEXTS)) + ":" + json(depth + 1) + "}";
    };
  }
}
