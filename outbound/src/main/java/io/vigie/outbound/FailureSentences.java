package io.vigie.outbound;

import io.vigie.outbound.Exchange.Phase;
import io.vigie.outbound.OutboundException.Kind;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.http.HttpException;
import org.jspecify.annotations.Nullable;

/// Says in one sentence why an exchange failed and what can be done.
///
/// @param uri what was asked for
/// @param via how the server was to be reached, for example ` through the proxy p:3128`, or empty
/// @param timeout the deadline of the exchange
record FailureSentences(URI uri, String via, Duration timeout) {
  OutboundException of(Throwable failure, Phase phase, int receivedBytes) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      OutboundException known = known(cause, phase, receivedBytes);
      if (known != null) {
        return known;
      }
    }
    String detail =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : oneLine(failure);
    return new OutboundException(Kind.OTHER, server() + " could not be asked: " + detail, failure);
  }

  private static @Nullable Throwable next(Throwable cause) {
    return cause.getCause() == cause ? null : cause.getCause();
  }

  private @Nullable OutboundException known(Throwable cause, Phase phase, int receivedBytes) {
    return switch (cause) {
      case OutboundException ready -> ready;
      case TimeoutException e -> timedOut(phase, receivedBytes, e);
      case SocketTimeoutException e -> timedOut(phase, receivedBytes, e);
      case SSLException e -> tls(e);
      case UnknownHostException e -> unknownHost(e);
      case UnresolvedAddressException e -> unknownHost(e);
      case NoRouteToHostException e -> unreachable(e);
      case ConnectException e when isRefused(e) -> refused(e);
      case SocketException e when text(e).contains("unreachable") -> unreachable(e);
      case HttpResponseException e when phase == Phase.CONNECTING -> proxy(e);
      case HttpException e -> notHttp(cause);
      case EOFException e -> closed(phase, receivedBytes, e);
      case ClosedChannelException e -> closed(phase, receivedBytes, e);
      case SocketException e when text(e).contains("reset") || text(e).contains("broken") ->
          closed(phase, receivedBytes, e);
      default -> null;
    };
  }

  private static boolean isRefused(ConnectException e) {
    return text(e).contains("refused");
  }

  private OutboundException refused(Throwable cause) {
    return new OutboundException(
        Kind.REFUSED,
        "nothing listens on %s%s (connection refused): start the service there, or correct its address"
            .formatted(server(), via),
        cause);
  }

  private OutboundException unreachable(Throwable cause) {
    return new OutboundException(
        Kind.UNREACHABLE,
        "there is no route to %s%s: check the network between, and firewalls"
            .formatted(server(), via),
        cause);
  }

  private OutboundException unknownHost(Throwable cause) {
    return new OutboundException(
        Kind.UNKNOWN_HOST,
        "the name %s has no address (no such host): correct the name, or make it known to the DNS that this machine uses"
            .formatted(Authority.of(uri).host()),
        cause);
  }

  private OutboundException timedOut(Phase phase, int receivedBytes, Throwable cause) {
    String what =
        switch (phase) {
          case CONNECTING ->
              "no connection to %s%s: the host does not answer, or a firewall drops the packets"
                  .formatted(server(), via);
          case WAITING ->
              "%s%s took the request and did not answer: it is slow or stuck, or the timeout is too short"
                  .formatted(server(), via);
          case READING ->
              "%s%s sent %d bytes and did not finish: its answer is endless or too slow, or the timeout is too short"
                  .formatted(server(), via, receivedBytes);
        };
    return new OutboundException(
        Kind.TIMEOUT, "timeout after " + seconds(timeout) + ": " + what, cause);
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  private OutboundException closed(Phase phase, int receivedBytes, Throwable cause) {
    String how =
        phase == Phase.READING
            ? "%s%s closed the connection after %d bytes, before its answer was complete: look at its log"
            : "%s%s closed the connection without an answer: is this an HTTP port, and with or without TLS as configured?";
    return new OutboundException(Kind.CLOSED, how.formatted(server(), via, receivedBytes), cause);
  }

  private OutboundException notHttp(Throwable cause) {
    return new OutboundException(
        Kind.PROTOCOL,
        "%s%s does not answer in HTTP (%s): is the port right, and with or without TLS as configured?"
            .formatted(server(), via, oneLine(cause)),
        cause);
  }

  private OutboundException proxy(HttpResponseException cause) {
    int status = cause.getResponse().getStatus();
    String remedy =
        status == 407
            ? "put user and password into proxy_url, or send them with proxy_connect_header"
            : "check proxy_url, and what the proxy allows";
    return new OutboundException(
        Kind.PROXY,
        "the proxy did not open a connection to %s (status %d): %s"
            .formatted(server(), status, remedy),
        cause);
  }

  private OutboundException tls(SSLException failure) {
    return new OutboundException(
        Kind.TLS, "TLS with %s%s failed: %s".formatted(server(), via, tlsReason(failure)), failure);
  }

  private static String tlsReason(SSLException failure) {
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      if (cause instanceof CertificateExpiredException) {
        return "its certificate has expired: renew it";
      }
      if (cause instanceof CertificateNotYetValidException) {
        return "its certificate is not valid yet: check the clocks";
      }
    }
    String text = allMessages(failure);
    if (text.contains("unable to find valid certification path") || text.contains("PKIX path")) {
      return "its certificate is signed by an authority that is not trusted: name that authority in tls_config.ca_file";
    }
    if (text.contains("No subject alternative") || text.contains("No name matching")) {
      return "its certificate is made out to another name: set tls_config.server_name to a name in it";
    }
    if (text.contains("Unsupported or unrecognized SSL message")
        || text.contains("not an SSL/TLS record")) {
      return "it does not speak TLS: use scheme http";
    }
    if (text.contains("certificate_required") || text.contains("bad_certificate")) {
      return "it wants a client certificate that it knows: set tls_config.cert_file and key_file";
    }
    if (text.contains("protocol_version") || text.contains("No appropriate protocol")) {
      return "no version of TLS suits both sides: check tls_config.min_version and max_version (TLS 1.0 and 1.1 are disabled in this Java)";
    }
    return oneLine(failure);
  }

  private static String allMessages(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = next(cause)) {
      text.append(cause.getMessage()).append('\n');
    }
    return text.toString();
  }

  /// Host and port, which is all of an address that is shown: the rest may hold secrets.
  private String server() {
    return hostAndPort(uri);
  }

  static String hostAndPort(URI uri) {
    return Authority.of(uri).toString();
  }

  private static String text(Throwable e) {
    return e.getMessage() == null ? "" : e.getMessage().toLowerCase(Locale.ROOT);
  }

  private static String oneLine(Throwable e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.replaceAll("\\s+", " ").strip();
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
