package io.vigie.ingest.collect.process;

import io.vigie.ingest.collect.host.LinuxFiles;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the kernel says of one process (`proc(5)`).
///
/// @param startTicks when it was started, in ticks since the machine was: with the number, what
///   makes it this process and no later one
/// @param counters what only goes up, by [Counter]
/// @param descriptorShare open file descriptors of those allowed; NaN if that may not be seen
record ProcessFigures(
    String command,
    String state,
    long startTicks,
    long threads,
    long residentBytes,
    long virtualBytes,
    long swappedBytes,
    long openDescriptors,
    double descriptorShare,
    Map<Counter, Double> counters) {
  /// What only goes up.
  enum Counter {
    USER_SECONDS,
    SYSTEM_SECONDS,
    READ_BYTES,
    WRITTEN_BYTES,
    MAJOR_FAULTS,
    MINOR_FAULTS,
    VOLUNTARY_SWITCHES,
    NONVOLUNTARY_SWITCHES
  }

  private static final double TICKS_PER_SECOND = 100;

  /// Fields of `stat` after the command, which stands in parentheses.
  private static final int STATE = 0;

  private static final int MINOR_FAULTS = 7;
  private static final int MAJOR_FAULTS = 9;
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int THREADS = 17;
  private static final int START_TICKS = 19;
  private static final int VIRTUAL_BYTES = 20;

  /// Empty if the process is gone.
  static Optional<ProcessFigures> read(LinuxFiles files, String pid) {
    String folder = "proc/" + pid + "/";
    String text = files.optionalText(folder + "stat").orElse("");
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    List<String> stat = close < 0 ? List.of() : LinuxFiles.words(text.substring(close + 1));
    if (open < 0 || stat.size() <= VIRTUAL_BYTES) {
      return Optional.empty();
    }
    Map<String, Long> status = fields(files.optionalText(folder + "status").orElse(""));
    Map<String, Long> io = fields(files.optionalText(folder + "io").orElse(""));
    long descriptors = openDescriptors(files, folder);
    return Optional.of(
        new ProcessFigures(
            text.substring(open + 1, close),
            stat.get(STATE),
            number(stat, START_TICKS),
            number(stat, THREADS),
            1024 * status.getOrDefault("VmRSS", 0L),
            number(stat, VIRTUAL_BYTES),
            1024 * status.getOrDefault("VmSwap", 0L),
            descriptors,
            descriptors / descriptorLimit(files, folder),
            counters(stat, status, io)));
  }

  private static Map<Counter, Double> counters(
      List<String> stat, Map<String, Long> status, Map<String, Long> io) {
    Map<Counter, Double> counters = new EnumMap<>(Counter.class);
    counters.put(Counter.USER_SECONDS, number(stat, USER_TICKS) / TICKS_PER_SECOND);
    counters.put(Counter.SYSTEM_SECONDS, number(stat, SYSTEM_TICKS) / TICKS_PER_SECOND);
    counters.put(Counter.MAJOR_FAULTS, (double) number(stat, MAJOR_FAULTS));
    counters.put(Counter.MINOR_FAULTS, (double) number(stat, MINOR_FAULTS));
    counters.put(Counter.READ_BYTES, (double) io.getOrDefault("read_bytes", 0L));
    counters.put(Counter.WRITTEN_BYTES, (double) io.getOrDefault("write_bytes", 0L));
    counters.put(
        Counter.VOLUNTARY_SWITCHES, (double) status.getOrDefault("voluntary_ctxt_switches", 0L));
    counters.put(
        Counter.NONVOLUNTARY_SWITCHES,
        (double) status.getOrDefault("nonvoluntary_ctxt_switches", 0L));
    return counters;
  }

  private static long number(List<String> stat, int field) {
    return Long.parseLong(stat.get(field));
  }

  /// Lines such as `VmRSS: 1234 kB`, as far as they are numbers.
  private static Map<String, Long> fields(String text) {
    return text.lines()
        .map(line -> line.split(":\\s*", 2))
        .filter(pair -> pair.length == 2 && pair[1].matches("\\d{1,18}( kB)?"))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> Long.parseLong(pair[1].replace(" kB", "")), (a, _) -> a));
  }

  /// 0 if that may not be seen.
  private static long openDescriptors(LinuxFiles files, String folder) {
    try {
      return files.names(folder + "fd").size();
    } catch (IOException e) {
      return 0;
    }
  }

  private static double descriptorLimit(LinuxFiles files, String folder) {
    return files
        .optionalText(folder + "limits")
        .orElse("")
        .lines()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> LinuxFiles.words(line.substring("Max open files".length())).getFirst())
        .filter(limit -> limit.matches("\\d{1,18}"))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElse(Double.NaN);
  }
}
