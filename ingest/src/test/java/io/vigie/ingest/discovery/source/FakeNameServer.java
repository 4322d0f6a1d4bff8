package io.vigie.ingest.discovery.source;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A name server on a free local port, which knows what a test tells it and refuses names that do
/// not exist.
final class FakeNameServer implements AutoCloseable {
  private static final Map<Integer, String> TYPES =
      Map.of(1, "A", 2, "NS", 15, "MX", 28, "AAAA", 33, "SRV");

  private final DatagramSocket socket;
  private final Map<String, List<byte[]>> records = new ConcurrentHashMap<>();

  /// Answers that something is wrong instead of answering.
  volatile boolean broken;

  FakeNameServer() throws IOException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  String url() {
    return "dns://127.0.0.1:" + socket.getLocalPort();
  }

  FakeNameServer address(String name, String type, String... addresses) throws IOException {
    List<byte[]> data = new java.util.ArrayList<>();
    for (String address : addresses) {
      data.add(InetAddress.getByName(address).getAddress());
    }
    records.put(name + ". " + type, data);
    return this;
  }

  /// @param numbers 16-bit numbers before the host name: priority, weight, port
  FakeNameServer host(String name, String type, String host, int... numbers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int number : numbers) {
      out.writeShort(number);
    }
    writeName(out, host);
    records.put(name + ". " + type, List.of(bytes.toByteArray()));
    return this;
  }

  private void serve() {
    byte[] buffer = new byte[4096];
    try {
      while (true) {
        DatagramPacket query = new DatagramPacket(buffer, buffer.length);
        socket.receive(query);
        byte[] answer = answer(ByteBuffer.wrap(buffer, 0, query.getLength()));
        socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private byte[] answer(ByteBuffer query) throws IOException {
    int id = query.getShort(0);
    query.position(12);
    String name = readName(query);
    int type = query.getShort();
    String key = name + " " + TYPES.getOrDefault(type, "?");
    List<byte[]> found = records.getOrDefault(key, List.of());
    boolean exists = records.keySet().stream().anyMatch(k -> k.startsWith(name + " "));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeShort(id);
    out.writeShort(0x8580 | (broken ? 2 : exists ? 0 : 3));
    out.writeShort(1);
    out.writeShort(broken ? 0 : found.size());
    out.writeInt(0);
    writeName(out, name);
    out.writeShort(type);
    out.writeShort(1);
    for (byte[] data : broken ? List.<byte[]>of() : found) {
      writeName(out, name);
      out.writeShort(type);
      out.writeShort(1);
      out.writeInt(60);
      out.writeShort(data.length);
      out.write(data);
    }
    return bytes.toByteArray();
  }

  private static String readName(ByteBuffer query) {
    StringBuilder name = new StringBuilder();
    for (int length = query.get(); length > 0; length = query.get()) {
      byte[] label = new byte[length];
      query.get(label);
      name.append(new String(label, StandardCharsets.UTF_8)).append('.');
    }
    return name.toString();
  }

  private static void writeName(DataOutputStream out, String name) throws IOException {
    for (String label : name.split("\\.")) {
      out.writeByte(label.length());
      out.write(label.getBytes(StandardCharsets.UTF_8));
    }
    out.writeByte(0);
  }

  @Override
  public void close() {
    socket.close();
  }
}
