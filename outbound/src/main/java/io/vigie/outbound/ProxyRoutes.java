package io.vigie.outbound;

import io.vigie.config.http.ProxyConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which proxy serves which scheme, and who is reached without.
///
/// @param proxies proxies by the schemes that they serve
/// @param direct hosts reached without a proxy
record ProxyRoutes(List<Route> proxies, NoProxy direct) {
  /// One proxy.
  ///
  /// @param proxy `http`, `https`, `socks5` or `socks5h` address, perhaps with user and password
  /// @param schemes schemes of the requests that go through it
  record Route(URI proxy, Set<String> schemes) {}

  static ProxyRoutes of(ProxyConfig config, Map<String, String> environment) {
    if (config.fromEnvironment()) {
      return fromEnvironment(environment);
    }
    if (config.url().isEmpty()) {
      return new ProxyRoutes(List.of(), NoProxy.NOBODY);
    }
    return new ProxyRoutes(
        List.of(new Route(config.url().get(), Set.of("http", "https"))),
        config.noProxy().isBlank() ? NoProxy.NOBODY : NoProxy.parse(config.noProxy()));
  }

  private static ProxyRoutes fromEnvironment(Map<String, String> environment) {
    List<Route> routes = new ArrayList<>();
    variable(environment, "HTTP_PROXY")
        .ifPresent(proxy -> routes.add(new Route(proxyAddress(proxy), Set.of("http"))));
    variable(environment, "HTTPS_PROXY")
        .ifPresent(proxy -> routes.add(new Route(proxyAddress(proxy), Set.of("https"))));
    return new ProxyRoutes(
        List.copyOf(routes), NoProxy.parse(variable(environment, "NO_PROXY").orElse("")));
  }

  /// Upper case first, then lower case, as Go does.
  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(java.util.Locale.ROOT))))
        .filter(value -> !value.isBlank());
  }

  private static URI proxyAddress(String text) {
    return URI.create(text.contains("://") ? text : "http://" + text);
  }

  boolean serves(Route route, String scheme, String host, int port) {
    return route.schemes().contains(scheme) && !direct.isDirect(host, port);
  }
}
