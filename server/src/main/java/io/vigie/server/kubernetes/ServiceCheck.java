package io.vigie.server.kubernetes;

import io.vigie.rules.lint.Finding;
import io.vigie.rules.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Ports of a Service that lead to a port that its pods do not have.
final class ServiceCheck {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private ServiceCheck() {}

  static List<Finding> look(Manifest service, Cluster cluster) {
    List<Workload> pods = cluster.workloads(service, service.spec().map("selector"));
    Set<String> known = new TreeSet<>();
    pods.forEach(workload -> known.addAll(workload.portNames()));
    List<Finding> findings = new ArrayList<>();
    for (Fields port : service.spec().items("ports")) {
      String target = port.text("targetPort").orElse("");
      boolean isName = !target.isEmpty() && !NUMBER.matcher(target).matches();
      if (isName && !pods.isEmpty() && !known.contains(target)) {
        findings.add(
            service.finding(
                port.position("targetPort"),
                "no-such-port",
                Severity.WARNING,
                "no container of its pods has a port named %s: the Service leads nowhere"
                    .formatted(target),
                known.isEmpty()
                    ? "ports: [{name: " + target + ", containerPort: …}]"
                    : "targetPort: " + known.iterator().next()));
      }
    }
    return findings;
  }
}
