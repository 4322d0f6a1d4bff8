package io.vigie.ingest.collect.host;

import io.vigie.ingest.collect.ExpositionWriter;
import io.vigie.ingest.collect.host.NativeLibrary.FilesystemUsage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How full each file system is. One that lies on a machine which does not answer blocks whoever
/// asks about it, so each is asked about on a thread of its own; one that does not answer in time
/// is reported by `node_filesystem_device_error` and not asked again until it did answer.
final class Filesystems implements HostSource {
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final LinuxFiles files;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("host-filesystem-", 0).factory());

  /// Questions under way, by mount point.
  private final Map<String, Future<FilesystemUsage>> asked = new ConcurrentHashMap<>();

  Filesystems(LinuxFiles files) {
    this.files = files;
  }

  @Override
  public void collect(ExpositionWriter out) throws IOException {
    Set<Mount> mounts = mounts();
    Map<Mount, Future<FilesystemUsage>> answers = new LinkedHashMap<>();
    for (Mount mount : mounts) {
      answers.put(mount, asked.computeIfAbsent(mount.mountPoint(), this::ask));
    }
    long deadlineNanos = System.nanoTime() + TIMEOUT_NANOS;
    answers.forEach((mount, answer) -> add(out, mount, await(mount, answer, deadlineNanos)));
  }

  private Set<Mount> mounts() throws IOException {
    List<String> lines =
        files.optionalText("proc/1/mounts").isPresent()
            ? files.lines("proc/1/mounts")
            : files.lines("proc/self/mounts");
    Set<Mount> mounts = new LinkedHashSet<>();
    for (String line : lines) {
      Mount.parse(line).filter(Mount::isOfInterest).ifPresent(mounts::add);
    }
    return mounts;
  }

  private Future<FilesystemUsage> ask(String mountPoint) {
    String path = files.path(mountPoint.substring(1)).toString();
    return threads.submit(() -> NativeLibrary.usage(path));
  }

  private Optional<FilesystemUsage> await(
      Mount mount, Future<FilesystemUsage> answer, long deadlineNanos) {
    try {
      long leftNanos = Math.max(0, deadlineNanos - System.nanoTime());
      FilesystemUsage usage = answer.get(leftNanos, TimeUnit.NANOSECONDS);
      asked.remove(mount.mountPoint(), answer);
      return Optional.of(usage);
    } catch (ExecutionException e) {
      asked.remove(mount.mountPoint(), answer);
      return Optional.empty();
    } catch (TimeoutException e) {
      return Optional.empty(); // It stays among those asked.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static void add(ExpositionWriter out, Mount mount, Optional<FilesystemUsage> usage) {
    String[] labels = mount.labels();
    gauge(
            out,
            "device_error",
            "Whether an error occurred while getting statistics for the given device.")
        .add(usage.isPresent() ? 0 : 1, labels);
    gauge(out, "readonly", "Filesystem read-only status.").add(mount.readOnly() ? 1 : 0, labels);
    usage.ifPresent(known -> addUsage(out, known, labels));
  }

  private static void addUsage(ExpositionWriter out, FilesystemUsage usage, String[] labels) {
    gauge(out, "size_bytes", "Filesystem size in bytes.").add(usage.sizeBytes(), labels);
    gauge(out, "free_bytes", "Filesystem free space in bytes.").add(usage.freeBytes(), labels);
    gauge(out, "avail_bytes", "Filesystem space available to non-root users in bytes.")
        .add(usage.availableBytes(), labels);
    gauge(out, "files", "Filesystem total file nodes.").add(usage.files(), labels);
    gauge(out, "files_free", "Filesystem total free file nodes.").add(usage.filesFree(), labels);
  }

  private static ExpositionWriter.Family gauge(ExpositionWriter out, String name, String help) {
    return out.gauge("node_filesystem_" + name, help);
  }
}
