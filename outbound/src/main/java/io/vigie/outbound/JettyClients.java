package io.vigie.outbound;

import io.vigie.config.http.ProxyConfig;
import io.vigie.config.http.Secret;
import io.vigie.config.http.TlsConfig;
import io.vigie.config.http.TlsConfig.TlsVersion;
import io.vigie.outbound.ProxyRoutes.Route;
import io.vigie.outbound.tls.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.client.BasicAuthentication.BasicResult;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProtocolHandlers;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Socks5;
import org.eclipse.jetty.client.Socks5Proxy;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnectionFactory;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/// Sets up Jetty's client for one set of connection settings. Redirects, credentials and
/// decompression are ours, so Jetty's are taken out.
final class JettyClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);
  private static final int MAX_RESPONSE_HEADERS_BYTES = 64 << 10;

  /// Connections to one host and requests waiting for one: never the reason why a request waits.
  private static final int UNBOUNDED = 1 << 16;

  private JettyClients() {}

  static HttpClient start(
      ConnectionSettings settings, JettyParts parts, Map<String, String> environment)
      throws IOException {
    ClientConnector connector = connector(settings, parts);
    HttpClient client = new HttpClient(transport(settings, connector));
    client.setExecutor(parts.threads);
    client.setScheduler(parts.timer);
    client.setByteBufferPool(parts.buffers);
    client.setName("outbound");
    client.setFollowRedirects(false);
    client.setUserAgentField(null);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setMaxConnectionsPerDestination(UNBOUNDED);
    client.setMaxRequestsQueuedPerDestination(UNBOUNDED);
    client.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    client.setDestinationIdleTimeout(2 * IDLE_TIMEOUT.toMillis());
    client.setAddressResolutionTimeout(CONNECT_TIMEOUT.toMillis());
    client.setMaxResponseHeadersSize(MAX_RESPONSE_HEADERS_BYTES);
    addProxies(client, settings.proxy(), environment);
    try {
      client.start();
    } catch (Exception e) {
      LifeCycle.stop(client);
      throw new IOException("the HTTP client could not be started: " + e.getMessage(), e);
    }
    client.getContentDecoderFactories().clear();
    withoutAutomatisms(client.getProtocolHandlers());
    return client;
  }

  private static void withoutAutomatisms(ProtocolHandlers handlers) {
    handlers.remove(RedirectProtocolHandler.NAME);
    handlers.remove(WWWAuthenticationProtocolHandler.NAME);
    handlers.remove(ProxyAuthenticationProtocolHandler.NAME);
  }

  private static ClientConnector connector(ConnectionSettings settings, JettyParts parts)
      throws IOException {
    ClientConnector connector = new ClientConnector();
    connector.setExecutor(parts.threads);
    connector.setScheduler(parts.timer);
    connector.setByteBufferPool(parts.buffers);
    connector.setSelectors(1);
    connector.setConnectTimeout(CONNECT_TIMEOUT);
    connector.setIdleTimeout(IDLE_TIMEOUT);
    connector.setSslContextFactory(sslContextFactory(settings.tls()));
    return connector;
  }

  private static HttpClientTransportDynamic transport(
      ConnectionSettings settings, ClientConnector connector) {
    ClientConnectionFactory.Info http1 = HttpClientConnectionFactory.HTTP11;
    HttpClientTransportDynamic transport =
        settings.http2()
            ? new HttpClientTransportDynamic(
                connector,
                http1,
                new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector)))
            : new HttpClientTransportDynamic(connector, http1);
    // Our listeners only copy bytes: no need for another thread to run them.
    transport.setInvocationType(InvocationType.NON_BLOCKING);
    return transport;
  }

  private static SslContextFactory.Client sslContextFactory(TlsConfig tls) throws IOException {
    SslContextFactory.Client factory = new NamedServerSsl(tls.serverName());
    factory.setSslContext(TlsContexts.create(tls));
    if (tls.insecureSkipVerify()) {
      factory.setEndpointIdentificationAlgorithm(null);
    }
    TlsVersion lowest = tls.minVersion().orElse(TlsVersion.TLS12);
    TlsVersion highest = tls.maxVersion().orElse(TlsVersion.TLS13);
    factory.setExcludeProtocols();
    factory.setIncludeProtocols(
        Arrays.stream(TlsVersion.values())
            .filter(version -> version.compareTo(lowest) >= 0 && version.compareTo(highest) <= 0)
            .map(TlsVersion::protocol)
            .toArray(String[]::new));
    return factory;
  }

  private static void addProxies(
      HttpClient client, ProxyConfig config, Map<String, String> environment) {
    ProxyRoutes routes = ProxyRoutes.of(config, environment);
    for (Route route : routes.proxies()) {
      client.getProxyConfiguration().addProxy(proxy(routes, route));
      addProxyCredentials(client, route.proxy());
    }
    if (!config.connectHeader().isEmpty()) {
      client
          .getRequestListeners()
          .addBeginListener(request -> addConnectHeaders(request, config.connectHeader()));
    }
  }

  private static void addConnectHeaders(Request request, Map<String, List<Secret>> headers) {
    if (HttpMethod.CONNECT.is(request.getMethod())) {
      headers.forEach((name, values) ->
          values.forEach(value -> request.headers(fields -> fields.add(name, value.reveal()))));
    }
  }

  private static void addProxyCredentials(HttpClient client, URI proxy) {
    String userInfo = proxy.getUserInfo();
    if (userInfo != null) {
      String[] parts = userInfo.split(":", 2);
      client
          .getAuthenticationStore()
          .addAuthenticationResult(
              new BasicResult(
                  URI.create(proxy.getScheme() + "://" + proxy.getHost() + ":" + port(proxy)),
                  HttpHeader.PROXY_AUTHORIZATION,
                  parts[0],
                  parts.length > 1 ? parts[1] : ""));
    }
  }

  private static int port(URI proxy) {
    if (proxy.getPort() >= 0) {
      return proxy.getPort();
    }
    return switch (proxy.getScheme()) {
      case "https" -> 443;
      case "socks5", "socks5h" -> 1080;
      default -> 80;
    };
  }

  private static ProxyConfiguration.Proxy proxy(ProxyRoutes routes, Route route) {
    URI uri = route.proxy();
    Origin.Address address = new Origin.Address(uri.getHost(), port(uri));
    if (uri.getScheme().startsWith("socks5")) {
      Socks5Proxy proxy =
          new Socks5Proxy(address, false) {
            @Override
            public boolean matches(Origin origin) {
              return serves(routes, route, getAddress(), origin);
            }
          };
      addSocksCredentials(proxy, uri);
      return proxy;
    }
    return new HttpProxy(address, uri.getScheme().equals("https")) {
      @Override
      public boolean matches(Origin origin) {
        return serves(routes, route, getAddress(), origin);
      }
    };
  }

  private static void addSocksCredentials(Socks5Proxy proxy, URI uri) {
    if (uri.getUserInfo() != null) {
      String[] parts = uri.getUserInfo().split(":", 2);
      proxy.putAuthenticationFactory(
          new Socks5.UsernamePasswordAuthenticationFactory(
              parts[0], parts.length > 1 ? parts[1] : ""));
    }
  }

  private static boolean serves(
      ProxyRoutes routes, Route route, Origin.Address proxy, Origin origin) {
    Origin.Address address = origin.getAddress();
    return !proxy.equals(address)
        && routes.serves(route, origin.getScheme(), address.getHost(), address.getPort());
  }
}
