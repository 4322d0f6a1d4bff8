package io.vigie.ingest.collect.process;

import io.vigie.config.yaml.MappingReader;
import io.vigie.ingest.collect.Collector;
import io.vigie.ingest.collect.CollectorSource;
import io.vigie.ingest.collect.host.LinuxFiles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Processes of this machine.
///
/// @param groups a process belongs to the first that it matches
public record ProcessSource(List<ProcessGroup> groups) implements CollectorSource {
  /// The key that it is configured under.
  public static final String KIND = "processes";

  public ProcessSource {
    groups = List.copyOf(groups);
  }

  /// Reads and finishes the mapping.
  public static ProcessSource read(MappingReader reader) {
    List<ProcessGroup> groups =
        new ArrayList<>(reader.list("groups", "empty or null group", ProcessGroup::read));
    reader.strings("names").forEach(name -> groups.add(ProcessGroup.named(name)));
    reader.finish();
    if (groups.isEmpty()) {
      throw reader.error(reader.path() + ": say names, such as [nginx, postgres], or groups");
    }
    return new ProcessSource(groups);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String usualJob() {
    return "process";
  }

  @Override
  public String usualInstance() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public Collector open(Surroundings surroundings) {
    return new ProcessCollector(groups, new LinuxFiles(Path.of("/")));
  }
}
