package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Processes and threads, and in which state they are (`/proc/<pid>/stat`, see `proc(5)`).
record Processes(LinuxFiles files) implements HostSource {
  private static final Pattern PID = Pattern.compile("\\d+");
  private static final int STATE = 0;
  private static final int THREADS = 17;

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    Map<String, Integer> processesByState = new TreeMap<>();
    int processes = 0;
    long threads = 0;
    for (String pid : files.names("proc")) {
      List<String> stat = PID.matcher(pid).matches() ? stat(pid) : List.of();
      if (stat.size() > THREADS) {
        processes++;
        threads += Long.parseLong(stat.get(THREADS));
        processesByState.merge(stat.get(STATE), 1, Integer::sum);
      }
    }
    out.gauge("node_processes_pids", "Number of PIDs").add(processes);
    out.gauge("node_processes_threads", "Allocated threads in system").add(threads);
    var states = out.gauge("node_processes_state", "Number of processes in each state.");
    processesByState.forEach((state, count) -> states.add(count, "state", state));
    out.gauge("node_processes_max_processes", "Number of max PIDs limit")
        .add(Double.parseDouble(files.text("proc/sys/kernel/pid_max")));
    out.gauge("node_processes_max_threads", "Limit of threads in the system")
        .add(Double.parseDouble(files.text("proc/sys/kernel/threads-max")));
  }

  /// The words after the command, which stands in parentheses and may itself hold some; empty if
  /// the process is gone or may not be seen.
  private List<String> stat(String pid) {
    String text = files.optionalText("proc/" + pid + "/stat").orElse("");
    int end = text.lastIndexOf(')');
    return end < 0 ? List.of() : LinuxFiles.words(text.substring(end + 1));
  }
}
