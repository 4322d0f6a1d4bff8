package io.vigie.ingest.collect.process;

import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.host.LinuxFiles;
import io.vigie.ingest.collect.process.ProcessFigures.Counter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Groups of processes as process-exporter shows them. Counters of a group go on when its processes
/// end and others begin: what each has added since the last look is added to the group.
final class ProcessCollector implements Collector {
  private static final Pattern PID = Pattern.compile("\\d+");
  private static final double TICKS_PER_SECOND = 100;

  private final List<ProcessGroup.Matcher> groups;
  private final LinuxFiles files;

  /// What each process had counted when it was last seen, by number and start.
  private Map<String, Map<Counter, Double>> seen = new HashMap<>();

  private final Map<String, Map<Counter, Double>> totals = new HashMap<>();

  ProcessCollector(List<ProcessGroup> groups, LinuxFiles files) {
    this.groups = groups.stream().map(ProcessGroup::matcher).toList();
    this.files = files;
  }

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    Map<String, List<ProcessFigures>> members = new LinkedHashMap<>();
    groups.forEach(matcher -> members.put(matcher.group().name(), new ArrayList<>()));
    Map<String, Map<Counter, Double>> seenNow = new HashMap<>();
    for (String pid : files.names("proc")) {
      if (PID.matcher(pid).matches()) {
        ProcessFigures.read(files, pid).ifPresent(process -> take(pid, process, members, seenNow));
      }
    }
    seen = seenNow;
    members.forEach((group, processes) -> write(group, processes, out));
  }

  private void take(
      String pid,
      ProcessFigures process,
      Map<String, List<ProcessFigures>> members,
      Map<String, Map<Counter, Double>> seenNow) {
    List<String> arguments =
        Arrays.stream(files.optionalText("proc/" + pid + "/cmdline").orElse("").split("\0", -1))
            .filter(argument -> !argument.isEmpty())
            .toList();
    for (ProcessGroup.Matcher matcher : groups) {
      if (matcher.matches(process.command(), arguments)) {
        String group = matcher.group().name();
        members.computeIfAbsent(group, _ -> new ArrayList<>()).add(process);
        String identity = group + '\n' + pid + '\n' + process.startTicks();
        add(group, process.counters(), seen.getOrDefault(identity, Map.of()));
        seenNow.put(identity, process.counters());
        return;
      }
    }
  }

  /// @param before what the process had counted when it was last seen
  private void add(String group, Map<Counter, Double> now, Map<Counter, Double> before) {
    Map<Counter, Double> total = totals.computeIfAbsent(group, _ -> new EnumMap<>(Counter.class));
    now.forEach((counter, value) ->
        total.merge(counter, Math.max(0, value - before.getOrDefault(counter, 0.0)), Double::sum));
  }

  private void write(String group, List<ProcessFigures> processes, ExpositionWriter out) {
    String prefix = "namedprocess_namegroup_";
    String[] label = {"groupname", group};
    out.gauge(prefix + "num_procs", "Processes in the group").add(processes.size(), label);
    out.gauge(prefix + "num_threads", "Threads of the group")
        .add(processes.stream().mapToLong(ProcessFigures::threads).sum(), label);
    out.gauge(prefix + "open_filedesc", "Open file descriptors of the group")
        .add(processes.stream().mapToLong(ProcessFigures::openDescriptors).sum(), label);
    processes.stream()
        .mapToDouble(ProcessFigures::descriptorShare)
        .filter(share -> !Double.isNaN(share))
        .max()
        .ifPresent(share ->
            out.gauge(prefix + "worst_fd_ratio", "Most of the descriptors allowed that are open")
                .add(share, label));
    memory(prefix, group, processes, out);
    states(prefix, group, processes, out);
    oldest(prefix, label, processes, out);
    counters(prefix, group, out);
  }

  private static void memory(
      String prefix, String group, List<ProcessFigures> processes, ExpositionWriter out) {
    var family = out.gauge(prefix + "memory_bytes", "Memory of the group, by type");
    family.add(
        processes.stream().mapToLong(ProcessFigures::residentBytes).sum(),
        "groupname",
        group,
        "memtype",
        "resident");
    family.add(
        processes.stream().mapToLong(ProcessFigures::virtualBytes).sum(),
        "groupname",
        group,
        "memtype",
        "virtual");
    family.add(
        processes.stream().mapToLong(ProcessFigures::swappedBytes).sum(),
        "groupname",
        group,
        "memtype",
        "swapped");
  }

  private static void states(
      String prefix, String group, List<ProcessFigures> processes, ExpositionWriter out) {
    Map<String, Long> counts = new TreeMap<>();
    List.of("Running", "Sleeping", "Waiting", "Zombie", "Other").forEach(s -> counts.put(s, 0L));
    processes.forEach(process -> counts.merge(state(process.state()), 1L, Long::sum));
    var family = out.gauge(prefix + "states", "Processes of the group in each state");
    counts.forEach((state, count) -> family.add(count, "groupname", group, "state", state));
  }

  private static String state(String letter) {
    return switch (letter) {
      case "R" -> "Running";
      case "S" -> "Sleeping";
      case "D" -> "Waiting";
      case "Z" -> "Zombie";
      default -> "Other";
    };
  }

  private void oldest(
      String prefix, String[] label, List<ProcessFigures> processes, ExpositionWriter out) {
    double boot =
        files
            .optionalText("proc/stat")
            .orElse("")
            .lines()
            .filter(line -> line.startsWith("btime "))
            .mapToDouble(line -> Double.parseDouble(line.substring("btime ".length()).strip()))
            .findFirst()
            .orElse(Double.NaN);
    processes.stream()
        .mapToLong(ProcessFigures::startTicks)
        .min()
        .ifPresent(ticks ->
            out.gauge(prefix + "oldest_start_time_seconds", "When the oldest process began")
                .add(boot + ticks / TICKS_PER_SECOND, label));
  }

  private void counters(String prefix, String group, ExpositionWriter out) {
    Map<Counter, Double> total = totals.getOrDefault(group, Map.of());
    var cpu = out.counter(prefix + "cpu_seconds_total", "CPU time of the group, by mode");
    cpu.add(total.getOrDefault(Counter.USER_SECONDS, 0.0), "groupname", group, "mode", "user");
    cpu.add(total.getOrDefault(Counter.SYSTEM_SECONDS, 0.0), "groupname", group, "mode", "system");
    out.counter(prefix + "read_bytes_total", "Bytes read by the group")
        .add(total.getOrDefault(Counter.READ_BYTES, 0.0), "groupname", group);
    out.counter(prefix + "write_bytes_total", "Bytes written by the group")
        .add(total.getOrDefault(Counter.WRITTEN_BYTES, 0.0), "groupname", group);
    out.counter(prefix + "major_page_faults_total", "Pages that had to be read from disk")
        .add(total.getOrDefault(Counter.MAJOR_FAULTS, 0.0), "groupname", group);
    out.counter(prefix + "minor_page_faults_total", "Pages that were elsewhere in memory")
        .add(total.getOrDefault(Counter.MINOR_FAULTS, 0.0), "groupname", group);
    var switches = out.counter(prefix + "context_switches_total", "Context switches of the group");
    switches.add(
        total.getOrDefault(Counter.VOLUNTARY_SWITCHES, 0.0),
        "groupname",
        group,
        "ctxswitchtype",
        "voluntary");
    switches.add(
        total.getOrDefault(Counter.NONVOLUNTARY_SWITCHES, 0.0),
        "groupname",
        group,
        "ctxswitchtype",
        "nonvoluntary");
  }

  @Override
  public void close() {}
}
