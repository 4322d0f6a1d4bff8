package io.vigie.server.kubernetes;

import io.vigie.rules.lint.Finding;
import java.util.List;

/// Whether a Probe has somebody who asks, and something to ask.
final class ProbeCheck {
  private static final String SCHEME = "://";

  private ProbeCheck() {}

  static List<Finding> look(Manifest probe) {
    Monitor monitor = new Monitor(probe);
    Fields prober = probe.spec().at("prober");
    String url = prober.text("url").orElse("");
    if (url.isEmpty()) {
      monitor.warn(
          probe.spec().position("prober"),
          "prober",
          "it does not say who probes: nothing is asked",
          "prober: {url: 'blackbox-exporter:9115'}");
    } else if (url.contains(SCHEME)) {
      String address = url.substring(url.indexOf(SCHEME) + SCHEME.length());
      monitor.warn(
          prober.position("url"),
          "prober",
          "the url of a prober is host and port alone, with its scheme and path in fields of their own",
          "{url: '%s', scheme: %s}"
              .formatted(address.replaceFirst("/.*", ""), url.substring(0, url.indexOf(SCHEME))));
    }
    Fields targets = probe.spec().at("targets");
    boolean hasTargets =
        !targets.at("staticConfig").texts("static").isEmpty() || targets.has("ingress");
    if (!hasTargets) {
      monitor.warn(
          probe.spec().position("targets"),
          "no-targets",
          "it has no targets: nothing is asked",
          "targets: {staticConfig: {static: ['https://example.org']}}");
    }
    var _ = monitor.interval(probe.spec());
    return monitor.findings();
  }
}
