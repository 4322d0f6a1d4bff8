package io.vigie.ingest.discovery.source;

import io.vigie.outbound.dns.DnsClient;
import io.vigie.outbound.dns.DnsException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Asks name servers for records, where short names are completed with the search list of the
/// system. Thread-safe; blocks for at most some seconds.
final class DnsResolver {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;

  private final DnsClient client;
  private final SearchList searchList;

  DnsResolver(String servers, SearchList searchList) {
    this.client = new DnsClient(servers, FIRST_WAIT, ATTEMPTS);
    this.searchList = searchList;
  }

  /// One that asks the system's name servers.
  static DnsResolver ofSystem() {
    return new DnsResolver("dns:", SearchList.ofSystem());
  }

  /// The records of a name, each as a zone file has it; none if the name does not exist or has none
  /// of this type.
  ///
  /// @throws IOException if no server gives a usable answer
  List<String> lookup(String name, String type) throws IOException {
    Optional<DnsException> failure = Optional.empty();
    for (String candidate : searchList.candidates(name)) {
      try {
        Optional<List<String>> records = client.records(candidate, type);
        if (records.isPresent()) {
          return records.get();
        }
      } catch (DnsException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return List.of();
  }
}
