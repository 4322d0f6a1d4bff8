package io.vigie.health.component;

import io.vigie.health.HealthState;
import io.vigie.health.component.Component.Finding;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import java.util.Map;

/// Looks how much of the memory that the server may use is left after the garbage was collected
/// last: what is used in between says nothing.
public final class HeapComponent implements Component.Look {
  private static final double MUCH = 0.80;
  private static final double TOO_MUCH = 0.95;

  @Override
  public Finding at() {
    long max = Runtime.getRuntime().maxMemory();
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage afterCollection = pool.getCollectionUsage();
      used += afterCollection == null ? 0 : afterCollection.getUsed();
    }
    double share = (double) used / max;
    return new Finding(
        state(share),
        Map.of(
            "usedBytes", Long.toString(used),
            "maxBytes", Long.toString(max),
            "usedPercent", String.format(Locale.ROOT, "%.1f", 100 * share)));
  }

  private static HealthState state(double usedShare) {
    if (usedShare >= TOO_MUCH) {
      return HealthState.UNHEALTHY;
    }
    return usedShare >= MUCH ? HealthState.DEGRADED : HealthState.HEALTHY;
  }
}
