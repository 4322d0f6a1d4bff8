package io.vigie.ingest.collect.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.host.ExposedFamilies;
import io.vigie.ingest.collect.host.LinuxFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCollectorTest {
  @TempDir Path root;

  private final List<ProcessGroup> groups =
      List.of(
          new ProcessGroup("api", List.of(), List.of("server\\.js")),
          ProcessGroup.named("node"),
          ProcessGroup.named("absent"));

  @BeforeEach
  void boot() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Files.writeString(root.resolve("proc/stat"), "cpu  1 2 3\nbtime 1000\n");
  }

  private void process(
      int pid, String command, String line, String state, int userTicks, long startTicks)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("proc/" + pid + "/fd")).getParent();
    String stat =
        "%d (%s) %s 1 1 1 0 -1 0 11 0 5 0 %d 50 0 0 20 0 4 0 %d 8192 2 0"
            .formatted(pid, command, state, userTicks, startTicks);
    Files.writeString(folder.resolve("stat"), stat);
    Files.writeString(folder.resolve("cmdline"), line.replace(' ', '\0') + '\0');
    Files.writeString(
        folder.resolve("status"),
        "Name:\t%s\nVmRSS:\t      10 kB\nVmSwap:\t 1 kB\nvoluntary_ctxt_switches:\t9\n"
            .formatted(command));
    Files.writeString(folder.resolve("io"), "rchar: 1\nread_bytes: 4096\nwrite_bytes: 512\n");
    Files.writeString(
        folder.resolve("limits"),
        "Limit                     Soft Limit           Hard Limit           Units\n"
            + "Max open files            8                    16                   files\n");
    for (int i = 0; i < 2; i++) {
      Files.writeString(folder.resolve("fd/" + i), "");
    }
  }

  private void end(int pid) throws IOException {
    try (var all = Files.walk(root.resolve("proc/" + pid))) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static ExposedFamilies collect(ProcessCollector collector) throws Exception {
    ExpositionWriter out = new ExpositionWriter();
    collector.collect(out);
    return ExposedFamilies.read(out.toBytes());
  }

  private ProcessCollector collector() {
    return new ProcessCollector(groups, new LinuxFiles(root));
  }

  @Test
  void aProcessBelongsToTheFirstGroupThatItMatches() throws Exception {
    process(7, "node", "/usr/bin/node server.js", "S", 100, 500);
    process(8, "node", "/usr/bin/node worker.js", "R", 100, 600);
    process(9, "odd) name", "odd", "S", 1, 1);

    ExposedFamilies found = collect(collector());

    assertThat(found.value("namedprocess_namegroup_num_procs", "groupname", "api")).isEqualTo(1);
    assertThat(found.value("namedprocess_namegroup_num_procs", "groupname", "node")).isEqualTo(1);
    assertThat(found.value("namedprocess_namegroup_num_procs", "groupname", "absent")).isEqualTo(0);
    assertThat(
            found.value("namedprocess_namegroup_states", "groupname", "node", "state", "Running"))
        .isEqualTo(1);
    assertThat(
            found.value(
                "namedprocess_namegroup_memory_bytes", "groupname", "api", "memtype", "resident"))
        .isEqualTo(10240);
    assertThat(found.value("namedprocess_namegroup_num_threads", "groupname", "api")).isEqualTo(4);
    assertThat(found.value("namedprocess_namegroup_open_filedesc", "groupname", "api"))
        .isEqualTo(2);
    assertThat(found.value("namedprocess_namegroup_worst_fd_ratio", "groupname", "api"))
        .isEqualTo(0.25);
    assertThat(found.value("namedprocess_namegroup_oldest_start_time_seconds", "groupname", "api"))
        .isEqualTo(1005);
    assertThat(found.value("namedprocess_namegroup_read_bytes_total", "groupname", "api"))
        .isEqualTo(4096);
  }

  @Test
  void countersOfAGroupGoOnWhenItsProcessesAreReplaced() throws Exception {
    ProcessCollector collector = collector();
    process(7, "node", "node a", "S", 300, 500);
    assertThat(cpu(collect(collector))).isEqualTo(3);
    process(7, "node", "node a", "S", 500, 500);
    assertThat(cpu(collect(collector))).isEqualTo(5);
    end(7);
    assertThat(cpu(collect(collector))).isEqualTo(5);
    process(7, "node", "node a", "S", 100, 900);
    assertThat(cpu(collect(collector))).isEqualTo(6);
  }

  private static double cpu(ExposedFamilies found) {
    return found.value(
        "namedprocess_namegroup_cpu_seconds_total", "groupname", "node", "mode", "user");
  }
}
