package io.vigie.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A connection on which bytes are sent as they are, also such as no client sends.
final class RawHttp implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 15_000;

  private final Socket socket;
  private final InputStream in;

  /// An answer.
  ///
  /// @param headers by name in lower case; of several the last
  record Answer(int status, Map<String, String> headers, byte[] body) {
    String header(String name) {
      return headers.getOrDefault(name, "");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /// Whether no other request may follow on the connection.
    boolean isLast() {
      return header("connection").equalsIgnoreCase("close") || isStream();
    }

    boolean isStream() {
      return header("content-type").startsWith("text/event-stream");
    }
  }

  RawHttp(String url) throws IOException {
    URI address = URI.create(url);
    socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /// Sends without waiting for an answer.
  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /// Sends a request, which may be answered before it is sent as a whole.
  ///
  /// @param isHead whether the answer has no body whatever its headers say
  /// @return empty if the connection was closed instead
  Optional<Answer> exchange(byte[] request, boolean isHead) throws IOException {
    try {
      send(request);
    } catch (IOException e) {
      // Closed while we were sending; what was answered before is there to be read.
    }
    return receive(isHead);
  }

  /// Waits until the server must have read what was sent, and has nothing to say.
  void receiveNothingFor(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      if (in.read() >= 0) {
        throw new IOException("an answer to half a request");
      }
    } catch (SocketTimeoutException e) {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  /// @return empty if the connection was closed instead
  Optional<Answer> receive(boolean isHead) throws IOException {
    try {
      int status = 100;
      Map<String, String> headers = Map.of();
      while (status / 100 == 1) {
        status = Integer.parseInt(line().split(" ", 3)[1]);
        headers = headers();
      }
      Answer begun = new Answer(status, headers, new byte[0]);
      boolean hasNone = isHead || status == 204 || status == 304 || begun.isStream();
      return Optional.of(hasNone ? begun : new Answer(status, headers, body(headers)));
    } catch (EOFException e) {
      return Optional.empty();
    }
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return chunks();
    }
    String length = headers.get("content-length");
    return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.write(exactly(size));
      line();
    }
    line();
    return all.toByteArray();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", 2)[0].strip(), 16);
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("half an answer");
    }
    return bytes;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed");
      }
      line.write(c);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
