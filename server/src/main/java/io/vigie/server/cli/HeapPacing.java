package io.vigie.server.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Optional;
import javax.management.Notification;
import javax.management.NotificationEmitter;

/// Keeps the memory of the process in proportion to what is alive in it.
///
/// The serial collector enlarges its old generation up to the limit before it looks once for what
/// is dead there, so that a server with a quarter of a gigabyte alive ends with half of the
/// machine. Here a collection is asked for whenever the old generation holds twice what the last
/// collection left, which costs time in proportion to what was allocated since (the rule of Go's
/// `GOGC=100`); a collection also fits the young generation to the live size, after which less
/// grows old.
///
/// Other collectors pace themselves and are left alone.
final class HeapPacing {
  private static final String SERIAL_OLD_GENERATION = "Tenured Gen";
  private static final long LEAST_GROWTH_BYTES = 64L << 20;

  private final MemoryPoolMXBean old;

  private HeapPacing(MemoryPoolMXBean old) {
    this.old = old;
  }

  /// Starts pacing this process, for as long as it lives. Takes some milliseconds of loading, so it
  /// is best called when everything else has started.
  static void start() {
    serialOldGeneration().ifPresent(pool -> new HeapPacing(pool).watch());
  }

  private static Optional<MemoryPoolMXBean> serialOldGeneration() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals(SERIAL_OLD_GENERATION))
        .filter(MemoryPoolMXBean::isUsageThresholdSupported)
        .findFirst();
  }

  private void watch() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    ((NotificationEmitter) memory)
        .addNotificationListener((notification, _) -> exceeded(notification), null, null);
    setThreshold();
  }

  private void exceeded(Notification notification) {
    if (notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)) {
      System.gc();
      setThreshold();
    }
  }

  private void setThreshold() {
    MemoryUsage usage = old.getUsage();
    long used = usage.getUsed();
    long wanted = used + Math.max(used, LEAST_GROWTH_BYTES);
    long most = usage.getMax() < 0 ? Long.MAX_VALUE : usage.getMax();
    old.setUsageThreshold(Math.min(wanted, most));
  }
}
