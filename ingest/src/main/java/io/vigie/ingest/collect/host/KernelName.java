package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import java.io.IOException;

/// What `uname(2)` says, read where the kernel shows the same.
record KernelName(LinuxFiles files) implements HostSource {
  private static final String FOLDER = "proc/sys/kernel/";

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    out.gauge("node_uname_info", "Labeled system information as provided by the uname system call.")
        .add(
            1,
            "sysname",
            files.text(FOLDER + "ostype"),
            "release",
            files.text(FOLDER + "osrelease"),
            "version",
            files.text(FOLDER + "version"),
            "machine",
            files.optionalText(FOLDER + "arch").orElse(machine(System.getProperty("os.arch"))),
            "nodename",
            files.text(FOLDER + "hostname"),
            "domainname",
            files.text(FOLDER + "domainname"));
  }

  /// The kernel's word for what Java calls the architecture; kernels before 6.1 have no file for
  /// it.
  static String machine(String javaArchitecture) {
    return switch (javaArchitecture) {
      case "amd64" -> "x86_64";
      default -> javaArchitecture;
    };
  }
}
