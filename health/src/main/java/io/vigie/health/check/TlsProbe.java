package io.vigie.health.check;

import io.vigie.health.HealthState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Begins TLS, and looks at how long the certificate is good for.
record TlsProbe(CheckTarget.Tls target, Duration timeout, InstantSource clock) implements Probe {
  @Override
  public Seen look() {
    PeerCertificate peer;
    try {
      peer = PeerCertificate.of(target.server(), target.tls(), timeout);
    } catch (UnknownHostException e) {
      return Seen.bad("resolve", String.valueOf(e.getMessage()));
    } catch (SocketTimeoutException e) {
      return Seen.bad(
          "timeout", target.server() + " did not answer within " + timeout.toMillis() + " ms");
    } catch (ConnectException e) {
      return Seen.bad("connect", target.server() + ": " + e.getMessage());
    } catch (IOException e) {
      return Seen.bad("tls", target.server() + ": " + e.getMessage());
    }
    Map<String, String> details =
        Map.of(
            "subject", peer.subject(),
            "issuer", peer.issuer(),
            "certificateExpires", peer.expiry().toString(),
            "protocol", peer.protocol());
    return judged(
        Seen.well(HealthState.HEALTHY, details), peer.expiry(), target.warnBefore(), clock);
  }

  /// The same, unless it is well and the certificate is not for much longer.
  ///
  /// @param warnBefore the end
  static Seen judged(Seen seen, Instant expiry, Duration warnBefore, InstantSource clock) {
    Duration left = Duration.between(clock.instant(), expiry);
    boolean soon = !warnBefore.isZero() && left.compareTo(warnBefore) < 0;
    Seen judged =
        soon && seen.state() == HealthState.HEALTHY
            ? Seen.degraded(
                "certificate",
                "the certificate expires in " + left.toDays() + " days, at " + expiry,
                seen.details())
            : seen;
    return judged.withCertificateExpiry(Optional.of(expiry));
  }
}
