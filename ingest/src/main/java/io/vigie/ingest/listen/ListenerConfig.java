package io.vigie.ingest.listen;

import io.vigie.config.yaml.MappingReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How a listener is configured.
///
/// @param address TCP and UDP
/// @param mapping of dotted names
/// @param flushInterval how often collected values are written; StatsD only
/// @param buckets upper bounds of timers' histograms, ascending; StatsD only
public record ListenerConfig(
    InetSocketAddress address, NameMapping mapping, Duration flushInterval, List<Double> buckets) {
  private static final Duration DEFAULT_FLUSH_INTERVAL = Duration.ofSeconds(10);

  /// Those of Prometheus' client libraries, in seconds.
  private static final List<Double> DEFAULT_BUCKETS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  public ListenerConfig {
    buckets = List.copyOf(buckets);
  }

  /// Reads the section of a listener.
  ///
  /// @param port where the section gives none
  /// @param aggregates whether there is something to flush
  public static ListenerConfig read(MappingReader reader, int port, boolean aggregates) {
    InetSocketAddress address =
        reader.value(
            "listen_address",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            text -> address(text, port),
            socket -> socket.getHostString() + ":" + socket.getPort());
    Duration flushInterval =
        aggregates
            ? reader.duration("flush_interval", DEFAULT_FLUSH_INTERVAL)
            : DEFAULT_FLUSH_INTERVAL;
    List<Double> buckets = aggregates ? buckets(reader) : List.of();
    List<NameMapping.Rule> rules =
        reader.list("mappings", "a mapping is empty", ListenerConfig::rule);
    reader.finish();
    if (flushInterval.toMillis() < 1000 || flushInterval.compareTo(Duration.ofMinutes(2)) > 0) {
      throw reader.error("flush_interval", "flush_interval must be from 1s to 2m");
    }
    return new ListenerConfig(address, new NameMapping(rules), flushInterval, buckets);
  }

  private static InetSocketAddress address(String text, int defaultPort) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon >= 0 && text.indexOf(']') < colon;
    String host = hasPort ? text.substring(0, colon) : text;
    try {
      int port = hasPort ? Integer.parseInt(text.substring(colon + 1)) : defaultPort;
      String plain = host.replaceAll("^\\[|]$", "");
      return plain.isEmpty()
          ? new InetSocketAddress(port)
          : new InetSocketAddress(InetAddress.getByName(plain), port);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" has no port after the colon", e);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("\"" + host + "\" is no address of this machine", e);
    }
  }

  private static List<Double> buckets(MappingReader reader) {
    List<String> texts = reader.strings("buckets");
    double[] bounds;
    try {
      bounds = texts.stream().mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw reader.error("buckets", "buckets: " + e.getMessage() + " is not a number");
    }
    for (int i = 1; i < bounds.length; i++) {
      if (!(bounds[i] > bounds[i - 1])) {
        throw reader.error("buckets", "buckets must ascend: " + texts);
      }
    }
    return bounds.length == 0 ? DEFAULT_BUCKETS : Arrays.stream(bounds).boxed().toList();
  }

  private static NameMapping.Rule rule(MappingReader reader) {
    String match = reader.string("match");
    String name = reader.string("name");
    Map<String, String> labels = reader.stringMap("labels");
    String action = reader.string("action", "map");
    reader.finish();
    if (match.isEmpty()) {
      throw reader.error("match is missing: give a pattern such as servers.*.cpu");
    }
    if (!action.equals("map") && !action.equals("drop")) {
      throw reader.error("action", "action: \"" + action + "\" is not map or drop");
    }
    return new NameMapping.Rule(
        List.of(match.split("\\.", -1)), name, labels, action.equals("drop"));
  }
}
