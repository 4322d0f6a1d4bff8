package io.vigie.ingest.discovery.source;

import io.vigie.ingest.discovery.DiscoveryConfig.Dns;
import io.vigie.ingest.discovery.DiscoveryConfig.Dns.RecordType;
import io.vigie.ingest.discovery.TargetGroup;
import io.vigie.model.metric.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Targets from DNS records. A name whose lookup fails keeps the targets that it last had.
final class DnsTargets implements TargetSource {
  private final Dns config;
  private final DnsResolver resolver;
  private final Map<String, TargetGroup> lastByName = new LinkedHashMap<>();

  DnsTargets(Dns config, DnsResolver resolver) {
    this.config = config;
    this.resolver = resolver;
  }

  @Override
  public Found targets() throws IOException {
    Optional<IOException> failure = Optional.empty();
    for (String name : config.names()) {
      try {
        lastByName.put(name, group(name));
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent() && lastByName.isEmpty()) {
      throw failure.get();
    }
    return new Found(List.copyOf(lastByName.values()), failure.map(IOException::getMessage));
  }

  private TargetGroup group(String name) throws IOException {
    List<Labels> targets = new ArrayList<>();
    for (String text : resolver.lookup(name, config.type().name())) {
      target(name, text).ifPresent(targets::add);
    }
    return new TargetGroup(name, targets, Labels.EMPTY);
  }

  private Optional<Labels> target(String name, String text) {
    String[] fields = text.split(" ", -1);
    String last = fields[fields.length - 1];
    Labels.Builder labels = Labels.builder().set("__meta_dns_name", name);
    int port = config.port();
    switch (config.type()) {
      case SRV -> {
        if (fields.length != 4) {
          return Optional.empty();
        }
        labels.set("__meta_dns_srv_record_target", last);
        labels.set("__meta_dns_srv_record_port", fields[2]);
        port = Integer.parseInt(fields[2]);
      }
      case MX -> labels.set("__meta_dns_mx_record_target", last);
      case NS -> labels.set("__meta_dns_ns_record_target", last);
      case A, AAAA -> {}
    }
    return Optional.of(labels.set(TargetGroup.ADDRESS, hostPort(last, port)).build());
  }

  private String hostPort(String host, int port) {
    if (config.type() == RecordType.AAAA) {
      return "[" + host + "]:" + port;
    }
    return host.replaceFirst("\\.+$", "") + ":" + port;
  }

  @Override
  public void close() {}
}
