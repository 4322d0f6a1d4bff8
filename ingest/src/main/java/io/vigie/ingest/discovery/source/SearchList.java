package io.vigie.ingest.discovery.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// How short host names are completed: `search` and `ndots` of `/etc/resolv.conf`.
///
/// @param minDots names with at least this many dots are first tried as they are
record SearchList(List<String> domains, int minDots) {
  static final SearchList NONE = new SearchList(List.of(), 1);

  private static final Path FILE = Path.of("/etc/resolv.conf");

  SearchList {
    domains = List.copyOf(domains);
  }

  static SearchList ofSystem() {
    try {
      return parse(Files.readString(FILE));
    } catch (IOException _) {
      return NONE;
    }
  }

  static SearchList parse(String resolvConf) {
    List<String> domains = new ArrayList<>();
    int minDots = 1;
    for (String line : resolvConf.lines().toList()) {
      List<String> words = Arrays.asList(line.strip().split("\\s+", -1));
      List<String> values = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "search", "domain" -> {
          domains.clear();
          domains.addAll(values);
        }
        case "options" -> minDots = minDots(values, minDots);
        default -> {}
      }
    }
    return new SearchList(domains, minDots);
  }

  private static int minDots(List<String> options, int otherwise) {
    return options.stream()
        .filter(option -> option.matches("ndots:\\d{1,2}"))
        .map(option -> Integer.parseInt(option.substring("ndots:".length())))
        .reduce(otherwise, (_, last) -> last);
  }

  /// Full names to try, in order.
  List<String> candidates(String name) {
    if (name.endsWith(".")) {
      return List.of(name);
    }
    Stream<String> completed =
        domains.stream().filter(domain -> !domain.equals(".")).map(domain -> name + "." + domain);
    boolean asIsFirst = name.chars().filter(c -> c == '.').count() >= minDots;
    return (asIsFirst
            ? Stream.concat(Stream.of(name), completed)
            : Stream.concat(completed, Stream.of(name)))
        .toList();
  }
}
