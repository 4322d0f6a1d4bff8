package io.vigie.ingest.collect.host;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A mounted file system, as a line of `/proc/mounts` says.
record Mount(String device, String mountPoint, String type, boolean readOnly) {
  private static final Pattern IGNORED_POINTS =
      Pattern.compile(
          "/(dev|proc|run/credentials/.+|sys|var/lib/docker/.+|var/lib/containers/storage/.+)($|/.*)");
  private static final Pattern IGNORED_TYPES =
      Pattern.compile(
          "autofs|binfmt_misc|bpf|cgroup2?|configfs|debugfs|devpts|devtmpfs|fusectl|hugetlbfs|iso9660"
              + "|mqueue|nsfs|overlay|proc|procfs|pstore|rpc_pipefs|securityfs|selinuxfs|squashfs"
              + "|sysfs|tracefs");

  /// The mount of a line, if it has all its words.
  static Optional<Mount> parse(String line) {
    List<String> words = LinuxFiles.words(line);
    if (words.size() < 4) {
      return Optional.empty();
    }
    return Optional.of(
        new Mount(
            unescape(words.get(0)),
            unescape(words.get(1)),
            words.get(2),
            List.of(words.get(3).split(",", -1)).contains("ro")));
  }

  /// The kernel writes space and tab as octal numbers, because it separates the words by them.
  private static String unescape(String word) {
    return word.replace("\\040", " ").replace("\\011", "\t");
  }

  /// Whether it holds files of its own, by the same rule as node_exporter's.
  boolean isOfInterest() {
    return !IGNORED_POINTS.matcher(mountPoint).matches() && !IGNORED_TYPES.matcher(type).matches();
  }

  String[] labels() {
    return new String[] {"device", device, "fstype", type, "mountpoint", mountPoint};
  }
}
