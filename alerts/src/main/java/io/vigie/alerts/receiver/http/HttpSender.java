package io.vigie.alerts.receiver.http;

import io.vigie.outbound.OutboundClient;
import io.vigie.outbound.OutboundException;
import io.vigie.outbound.OutboundRequest;
import io.vigie.outbound.OutboundResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Sends the requests of one conversation, each within what is left of the notification's time.
///
/// @param own bound on each request; zero for none
public record HttpSender(
    OutboundClient client, InstantSource clock, Instant deadline, Duration own) {
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);
  private static final Duration SHORTEST_REQUEST = Duration.ofMillis(1);

  public OutboundResponse send(OutboundRequest request) throws OutboundException {
    return client.send(request.withTimeout(timeout()));
  }

  /// @throws IllegalArgumentException if `url` is no address
  public OutboundResponse post(String url, Object json) throws OutboundException {
    return send(OutboundRequest.post(URI.create(url), "application/json", Json.text(json)));
  }

  private Duration timeout() {
    Duration left = Duration.between(clock.instant(), deadline);
    Duration longest = own.isZero() ? LONGEST_REQUEST : own;
    Duration shorter = left.compareTo(longest) < 0 ? left : longest;
    return shorter.compareTo(SHORTEST_REQUEST) < 0 ? SHORTEST_REQUEST : shorter;
  }
}
