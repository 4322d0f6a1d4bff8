package io.vigie.ingest.discovery.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Small things that all meta labels need.
final class MetaLabels {
  private MetaLabels() {}

  /// A text as part of a label name: every character but ASCII letters, digits and `_` becomes `_`.
  static String sanitize(String text) {
    return text.replaceAll("[^a-zA-Z0-9_]", "_");
  }

  /// `host:port`, with brackets around an IPv6 address.
  static String hostPort(String host, long port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /// Parameters of an address, `?a=1&b=2`; nothing if there are none.
  static String query(List<Map.Entry<String, String>> parameters) {
    StringBuilder query = new StringBuilder();
    for (Map.Entry<String, String> parameter : parameters) {
      query.append(query.isEmpty() ? '?' : '&').append(encode(parameter.getKey())).append('=');
      query.append(encode(parameter.getValue()));
    }
    return query.toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
