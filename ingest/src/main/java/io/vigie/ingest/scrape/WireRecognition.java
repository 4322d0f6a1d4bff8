package io.vigie.ingest.scrape;

import io.vigie.ingest.recognition.Stranger;
import io.vigie.ingest.recognition.WireProbe;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Finds out what listens where HTTP was expected and not found.
@FunctionalInterface
interface WireRecognition {
  /// Asks nobody.
  WireRecognition NONE = _ -> Optional.empty();

  Optional<Stranger> recognise(URI target);

  /// Speaks to the port in a few other languages; blocks for a few seconds at most.
  static WireRecognition probing() {
    WireProbe probe = new WireProbe(Duration.ofMillis(500));
    return target -> {
      int port =
          target.getPort() >= 0 ? target.getPort() : "https".equals(target.getScheme()) ? 443 : 80;
      return target.getHost() == null
          ? Optional.empty()
          : probe.probe(new InetSocketAddress(target.getHost(), port));
    };
  }
}
