package io.vigie.health.check;

import com.google.re2j.Pattern;
import io.vigie.health.HealthState;
import io.vigie.outbound.dns.DnsClient;
import io.vigie.outbound.dns.DnsException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks a name server for the records of a name.
final class DnsProbe implements Probe {
  private static final int MAX_SHOWN = 10;

  /// The second attempt waits for twice as long as the first.
  private static final int ATTEMPTS = 2;

  private final CheckTarget.Dns target;
  private final DnsClient client;
  private final Pattern expect;

  DnsProbe(CheckTarget.Dns target, Duration timeout) {
    this.target = target;
    this.client =
        new DnsClient(
            target.nameServer().map(server -> "dns://" + server + "/").orElse("dns:"),
            timeout.dividedBy(3),
            ATTEMPTS);
    this.expect = Pattern.compile(target.expect());
  }

  @Override
  public Seen look() {
    Optional<List<String>> found;
    try {
      found = client.records(target.name(), target.type());
    } catch (DnsException e) {
      return Seen.bad(e.isUnanswered() ? "timeout" : "resolve", String.valueOf(e.getMessage()));
    }
    return found
        .map(records -> judge(records.stream().sorted().toList()))
        .orElseGet(() -> Seen.bad("resolve", "there is no name " + target.name()));
  }

  private Seen judge(List<String> records) {
    if (records.isEmpty()) {
      return Seen.bad("resolve", "the name " + target.name() + " has no " + target.type());
    }
    Map<String, String> details =
        Map.of("records", String.join(", ", records.stream().limit(MAX_SHOWN).toList()));
    if (records.stream().noneMatch(record -> expect.matcher(record).find())) {
      return Seen.bad("answer", "no record matches " + target.expect(), details);
    }
    return Seen.well(HealthState.HEALTHY, details);
  }
}
