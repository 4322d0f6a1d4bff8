package io.vigie.outbound;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A SOCKS 5 proxy (RFC 1928, RFC 1929) that notes where it is asked to go and by whom, and goes to
/// one local port whatever it is asked.
final class FakeSocks5 implements AutoCloseable {
  private static final int VERSION = 5;
  private static final int NO_AUTHENTICATION = 0;
  private static final int PASSWORD = 2;
  private static final int DOMAIN_NAME = 3;

  private final ServerSocket socket;
  private final boolean wantsPassword;
  private final int targetPort;
  final List<String> destinations = Collections.synchronizedList(new ArrayList<>());
  final List<String> callers = Collections.synchronizedList(new ArrayList<>());

  FakeSocks5(int targetPort, boolean wantsPassword) throws IOException {
    this.targetPort = targetPort;
    this.wantsPassword = wantsPassword;
    this.socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket target = new Socket(InetAddress.getLoopbackAddress(), targetPort)) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      OutputStream out = client.getOutputStream();
      greet(in, out);
      destinations.add(destination(in));
      out.write(new byte[] {VERSION, 0, 0, 1, 127, 0, 0, 1, 0, 0});
      out.flush();
      Thread back = Thread.ofVirtual().start(() -> pass(target, client));
      in.transferTo(target.getOutputStream());
      back.join();
    } catch (IOException | InterruptedException e) {
      // closed
    }
  }

  private void greet(DataInputStream in, OutputStream out) throws IOException {
    in.readByte();
    byte[] methods = new byte[in.readUnsignedByte()];
    in.readFully(methods);
    out.write(new byte[] {VERSION, (byte) (wantsPassword ? PASSWORD : NO_AUTHENTICATION)});
    out.flush();
    if (wantsPassword) {
      in.readByte();
      callers.add(text(in) + ":" + text(in));
      out.write(new byte[] {1, 0});
      out.flush();
    }
  }

  private static String destination(DataInputStream in) throws IOException {
    in.readNBytes(3);
    String host =
        in.readUnsignedByte() == DOMAIN_NAME
            ? text(in)
            : InetAddress.getByAddress(in.readNBytes(4)).getHostAddress();
    return host + ":" + in.readUnsignedShort();
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedByte()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // closed
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
