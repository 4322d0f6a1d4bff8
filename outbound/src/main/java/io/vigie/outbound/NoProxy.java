package io.vigie.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The hosts that are reached directly although there is a proxy, in the grammar of the `NO_PROXY`
/// variable as Go reads it (`golang.org/x/net/http/httpproxy`): entries separated by commas, each
/// `*`, an address, a network (`10.0.0.0/8`), a domain with all below it (`example.com`) or only
/// those below it (`.example.com`, `*.example.com`), each but the network with an optional port.
/// Loopback is always direct. Immutable.
final class NoProxy {
  /// Everything through the proxy, loopback too.
  static final NoProxy NOBODY = new NoProxy(List.of(), false);

  private interface Rule {
    boolean matches(String host, int port);
  }

  private final List<Rule> rules;
  private final boolean loopbackIsDirect;

  private NoProxy(List<Rule> rules, boolean loopbackIsDirect) {
    this.rules = rules;
    this.loopbackIsDirect = loopbackIsDirect;
  }

  static NoProxy parse(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      String trimmed = entry.strip().toLowerCase(Locale.ROOT);
      if (!trimmed.isEmpty()) {
        rules.add(rule(trimmed));
      }
    }
    return new NoProxy(List.copyOf(rules), true);
  }

  /// Whether a host, given as name or address without brackets, is reached directly.
  boolean isDirect(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    if (loopbackIsDirect && isLoopback(name)) {
      return true;
    }
    return rules.stream().anyMatch(rule -> rule.matches(name, port));
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || IpAddresses.parse(host).map(java.net.InetAddress::isLoopbackAddress).orElse(false);
  }

  private static Rule rule(String entry) {
    if (entry.equals("*")) {
      return (_, _) -> true;
    }
    int slash = entry.indexOf('/');
    if (slash > 0) {
      return network(entry, slash);
    }
    int port = portOf(entry);
    String name = port < 0 ? entry : entry.substring(0, entry.lastIndexOf(':'));
    var address = IpAddresses.parse(name);
    if (address.isPresent()) {
      return (host, hostPort) ->
          (port < 0 || port == hostPort) && IpAddresses.parse(host).equals(address);
    }
    return domain(name, port);
  }

  private static Rule domain(String entry, int port) {
    String name = entry.startsWith("*.") ? entry.substring(1) : entry;
    boolean onlyBelow = name.startsWith(".");
    String suffix = onlyBelow ? name : "." + name;
    return (host, hostPort) ->
        (port < 0 || port == hostPort)
            && (host.endsWith(suffix) || (!onlyBelow && host.equals(name)));
  }

  private static Rule network(String entry, int slash) {
    var base = IpAddresses.parse(entry.substring(0, slash));
    int bits;
    try {
      bits = Integer.parseInt(entry.substring(slash + 1));
    } catch (NumberFormatException e) {
      return (_, _) -> false;
    }
    if (base.isEmpty()) {
      return (_, _) -> false;
    }
    byte[] network = base.get().getAddress();
    return (host, _) ->
        IpAddresses.parse(host)
            .map(address -> IpAddresses.samePrefix(network, address.getAddress(), bits))
            .orElse(false);
  }

  /// The port after the last colon, or -1; an IPv6 address without brackets has none.
  private static int portOf(String entry) {
    int colon = entry.lastIndexOf(':');
    if (colon < 0 || (entry.indexOf(':') != colon && !entry.startsWith("["))) {
      return -1;
    }
    try {
      return Integer.parseInt(entry.substring(colon + 1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
