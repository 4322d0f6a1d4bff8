package io.vigie.server;

import io.vigie.ingest.listen.LineListener;
import io.vigie.ingest.listen.LineSink;
import io.vigie.ingest.listen.ListenerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The listener of one protocol of lines, which comes, moves and goes with the configuration.
final class LineListening implements AutoCloseable {
  private final String name;
  private final LineSink sink;
  private final boolean networkTrusted;
  private @Nullable LineListener current;
  private @Nullable InetSocketAddress address;

  /// Opened for a configuration that is not in force yet.
  private @Nullable LineListener next;

  private @Nullable InetSocketAddress nextAddress;

  /// @param name its key under `vigie.push`
  /// @param networkTrusted whether it may be reached from other machines: senders of lines are not
  ///   asked who they are
  LineListening(String name, LineSink sink, boolean networkTrusted) {
    this.name = name;
    this.sink = sink;
    this.networkTrusted = networkTrusted;
  }

  /// Makes sure that what a configuration wants can be had: a new port is opened already, beside
  /// the old one.
  ///
  /// @throws IOException if it cannot or must not be opened; everything is as before then
  synchronized void prepare(Optional<ListenerConfig> config) throws IOException {
    closeNext();
    if (config.isEmpty() || config.get().address().equals(address)) {
      return;
    }
    InetSocketAddress wanted = config.get().address();
    if (!wanted.getAddress().isLoopbackAddress() && !networkTrusted) {
      throw new IOException(
          "vigie.push."
              + name
              + " on "
              + wanted
              + " would be open to every machine that reaches it: use a loopback address in"
              + " listen_address, or start with --web.trust-network");
    }
    next = LineListener.open(name, wanted, sink);
    nextAddress = wanted;
  }

  /// Goes over to what [#prepare] made ready, and closes what is not wanted any more.
  synchronized void apply(Optional<ListenerConfig> config) {
    if (config.isEmpty() || next != null) {
      closeCurrent();
      current = next;
      address = nextAddress;
      next = null;
      nextAddress = null;
    }
  }

  /// The port that is listened on, if one is.
  synchronized OptionalInt port() {
    LineListener listener = current;
    return listener == null ? OptionalInt.empty() : OptionalInt.of(listener.port());
  }

  @Override
  public synchronized void close() {
    closeCurrent();
    closeNext();
  }

  private void closeNext() {
    LineListener listener = next;
    if (listener != null) {
      listener.close();
      next = null;
      nextAddress = null;
    }
  }

  private void closeCurrent() {
    LineListener listener = current;
    if (listener != null) {
      listener.close();
      current = null;
      address = null;
    }
  }
}
