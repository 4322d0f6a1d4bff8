package io.vigie.ingest.listen;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for lines on one port, over TCP and UDP. Connections, lines and memory are bounded;
/// whatever is dropped is told to the sink. Thread-safe.
public final class LineListener implements AutoCloseable {
  /// More than a line of any sender; also the largest datagram.
  static final int MAX_LINE_BYTES = 64 << 10;

  private static final Logger LOG = LoggerFactory.getLogger(LineListener.class);
  private static final int MAX_CONNECTIONS = 500;
  private static final Duration MAX_SILENCE = Duration.ofMinutes(15);

  /// Datagrams are handed over together, so that each does not cost a commit.
  private static final Duration MAX_DELAY = Duration.ofMillis(100);

  private final String name;
  private final LineSink sink;
  private final ServerSocket server;
  private final DatagramSocket datagrams;
  private final Semaphore free = new Semaphore(MAX_CONNECTIONS);
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  private LineListener(String name, LineSink sink, ServerSocket server, DatagramSocket datagrams) {
    this.name = name;
    this.sink = sink;
    this.server = server;
    this.datagrams = datagrams;
  }

  /// Opens the port and listens; with port 0, on one that is free.
  ///
  /// @param name for messages: `graphite`
  /// @throws IOException if the port cannot be opened
  public static LineListener open(String name, InetSocketAddress address, LineSink sink)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(address);
      DatagramSocket datagrams =
          new DatagramSocket(new InetSocketAddress(address.getAddress(), server.getLocalPort()));
      datagrams.setSoTimeout((int) MAX_DELAY.toMillis());
      LineListener listener = new LineListener(name, sink, server, datagrams);
      Thread.ofVirtual().name(name + "-tcp").start(listener::accept);
      Thread.ofVirtual().name(name + "-udp").start(listener::receive);
      return listener;
    } catch (IOException e) {
      server.close();
      throw new IOException(name + " cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (free.tryAcquire()) {
          connections.add(socket);
          Thread.ofVirtual().name(name + "-connection").start(() -> serve(socket));
        } else {
          socket.close();
          sink.refuse("connections", "there are " + MAX_CONNECTIONS + " connections already");
        }
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.warn("{}: a connection could not be accepted: {}", name, e.getMessage());
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout((int) MAX_SILENCE.toMillis());
      read(in);
    } catch (SocketTimeoutException e) {
      LOG.debug("{}: a connection said nothing for {}", name, MAX_SILENCE);
    } catch (IOException e) {
      LOG.debug("{}: a connection ended: {}", name, e.getMessage());
    } finally {
      connections.remove(socket);
      free.release();
    }
  }

  /// Hands over lines as they come; what a connection leaves without a line break is a line too.
  private void read(InputStream in) throws IOException {
    byte[] bytes = new byte[MAX_LINE_BYTES];
    int filled = 0;
    boolean skipping = false;
    for (int read = in.read(bytes, 0, bytes.length);
        read >= 0;
        read = in.read(bytes, filled, bytes.length - filled)) {
      filled += read;
      int end = afterLastNewline(bytes, filled);
      if (skipping && end > 0) {
        int rest = afterFirstNewline(bytes, filled);
        System.arraycopy(bytes, rest, bytes, 0, filled - rest);
        filled -= rest;
        end -= rest;
        skipping = false;
      }
      if (end > 0) {
        sink.take(bytes, end);
        System.arraycopy(bytes, end, bytes, 0, filled - end);
        filled -= end;
      } else if (filled == bytes.length) {
        if (!skipping) {
          sink.refuse("line_too_long", "a line is longer than " + MAX_LINE_BYTES + " bytes");
        }
        skipping = true;
        filled = 0;
      }
    }
    if (filled > 0 && !skipping) {
      sink.take(bytes, filled);
    }
  }

  private static int afterLastNewline(byte[] bytes, int filled) {
    int at = filled;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private static int afterFirstNewline(byte[] bytes, int filled) {
    int at = 0;
    while (at < filled && bytes[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, filled);
  }

  private void receive() {
    byte[] bytes = new byte[2 * MAX_LINE_BYTES];
    int filled = 0;
    long sinceNanos = 0;
    while (!datagrams.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(bytes, filled, MAX_LINE_BYTES);
        datagrams.receive(packet);
        if (filled == 0) {
          sinceNanos = System.nanoTime();
        }
        filled += packet.getLength();
        bytes[filled++] = '\n';
      } catch (SocketTimeoutException _) {
        // Nothing came: time to hand over what did before.
      } catch (SocketException e) {
        break; // closed
      } catch (IOException e) {
        LOG.warn("{}: a datagram could not be read: {}", name, e.getMessage());
      }
      boolean full = filled >= MAX_LINE_BYTES;
      if (filled > 0 && (full || System.nanoTime() - sinceNanos >= MAX_DELAY.toNanos())) {
        sink.take(bytes, filled);
        filled = 0;
      }
    }
    if (filled > 0) {
      sink.take(bytes, filled);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      datagrams.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      LOG.debug("{}: {}", name, e.getMessage());
    }
  }
}
