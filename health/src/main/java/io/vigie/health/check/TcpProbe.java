package io.vigie.health.check;

import io.vigie.health.HealthState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;

/// Opens a connection, and closes it.
record TcpProbe(CheckTarget.Tcp target, Duration timeout) implements Probe {
  @Override
  public Seen look() {
    String where = target.host() + ":" + target.port();
    InetSocketAddress address = new InetSocketAddress(target.host(), target.port());
    if (address.isUnresolved()) {
      return Seen.bad("resolve", "the name " + target.host() + " has no address");
    }
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) timeout.toMillis());
      return Seen.well(
          HealthState.HEALTHY, Map.of("address", address.getAddress().getHostAddress()));
    } catch (SocketTimeoutException e) {
      return Seen.bad("timeout", where + " did not answer within " + timeout.toMillis() + " ms");
    } catch (ConnectException e) {
      return Seen.bad("connect", where + ": " + e.getMessage());
    } catch (IOException e) {
      return Seen.bad("connect", where + ": " + e);
    }
  }
}
